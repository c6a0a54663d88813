package io.modelops.bundle.registry.artifact;

import static org.assertj.core.api.Assertions.assertThat;

import io.modelops.bundle.registry.oci.OciManifest;
import io.modelops.bundle.spi.Blob;
import io.modelops.bundle.spi.Operation;
import io.modelops.bundle.value.Descriptor;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a layer takes in the OCI manifest is told before its digest is known. */
class LayerTest {
  private static final Descriptor CONFIG = new Descriptor("x/y", Sha256.of(new byte[0]), 1);

  private final SourceFile file =
      new SourceFile("d/\u00e9", Sha256.of(new byte[0]), 1, Blob.of(new byte[1]));

  @Test
  void aPackTakesWhatItTellsWhenItIsLargest() throws IOException {
    Descriptor pack =
        new Pack("d", List.of(file)).measured(new HeldPacks(), Operation.unobserved()).descriptor();

    assertThat(Layer.pack("d", List.of(file)).manifestBytes()).isEqualTo(bytes(pack));
  }

  @Test
  void aFileTakesWhatItTellsWhenItIsLargest() throws IOException {
    Descriptor raw = new Generated().file("\u00e9", 7).assemble().blobs().get(1).descriptor();

    assertThat(Layer.raw(file).manifestBytes()).isEqualTo(bytes(raw) + "d/".length());
  }

  /** With a comma. */
  private static int bytes(Descriptor layer) {
    Descriptor largest =
        new Descriptor(layer.mediaType(), layer.digest(), Long.MAX_VALUE, layer.annotations());
    return manifest(List.of(largest)) - manifest(List.of()) + 1;
  }

  private static int manifest(List<Descriptor> layers) {
    return new OciManifest("x/y", CONFIG, layers, null, Map.of()).write().length;
  }
}
