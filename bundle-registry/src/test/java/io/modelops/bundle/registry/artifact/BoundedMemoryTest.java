package io.modelops.bundle.registry.artifact;

import static org.assertj.core.api.Assertions.assertThat;

import io.modelops.bundle.spi.ArtifactFormat.Part;
import io.modelops.bundle.spi.Blob;
import io.modelops.bundle.spi.Operation;
import io.modelops.bundle.testing.InWholeSweeps;
import io.modelops.bundle.testing.Programs;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Packs are made and sent without being held. */
class BoundedMemoryTest {
  /** Makes and reads a pack of 400 MiB, whose files cannot be compressed. */
  public static final class Main {
    private Main() {}

    /** Prints how many bytes came. */
    public static void main(String[] arguments) throws IOException {
      byte[] noise = new byte[(1 << 20) - 1];
      new Random(1).nextBytes(noise);
      List<SourceFile> files =
          IntStream.range(0, 400)
              .mapToObj(
                  i -> new SourceFile("d/" + i, Sha256.of(noise), noise.length, Blob.of(noise)))
              .toList();
      Part pack = new Pack("d", files).measured(new HeldPacks(), Operation.unobserved());
      try (InputStream in = pack.content().open()) {
        long size = in.transferTo(OutputStream.nullOutputStream());
        System.out.println(size == pack.descriptor().size() ? "read " + (size >> 20) : "wrong");
      }
    }
  }

  @Test
  @InWholeSweeps
  void aPackOfManyTimesTheHeapIsMadeAndRead() {
    Programs.Result result =
        Programs.start(Map.of(), Programs.java(Programs.jdk(), List.of("-Xmx32m"), Main.class));

    assertThat(result.output().strip()).isEqualTo("read 400");
  }
}
