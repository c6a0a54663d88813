package io.modelops.bundle.internal.project;

import io.modelops.bundle.internal.files.RegularFiles;
import io.modelops.bundle.spi.SourceFiles;
import io.modelops.bundle.value.FileStat;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The files on disk, for a host that has no tree of sources and says itself which files it wants.
 */
final class DiskFiles implements SourceFiles {
  @Override
  public Optional<FileStat> stat(Path root, String path) throws IOException {
    return Optional.of(RegularFiles.stat(root, root.relativize(root.resolve(path))));
  }

  @Override
  public InputStream open(Path root, String path) throws IOException {
    return RegularFiles.open(root, root.relativize(root.resolve(path)));
  }
}
