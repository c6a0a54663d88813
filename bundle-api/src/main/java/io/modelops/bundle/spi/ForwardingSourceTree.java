package io.modelops.bundle.spi;

import io.modelops.bundle.value.FileStat;
import io.modelops.bundle.value.Omission;
import io.modelops.bundle.value.SourceRange;
import io.modelops.bundle.value.WalkOptions;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A tree that answers as another, for trees that change some of the answers. A file is read whole
 * by way of {@link #open}, unless {@link #read} is overridden too.
 */
public abstract class ForwardingSourceTree implements SourceTree {
  private final SourceTree base;

  protected ForwardingSourceTree(SourceTree base) {
    this.base = base;
  }

  /** The tree that answers. */
  protected final SourceTree base() {
    return base;
  }

  @Override
  public String id() {
    return base.id();
  }

  @Override
  public Listing list(Path root, WalkOptions options, Operation operation) throws IOException {
    return base.list(root, options, operation);
  }

  @Override
  public Optional<Omission.Cause> omits(Path root, String path, WalkOptions options)
      throws IOException {
    return base.omits(root, path, options);
  }

  @Override
  public Optional<SourceRange> rule(Path root, String path, WalkOptions options)
      throws IOException {
    return base.rule(root, path, options);
  }

  @Override
  public Optional<FileStat> stat(Path root, String path) throws IOException {
    return base.stat(root, path);
  }

  @Override
  public InputStream open(Path root, String path) throws IOException {
    return base.open(root, path);
  }
}
