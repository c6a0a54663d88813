package io.modelops.bundle.registry.tar;

import static org.assertj.core.api.Assertions.assertThat;

import io.modelops.bundle.spi.Blob;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TarEntryTest {
  @ParameterizedTest
  @ValueSource(longs = {0, (1L << 33) - 1, 1L << 33, 1L << 50})
  void aSizeIsReadAsItIsWritten(long size) throws IOException {
    for (String name : List.of("a", "n".repeat(300), "\u00e4")) {
      TarEntry entry = new TarEntry(name, size, Blob.of(new byte[0]));

      TarMember read = new TarReader(new TarStream(List.of(entry))).next();

      assertThat(read).extracting(TarMember::name, TarMember::size).containsExactly(name, size);
    }
  }

  @Test
  void aDirectoryIsReadAsOne() throws IOException {
    TarReader reader = new TarReader(new TarStream(List.of(TarEntry.directory("a/b/"))));

    assertThat(reader.next()).isEqualTo(new TarMember("a/b/", TarMember.Kind.DIRECTORY, 0, 512));
    assertThat(reader.next()).isNull();
  }
}
