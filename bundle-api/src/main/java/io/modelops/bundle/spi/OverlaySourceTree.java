package io.modelops.bundle.spi;

import io.modelops.bundle.value.BundlePath;
import io.modelops.bundle.value.FileStat;
import io.modelops.bundle.value.WalkOptions;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/** Shows buffers instead of, and beside, the files of another tree. */
final class OverlaySourceTree extends ForwardingSourceTree {
  private final Map<String, byte[]> buffers;

  OverlaySourceTree(SourceTree base, Map<String, byte[]> buffers) {
    super(base);
    this.buffers = buffers;
  }

  @Override
  public Listing list(Path root, WalkOptions options, Operation operation) throws IOException {
    Listing listing = super.list(root, options, operation);
    TreeSet<String> files = new TreeSet<>(BundlePath.ORDER);
    files.addAll(listing.files());
    for (String path : buffers.keySet()) {
      operation.check();
      if (omits(root, path, options).isEmpty()) {
        files.add(path);
      }
    }
    return new Listing(files.stream().toList(), listing.omissions(), listing.issues());
  }

  @Override
  public Optional<FileStat> stat(Path root, String path) throws IOException {
    return buffers.containsKey(path) ? Optional.empty() : super.stat(root, path);
  }

  @Override
  public InputStream open(Path root, String path) throws IOException {
    byte[] buffer = buffers.get(path);
    return buffer == null ? super.open(root, path) : new ByteArrayInputStream(buffer);
  }
}
