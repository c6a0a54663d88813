package io.modelops.bundle.discovery;

import io.modelops.bundle.spi.ForwardingSourceTree;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListSet;

/** A disk that tells what is read. */
final class WatchedTree extends ForwardingSourceTree {
  private final Set<String> read = new ConcurrentSkipListSet<>();

  WatchedTree() {
    super(new DiskSourceTree());
  }

  @Override
  public InputStream open(Path root, String path) throws IOException {
    read.add(path);
    return super.open(root, path);
  }

  Set<String> forgetRead() {
    Set<String> all = new TreeSet<>(read);
    read.clear();
    return all;
  }
}
