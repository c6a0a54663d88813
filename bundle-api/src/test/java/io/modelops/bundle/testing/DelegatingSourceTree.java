package io.modelops.bundle.testing;

import io.modelops.bundle.spi.Operation;
import io.modelops.bundle.spi.SourceTree;
import io.modelops.bundle.value.FileStat;
import io.modelops.bundle.value.Omission;
import io.modelops.bundle.value.WalkOptions;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Optional;

/** A tree that answers as another; tests override what is to be different. */
public class DelegatingSourceTree implements SourceTree {
  private final SourceTree base;

  public DelegatingSourceTree(SourceTree base) {
    this.base = base;
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
  public Optional<FileStat> stat(Path root, String path) throws IOException {
    return base.stat(root, path);
  }

  @Override
  public InputStream open(Path root, String path) throws IOException {
    return base.open(root, path);
  }
}
