package io.modelops.bundle.spi;

import io.modelops.bundle.value.BundlePath;
import io.modelops.bundle.value.FileStat;
import io.modelops.bundle.value.Omission;
import io.modelops.bundle.value.WalkOptions;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/** Shows buffers instead of, and beside, the files of another tree. */
record OverlaySourceTree(SourceTree base, Map<String, byte[]> buffers) implements SourceTree {
  @Override
  public String id() {
    return base.id();
  }

  @Override
  public Listing list(Path root, WalkOptions options, Operation operation) throws IOException {
    Listing listing = base.list(root, options, operation);
    TreeSet<String> files = new TreeSet<>(BundlePath.ORDER);
    files.addAll(listing.files());
    for (String path : buffers.keySet()) {
      operation.check();
      if (base.omits(root, path, options).isEmpty()) {
        files.add(path);
      }
    }
    return new Listing(files.stream().toList(), listing.omissions(), listing.issues());
  }

  @Override
  public Optional<Omission.Cause> omits(Path root, String path, WalkOptions options)
      throws IOException {
    return base.omits(root, path, options);
  }

  @Override
  public Optional<FileStat> stat(Path root, String path) throws IOException {
    return buffers.containsKey(path) ? Optional.empty() : base.stat(root, path);
  }

  @Override
  public InputStream open(Path root, String path) throws IOException {
    byte[] buffer = buffers.get(path);
    return buffer == null ? base.open(root, path) : new ByteArrayInputStream(buffer);
  }
}
