package io.modelops.bundle.registry.contract;

import static io.modelops.bundle.registry.contract.Documents.blob;
import static io.modelops.bundle.registry.contract.Documents.describe;
import static io.modelops.bundle.registry.contract.Documents.descriptor;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.modelops.bundle.Bundles;
import io.modelops.bundle.Providers;
import io.modelops.bundle.error.RegistryException;
import io.modelops.bundle.registry.archive.ArchiveTransport;
import io.modelops.bundle.registry.http.HttpTransport;
import io.modelops.bundle.registry.layout.LayoutTransport;
import io.modelops.bundle.registry.testing.Feature;
import io.modelops.bundle.registry.testing.TestRegistry;
import io.modelops.bundle.spi.Blob;
import io.modelops.bundle.spi.CredentialSource;
import io.modelops.bundle.spi.RegistryTransport;
import io.modelops.bundle.spi.Repository;
import io.modelops.bundle.testing.Sweeps;
import io.modelops.bundle.value.CopyOptions;
import io.modelops.bundle.value.CopyResult;
import io.modelops.bundle.value.Descriptor;
import io.modelops.bundle.value.ProgressListener;
import io.modelops.bundle.value.Reference;
import io.modelops.bundle.value.RegistryOptions;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** From every kind of place to every kind. */
class CopyTest {
  private static final CopyOptions OPTIONS = CopyOptions.of(RegistryOptions.defaults());

  @TempDir private Path directory;
  private TestRegistry plain;
  private TestRegistry listing;
  private final Placed placed = new Placed();

  @BeforeEach
  void start() throws IOException {
    plain = TestRegistry.start();
    listing = TestRegistry.start().with(Feature.REFERRERS);
  }

  @AfterEach
  void stop() {
    plain.close();
    listing.close();
  }

  private static Stream<Arguments> pairs() {
    List<String> kinds =
        Sweeps.areWhole()
            ? List.of("layout", "archive", "plain", "listing")
            : List.of("archive", "listing");
    return kinds.stream()
        .flatMap(
            from ->
                kinds.stream()
                    .filter(to -> Sweeps.areWhole() || !to.equals(from))
                    .map(to -> Arguments.of(from, to)));
  }

  private String reference(String kind, String name) {
    return switch (kind) {
      case "layout" -> "oci:" + directory.resolve(name) + ":v1";
      case "archive" -> "oci-archive:" + directory.resolve(name + ".tar") + ":v1";
      case "plain" -> plain.host() + "/lab/" + name + ":v1";
      default -> listing.host() + "/lab/" + name + ":v1";
    };
  }

  private static Repository open(String reference) throws IOException {
    RegistryTransport transport =
        Stream.of(new LayoutTransport(), new ArchiveTransport(), new HttpTransport())
            .filter(each -> each.accepts(Reference.parse(reference)))
            .findFirst()
            .orElseThrow();
    return Opened.by(transport, reference);
  }

  private static Bundles bundles() {
    return Bundles.of(
        Providers.none().with(new LayoutTransport(), new ArchiveTransport(), new HttpTransport()));
  }

  private static CopyResult copy(String from, String to, CopyOptions options) {
    return bundles().copy(Reference.parse(from), Reference.parse(to), options);
  }

  private String filled(String kind) throws IOException {
    String reference = reference(kind, "from");
    try (Repository repository = open(reference)) {
      placed.into(repository, "v1");
    }
    return reference;
  }

  @ParameterizedTest
  @MethodSource("pairs")
  void everyByteAndWhatRefersToItIsThereAfterwards(String from, String to) throws IOException {
    String source = filled(from);
    String target = reference(to, "to");

    CopyResult copied = copy(source, target, OPTIONS);

    assertThat(copied.digest()).isEqualTo(placed.root().digest());
    assertThat(copied.before()).isEmpty();
    assertThat(copied.sent().size() + copied.mounted().size()).isEqualTo(3);
    assertThat(copied.referrers()).hasSize(3);
    try (Repository repository = open(target)) {
      placed.isIn(repository, "v1");
      placed.isReferredToIn(repository);
    }
    CopyResult again = copy(source, target, OPTIONS);
    assertThat(again.present()).hasSize(3);
    assertThat(again.bytesSent()).isZero();
    assertThat(again.before()).contains(placed.root().digest());
  }

