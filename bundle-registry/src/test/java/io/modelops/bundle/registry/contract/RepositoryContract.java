package io.modelops.bundle.registry.contract;

import static io.modelops.bundle.registry.contract.Documents.blob;
import static io.modelops.bundle.registry.contract.Documents.describe;
import static io.modelops.bundle.registry.contract.Documents.descriptor;
import static io.modelops.bundle.registry.contract.Documents.json;
import static io.modelops.bundle.registry.contract.Documents.typed;
import static io.modelops.bundle.registry.contract.Documents.whole;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.modelops.bundle.error.RegistryException;
import io.modelops.bundle.spi.Blob;
import io.modelops.bundle.spi.Repository;
import io.modelops.bundle.value.Descriptor;
import io.modelops.bundle.value.UploadSession;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The verbs of a repository, seen through the extension point. */
abstract class RepositoryContract {
  private static final String SIGNATURE = "application/vnd.example.signature";
  private static final byte[] CONTENT = "0123456789".repeat(1000).getBytes(StandardCharsets.UTF_8);
  private static final byte[] CONFIG = "{}".getBytes(StandardCharsets.UTF_8);

  private Repository repository;

  /** A repository of this kind, always the same one within a test. */
  abstract Repository open(String name) throws Exception;

  /** Whether others' lists of referrers lie under a tag, as the place keeps none. */
  boolean keepsReferrersUnderATag() {
    return false;
  }

  @BeforeEach
  final void openIt() throws Exception {
    repository = open("lab/verbs");
  }

  @AfterEach
  final void closeIt() throws IOException {
    if (repository != null) {
      repository.close();
    }
  }

  /** An OCI manifest whose parts are there. */
  private byte[] document(String more) throws IOException {
    push(CONFIG);
    push(CONTENT);
    return Documents.manifest(more, CONFIG, CONTENT);
  }

  private void push(byte[] content) throws IOException {
    repository.push(blob(content), Blob.of(content));
  }

  private static RegistryException refusal(ThrowingCallable call) {
    RegistryException e = catchThrowableOfType(RegistryException.class, call);
    assertThat(e).isNotNull();
    return e;
  }

  @Test
  void aPushedBlobIsThereAndIsReadFromAnyByte() throws Exception {
    assertThat(repository.exists(blob(CONTENT))).isFalse();

    push(CONTENT);

    assertThat(repository.exists(blob(CONTENT))).isTrue();
    for (int offset : new int[] {0, 1, 5000, 9999, 10_000}) {
      assertThat(whole(repository.openBlob(blob(CONTENT), offset)))
          .as("from %s", offset)
          .isEqualTo(Arrays.copyOfRange(CONTENT, offset, CONTENT.length));
    }
  }

  @Test
  void aBlobThatIsNotThereIsMissing() {
    assertThat(refusal(() -> repository.openBlob(blob(CONTENT), 0).close()).code())
        .isEqualTo("content-missing");
  }

  @Test
  void aManifestIsStoredWithoutNameAndThenNamed() throws Exception {
    byte[] document = document("");
    Descriptor manifest = describe(document);

    repository.putManifest(manifest, Blob.of(document));

    assertThat(repository.resolve(manifest.digest().toString())).contains(manifest);
    assertThat(repository.resolve("v1")).isEmpty();
    assertThat(whole(repository.openManifest(manifest))).isEqualTo(document);

    repository.tag(manifest, Blob.of(document), "v1");

    assertThat(repository.resolve("v1")).contains(manifest);
  }

  @Test
  void aTagThatMovedLeavesTheOldManifestToItsDigest() throws Exception {
    byte[] first = document("\"annotations\":{\"n\":\"1\"},");
    byte[] second = document("\"annotations\":{\"n\":\"2\"},");
    repository.tag(describe(first), Blob.of(first), "v1");

    repository.tag(describe(second), Blob.of(second), "v1");

    assertThat(repository.resolve("v1")).contains(describe(second));
    assertThat(repository.resolve(describe(first).digest().toString())).contains(describe(first));
  }

  @Test
  void tagsAreListedPageByPage() throws Exception {
    byte[] document = document("");
    for (String tag : List.of("c", "a", "e", "b", "d")) {
      repository.tag(describe(document), Blob.of(document), tag);
    }

    List<String> first = repository.tags(3, null);
    List<String> second = repository.tags(3, first.get(2));

    assertThat(first).hasSize(3);
    assertThat(second).hasSize(2);
    assertThat(Stream.concat(first.stream(), second.stream()))
        .containsExactlyInAnyOrder("a", "b", "c", "d", "e");
    assertThat(repository.tags(3, second.get(1))).isEmpty();
    assertThat(repository.tags(100, null)).hasSize(5);
  }

