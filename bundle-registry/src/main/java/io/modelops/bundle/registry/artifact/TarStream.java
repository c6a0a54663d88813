package io.modelops.bundle.registry.artifact;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A tar archive of regular files: headers as {@link TarHeader} writes them, no directory entries,
 * two zero blocks at the end and no padding to a record after them.
 */
final class TarStream extends Pieces {
  static final int BLOCK = 512;

  private static final int END = 2 * BLOCK;

  private final List<SourceFile> files;
  private int file;
  private int step;

  TarStream(List<SourceFile> files) {
    this.files = files;
  }

  static long length(List<SourceFile> files) {
    return END
        + files.stream()
            .mapToLong(f -> TarHeader.of(f.path(), f.size()).length + f.size() + padding(f.size()))
            .sum();
  }

  /** What is missing to whole blocks. */
  static int padding(long size) {
    return (int) (-size & (BLOCK - 1));
  }

  @Override
  @Nullable InputStream next() throws IOException {
    if (file == files.size()) {
      return step++ == 0 ? zeros(END) : null;
    }
    SourceFile entry = files.get(file);
    return switch (step++) {
      case 0 -> new ByteArrayInputStream(TarHeader.of(entry.path(), entry.size()));
      case 1 -> new ExactStream(entry);
      default -> {
        file++;
        step = 0;
        yield zeros(padding(entry.size()));
      }
    };
  }

  private static InputStream zeros(int count) {
    return new ByteArrayInputStream(new byte[count]);
  }
}