  @ParameterizedTest
  @ValueSource(strings = {"layout", "archive", "plain", "listing"})
  void whatRefersToItStaysBehindIfThatIsWished(String to) throws IOException {
    String source = filled("layout");
    String target = reference(to, "to");

    CopyResult copied = copy(source, target, OPTIONS.withoutReferrers());

    assertThat(copied.referrers()).isEmpty();
    try (Repository repository = open(target)) {
      placed.isIn(repository, "v1");
      assertThat(repository.referrers(placed.root().digest(), null)).isEmpty();
      assertThat(repository.tags(9, null)).containsExactly("v1");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"layout", "archive", "plain", "listing"})
  void aTagThatNamesSomethingElseStaysUnlessForced(String to) throws IOException {
    String source = filled("layout");
    String target = reference(to, "to");
    Descriptor other = descriptor(Documents.INDEX, Documents.index());
    try (Repository repository = open(target)) {
      repository.tag(other, Blob.of(Documents.index()), "v1");
    }

    assertThatExceptionOfType(RegistryException.class)
        .isThrownBy(() -> copy(source, target, OPTIONS))
        .satisfies(e -> assertThat(e.code()).isEqualTo("tag-moved"));
    try (Repository repository = open(target)) {
      assertThat(repository.resolve("v1")).contains(other);
      assertThat(repository.exists(blob(placed.blobs().get(2)))).isFalse();
    }
    assertThat(copy(source, target, OPTIONS.withForce()).before()).contains(other.digest());
    try (Repository repository = open(target)) {
      placed.isIn(repository, "v1");
      assertThat(repository.resolve(other.digest().toString())).contains(other);
    }
  }

  @Test
  void theListUnderATagKeepsWhatOthersPutThere() throws IOException {
    String source = filled("layout");
    String target = reference("plain", "to");
    byte[] theirs =
        Documents.manifest("\"artifactType\":\"a/b\",", new byte[] {'{', '}'}, new byte[] {1});
    String tag = placed.root().digest().toString().replace(':', '-');
    try (Repository repository = open(target)) {
      for (byte[] content : List.of(new byte[] {'{', '}'}, new byte[] {1})) {
        repository.push(blob(content), Blob.of(content));
      }
      repository.putManifest(describe(theirs), Blob.of(theirs));
      repository.addReferrers(placed.root().digest(), List.of(describe(theirs)));

      copy(source, target, OPTIONS);

      assertThat(repository.referrers(placed.root().digest(), null))
          .extracting(Descriptor::digest)
          .containsExactly(describe(theirs).digest(), describe(placed.signature).digest());
      assertThat(repository.tags(9, null)).contains(tag, "v1");
    }
  }

  @Test
  void aTagThatIsNoListOfReferrersIsToldAndStays() throws IOException {
    String source = filled("layout");
    String target = reference("plain", "to");
    String tag = placed.root().digest().toString().replace(':', '-');
    byte[] document = Documents.manifest("", new byte[] {'{', '}'}, new byte[] {1});
    try (Repository repository = open(target)) {
      for (byte[] content : List.of(new byte[] {'{', '}'}, new byte[] {1})) {
        repository.push(blob(content), Blob.of(content));
      }
      repository.tag(describe(document), Blob.of(document), tag);

      assertThatThrownBy(() -> copy(source, target, OPTIONS))
          .isInstanceOf(RegistryException.class)
          .hasMessageContaining("names something else than a list");
      assertThat(repository.resolve(tag)).contains(describe(document));
      assertThat(repository.resolve("v1")).isEmpty();
    }
  }

  @Test
  void blobsOfAnotherRepositoryOfTheRegistryAreTakenOverThere() throws IOException {
    String source = filled("plain");

    CopyResult copied = copy(source, reference("plain", "to"), OPTIONS);

    assertThat(copied.mounted()).hasSize(3);
    assertThat(copied.sent()).isEmpty();
    assertThat(plain.count("GET", "/lab/from/blobs/")).isZero();
  }

  @Test
  void theTagIsPutLast() throws IOException {
    String source = filled("layout");

    copy(source, reference("plain", "to"), OPTIONS);

    List<String> puts =
        plain.requests().stream()
            .map(request -> request.line())
            .filter(line -> line.startsWith("PUT"))
            .toList();
    assertThat(puts.get(puts.size() - 1)).endsWith("/manifests/v1");
    assertThat(puts.stream().filter(line -> line.endsWith("/manifests/v1"))).hasSize(1);
  }