  @Test
  void referrersAreFoundByTheirSubjectAndType() throws Exception {
    byte[] document = document("");
    Descriptor subject = describe(document);
    repository.tag(subject, Blob.of(document), "v1");
    String refers = "\"subject\":" + json(subject) + ",";
    byte[] signature = document("\"artifactType\":\"" + SIGNATURE + "\"," + refers);
    byte[] other = document(refers);
    repository.putManifest(describe(signature), Blob.of(signature));
    repository.putManifest(describe(other), Blob.of(other));
    if (keepsReferrersUnderATag()) {
      list(subject, typed(signature, SIGNATURE), typed(other, "application/vnd.example.config"));
    }

    assertThat(repository.referrers(subject.digest(), SIGNATURE))
        .containsExactly(typed(signature, SIGNATURE));
    assertThat(repository.referrers(subject.digest(), null))
        .extracting(Descriptor::digest)
        .containsExactlyInAnyOrder(describe(signature).digest(), describe(other).digest());
    assertThat(repository.referrers(describe(other).digest(), null)).isEmpty();
  }

  private void list(Descriptor subject, Descriptor... referrers) throws IOException {
    byte[] index = Documents.index(referrers);
    String tag = subject.digest().toString().replace(':', '-');
    repository.tag(descriptor(Documents.INDEX, index), Blob.of(index), tag);
  }

  @Test
  void aDeletedManifestTakesItsTagsAlong() throws Exception {
    byte[] document = document("");
    Descriptor manifest = describe(document);
    repository.tag(manifest, Blob.of(document), "v1");

    assertThat(repository.deleteManifest(manifest.digest())).isTrue();

    assertThat(repository.resolve("v1").isEmpty()).isEqualTo(tagsGoWithTheirManifest());
    assertThat(repository.resolve(manifest.digest().toString())).isEmpty();
    assertThat(repository.deleteManifest(manifest.digest())).isFalse();
  }

  boolean tagsGoWithTheirManifest() {
    return true;
  }

  @Test
  void aDeletedTagLeavesTheManifest() throws Exception {
    byte[] document = document("");
    Descriptor manifest = describe(document);
    repository.tag(manifest, Blob.of(document), "v1");

    deleteTag(repository);

    assertThat(repository.resolve(manifest.digest().toString())).contains(manifest);
  }

  /** Deletes the tag v1, which is there, or sees that this is refused. */
  void deleteTag(Repository from) throws Exception {
    assertThat(from.deleteTag("v1")).isTrue();
    assertThat(from.resolve("v1")).isEmpty();
    assertThat(from.deleteTag("v1")).isFalse();
  }

  static void isUnsupported(Repository repository, ThrowingCallable call) {
    RegistryException e = refusal(call);
    assertThat(e.code()).isEqualTo("unsupported");
    assertThat(e).hasMessageContaining(repository.place()).hasMessageContaining("delete");
  }

  @Test
  void aDeletedBlobIsGone() throws Exception {
    push(CONTENT);

    deleteBlob(repository, blob(CONTENT));
  }

  /** Deletes a blob that is there. */
  void deleteBlob(Repository from, Descriptor blob) throws Exception {
    assertThat(from.deleteBlob(blob.digest())).isTrue();
    assertThat(from.exists(blob)).isFalse();
    assertThat(from.deleteBlob(blob.digest())).isFalse();
  }

  @Test
  void aBlobOfAnotherRepositoryIsTakenOverWhereThatIsPossible() throws Exception {
    push(CONTENT);
    try (Repository other = open("lab/other")) {
      boolean mounted = other.mount(blob(CONTENT), "lab/verbs");

      assertThat(mounted).isEqualTo(mounts());
      if (mounted) {
        assertThat(other.exists(blob(CONTENT))).isTrue();
      }
      assertThat(other.mount(blob("never pushed".getBytes(StandardCharsets.UTF_8)), "lab/verbs"))
          .isFalse();
    }
  }

  /** Whether the place takes blobs over from another repository. */
  boolean mounts() {
    return true;
  }

  /** Whether the place has upload sessions. */
  boolean resumes() {
    return true;
  }

  @Test
  void anUploadGoesOnWithTheSessionThatWasKept() throws Exception {
    byte[] large = new byte[(8 << 20) + 100_000];
    new Random(1).nextBytes(large);
    Optional<UploadSession> begun = repository.startUpload(blob(large));
    assertThat(begun.isPresent()).isEqualTo(resumes());
    if (begun.isEmpty()) {
      return;
    }

    UploadSession kept =
        repository.continueUpload(begun.get(), blob(large), Blob.of(large)).orElseThrow();
    repository.close();
    repository = open("lab/verbs");

    assertThat(kept.offset()).isEqualTo(8 << 20);
    assertThat(repository.exists(blob(large))).isFalse();
    assertThat(repository.continueUpload(kept, blob(large), Blob.of(large))).isEmpty();
    assertThat(whole(repository.openBlob(blob(large), 0))).isEqualTo(large);
  }
}
