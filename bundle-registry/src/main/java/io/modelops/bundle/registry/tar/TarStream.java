package io.modelops.bundle.registry.tar;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A tar archive: headers as {@link TarHeader} writes them and two zero blocks at the end. It is not
 * padded to a whole record: {@code oras} would not read the padding and so find another digest.
 */
public final class TarStream extends Pieces {
  static final int BLOCK = 512;

  private static final int END = 2 * BLOCK;

  private final List<TarEntry> entries;
  private int entry;
  private int step;

  public TarStream(List<TarEntry> entries) {
    this.entries = entries;
  }

  /** What is missing to whole blocks. */
  static int padding(long size) {
    return (int) (-size & (BLOCK - 1));
  }

  @Override
  protected @Nullable InputStream next() throws IOException {
    if (entry == entries.size()) {
      return step++ == 0 ? zeros(END) : null;
    }
    TarEntry current = entries.get(entry);
    return switch (step++) {
      case 0 -> new ByteArrayInputStream(TarHeader.of(current));
      case 1 -> new ExactStream(current);
      default -> {
        entry++;
        step = 0;
        yield zeros(padding(current.size()));
      }
    };
  }

  private static InputStream zeros(int count) {
    return new ByteArrayInputStream(new byte[count]);
  }
}