  @Test
  void eachSideHasItsOwnCredentials() throws IOException {
    String source = filled("plain");
    plain.requirePassword("ann", "one");
    listing.requirePassword("bob", "two");
    String target = reference("listing", "to");

    assertThatThrownBy(() -> copy(source, target, OPTIONS)).isInstanceOf(RegistryException.class);
    CopyResult copied =
        Bundles.of(
                Providers.none()
                    .with(
                        new HttpTransport(),
                        CredentialSource.of(plain.host(), "ann", "one"),
                        CredentialSource.of(listing.host(), "bob", "two")))
            .copy(
                Reference.parse(source),
                Reference.parse(target),
                CopyOptions.of(RegistryOptions.defaults(), RegistryOptions.defaults()));
    assertThat(copied.sent()).hasSize(3);
  }

  @Test
  void progressKnowsItsTotalsAndSaysWhatBecameOfEachBlob() throws IOException {
    String source = filled("plain");
    List<String> heard = Collections.synchronizedList(new ArrayList<>());
    long[] bytes = new long[2];
    ProgressListener listener =
        new ProgressListener() {
          @Override
          public void started(Phase phase, long items, long total) {
            heard.add(phase + " " + items);
            bytes[0] = total;
          }

          @Override
          public void advanced(Phase phase, String item, long more) {
            synchronized (bytes) {
              bytes[1] += more;
            }
          }

          @Override
          public void finished(Phase phase, String item, Outcome outcome) {
            heard.add(outcome.toString());
          }

          @Override
          public void completed(Phase phase) {
            heard.add("done");
          }
        };

    bundles()
        .withProgress(listener)
        .copy(Reference.parse(source), Reference.parse(reference("archive", "to")), OPTIONS);

    assertThat(heard).containsExactly("COPY 3", "SENT", "SENT", "SENT", "done");
    assertThat(bytes[1]).isEqualTo(bytes[0]).isGreaterThan(3 << 20);
  }

  @ParameterizedTest
  @ValueSource(strings = {"layout", "archive", "plain"})
  void aCancelledCopyPutsNoTag(String to) throws IOException {
    String source = filled("listing");
    ProgressListener listener =
        new ProgressListener() {
          @Override
          public void advanced(Phase phase, String item, long more) {
            throw new CancellationException("enough");
          }
        };
    String target = reference(to, "to");

    assertThatThrownBy(
            () ->
                bundles()
                    .withProgress(listener)
                    .copy(Reference.parse(source), Reference.parse(target), OPTIONS))
        .isInstanceOf(CancellationException.class);
    try (Repository repository = open(target)) {
      assertThat(repository.resolve("v1")).isEmpty();
    }
    assertThat(directory.toFile().list()).doesNotContain("to.tar");
  }

  @Test
  void contentThatIsDamagedAtTheSourceIsNotCopied() throws IOException {
    String source = filled("layout");
    byte[] large = placed.blobs().get(2);
    Path file = directory.resolve("from/blobs/sha256/" + blob(large).digest().hex());
    large[7]++;
    Files.write(file, large);

    assertThatThrownBy(() -> copy(source, reference("plain", "to"), OPTIONS))
        .isInstanceOf(RegistryException.class)
        .hasMessageContaining("is damaged");
    assertThat(plain.tags("lab/to")).isEmpty();
  }

  @Test
  void aDigestNamesWhatIsCopiedAndNothingElse() throws IOException {
    String source = filled("layout");
    String place = reference("plain", "to").replace(":v1", "");
    String other = "@sha256:" + "0".repeat(64);

    copy(source, place + "@" + placed.root().digest(), OPTIONS);

    try (Repository repository = open(place + ":v1")) {
      assertThat(repository.resolve(placed.root().digest().toString())).contains(placed.root());
    }
    assertThatExceptionOfType(RegistryException.class)
        .isThrownBy(() -> copy(source, place + other, OPTIONS))
        .satisfies(e -> assertThat(e.code()).isEqualTo("digest-mismatch"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"[]", "{}", "{\"layers\":[{}]}", "{\"config\":7}", "nothing"})
  void whatIsNoManifestIsNotCopied(String document) throws IOException {
    byte[] bytes = document.getBytes(StandardCharsets.UTF_8);
    String source = reference("plain", "from");
    try (Repository repository = open(source)) {
      repository.tag(describe(bytes), Blob.of(bytes), "v1");
    }

    assertThatThrownBy(() -> copy(source, reference("layout", "to"), OPTIONS))
        .isInstanceOf(RegistryException.class);
    assertThat(directory.resolve("to/index.json")).doesNotExist();
  }
}
