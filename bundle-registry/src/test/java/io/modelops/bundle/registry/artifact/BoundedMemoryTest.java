package io.modelops.bundle.registry.artifact;

import static org.assertj.core.api.Assertions.assertThat;

import io.modelops.bundle.spi.ArtifactFormat.Artifact;
import io.modelops.bundle.spi.ArtifactFormat.Part;
import io.modelops.bundle.testing.Programs;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Packs are made and sent without being held. */
class BoundedMemoryTest {
  /** Makes and reads a pack of 390 MiB. */
  public static final class Main {
    private Main() {}

    /** Prints how many bytes came. */
    public static void main(String[] arguments) throws IOException {
      Artifact artifact = new Generated().files(400, "d/file#", (1 << 20) - 1).assemble();
      Part pack = artifact.blobs().get(1);
      try (InputStream in = pack.content().open()) {
        long size = in.transferTo(OutputStream.nullOutputStream());
        System.out.println(size == pack.descriptor().size() ? "read " + (size >> 20) : "wrong");
      }
    }
  }

  @Test
  void aPackOfManyTimesTheHeapIsMadeAndRead() {
    Programs.Result result =
        Programs.start(Map.of(), Programs.java(Programs.jdk(), List.of("-Xmx32m"), Main.class));

    assertThat(result.output().strip()).isEqualTo("read 400");
  }
}
