package io.modelops.bundle.registry.contract;

import static io.modelops.bundle.registry.contract.Documents.blob;
import static io.modelops.bundle.registry.contract.Documents.describe;
import static io.modelops.bundle.registry.contract.Documents.descriptor;
import static io.modelops.bundle.registry.contract.Documents.json;
import static io.modelops.bundle.registry.contract.Documents.whole;
import static org.assertj.core.api.Assertions.assertThat;

import io.modelops.bundle.spi.Blob;
import io.modelops.bundle.spi.Repository;
import io.modelops.bundle.value.Descriptor;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * An index of two manifests with a common blob, a signature of the index, an attestation of a
 * manifest, and a signature of that.
 */
final class Placed {
  static final String SIGNATURE = "application/vnd.example.signature";
  private static final byte[] CONFIG = "{}".getBytes(StandardCharsets.UTF_8);
  private static final byte[] COMMON = "common".repeat(100).getBytes(StandardCharsets.UTF_8);

  private final byte[] large = new byte[(3 << 20) + 5];
  final byte[] first;
  final byte[] second;
  final byte[] index;
  final byte[] signature;
  final byte[] attestation;
  final byte[] countersignature;

  Placed() {
    new Random(3).nextBytes(large);
    first = Documents.manifest("", CONFIG, COMMON);
    second = Documents.manifest("", CONFIG, large);
    index = Documents.index(describe(first), describe(second));
    signature = referring(SIGNATURE, root(), "by", "me");
    attestation = referring("application/vnd.example.attestation", describe(second), "n", "1");
    countersignature = referring(SIGNATURE, describe(attestation), "by", "you");
  }

  private static byte[] referring(String type, Descriptor subject, String key, String value) {
    String more =
        "\"artifactType\":\"%s\",\"subject\":%s,\"annotations\":{\"%s\":\"%s\"},"
            .formatted(type, json(subject), key, value);
    return Documents.manifest(more, CONFIG, COMMON);
  }

  Descriptor root() {
    return descriptor(Documents.INDEX, index);
  }

  List<byte[]> blobs() {
    return List.of(CONFIG, COMMON, large);
  }

  /** Puts all of it. */
  void into(Repository repository, String tag) throws IOException {
    for (byte[] content : blobs()) {
      repository.push(blob(content), Blob.of(content));
    }
    put(repository, first, second);
    repository.tag(root(), Blob.of(index), tag);
    put(repository, signature, attestation, countersignature);
    repository.addReferrers(root().digest(), List.of(describe(signature)));
    repository.addReferrers(describe(second).digest(), List.of(describe(attestation)));
    repository.addReferrers(describe(attestation).digest(), List.of(describe(countersignature)));
  }

  private static void put(Repository repository, byte[]... manifests) throws IOException {
    for (byte[] manifest : manifests) {
      repository.putManifest(describe(manifest), Blob.of(manifest));
    }
  }

  /** Finds all of it, byte for byte, without what refers to it. */
  void isIn(Repository repository, String tag) throws IOException {
    assertThat(repository.resolve(tag)).contains(root());
    assertThat(whole(repository.openManifest(root()))).isEqualTo(index);
    for (byte[] manifest : List.of(first, second)) {
      assertThat(repository.resolve(describe(manifest).digest().toString()))
          .contains(describe(manifest));
      assertThat(whole(repository.openManifest(describe(manifest)))).isEqualTo(manifest);
    }
    for (byte[] content : blobs()) {
      assertThat(whole(repository.openBlob(blob(content), 0))).isEqualTo(content);
    }
  }

  /** Finds what refers to it, with types and annotations. */
  void isReferredToIn(Repository repository) throws IOException {
    refers(repository, root(), signature, SIGNATURE, Map.of("by", "me"));
    refers(
        repository,
        describe(second),
        attestation,
        "application/vnd.example.attestation",
        Map.of("n", "1"));
    refers(repository, describe(attestation), countersignature, SIGNATURE, Map.of("by", "you"));
  }

  private static void refers(
      Repository repository,
      Descriptor subject,
      byte[] referrer,
      String type,
      Map<String, String> annotations)
      throws IOException {
    Descriptor plain = describe(referrer);
    assertThat(repository.referrers(subject.digest(), null))
        .containsExactly(
            new Descriptor(plain.mediaType(), plain.digest(), plain.size(), annotations, type));
    assertThat(whole(repository.openManifest(plain))).isEqualTo(referrer);
  }
}
