package io.modelops.bundle.spi;

import io.modelops.bundle.value.BundlePath;
import io.modelops.bundle.value.WalkOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
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
    files.addAll(buffers.keySet());
    return new Listing(files.stream().toList(), listing.ignored(), listing.issues());
  }

  @Override
  public byte[] read(Path root, String path, int limit) throws IOException {
    byte[] buffer = buffers.get(path);
    if (buffer == null) {
      return base.read(root, path, limit);
    }
    return Arrays.copyOf(buffer, Math.min(limit, buffer.length));
  }
}
