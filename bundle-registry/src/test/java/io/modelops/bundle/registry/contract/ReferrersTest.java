package io.modelops.bundle.registry.contract;

import static io.modelops.bundle.registry.contract.Documents.blob;
import static io.modelops.bundle.registry.contract.Documents.describe;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.modelops.bundle.Bundles;
import io.modelops.bundle.Providers;
import io.modelops.bundle.Referrers;
import io.modelops.bundle.error.RegistryException;
import io.modelops.bundle.registry.archive.ArchiveTransport;
import io.modelops.bundle.registry.artifact.BundleArtifactFormat;
import io.modelops.bundle.registry.http.HttpTransport;
import io.modelops.bundle.registry.layout.LayoutTransport;
import io.modelops.bundle.registry.testing.DockerRegistry;
import io.modelops.bundle.registry.testing.Feature;
import io.modelops.bundle.registry.testing.TestRegistry;
import io.modelops.bundle.spi.Blob;
import io.modelops.bundle.spi.RegistryTransport;
import io.modelops.bundle.spi.Repository;
import io.modelops.bundle.testing.Programs;
import io.modelops.bundle.value.Attachment;
import io.modelops.bundle.value.Descriptor;
import io.modelops.bundle.value.Digest;
import io.modelops.bundle.value.Reference;
import io.modelops.bundle.value.RegistryOptions;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Things that are attached to what is in every kind of place. */
class ReferrersTest {
  private static final String REVIEW = "application/vnd.example.review.v1+json";
  private static final byte[] CONTENT = "{\"verdict\":\"good\"}".getBytes(UTF_8);
  private static final Attachment ATTACHMENT =
      Attachment.of(REVIEW)
          .withTitle("review.json")
          .withAnnotations(Map.of("org.example.by", "ann"));

  @TempDir private Path directory;
  private TestRegistry plain;
  private TestRegistry listing;
  private @Nullable DockerRegistry docker;
  private byte[] subject;

  @BeforeEach
  void start() throws IOException {
    plain = TestRegistry.start();
    listing = TestRegistry.start().with(Feature.REFERRERS);
    subject = Documents.manifest("", new byte[] {'{', '}'}, CONTENT);
  }

  @AfterEach
  void stop() {
    plain.close();
    listing.close();
    if (docker != null) {
      docker.close();
    }
  }

  private String place(String kind) throws Exception {
    return switch (kind) {
      case "layout" -> "oci:" + directory.resolve("layout");
      case "archive" -> "oci-archive:" + directory.resolve("archive.tar");
      case "plain" -> plain.host() + "/lab/a";
      case "docker" -> docker().host() + "/lab/a";
      default -> listing.host() + "/lab/a";
    };
  }

  private DockerRegistry docker() throws Exception {
    DockerRegistry started = docker;
    if (started == null) {
      started = DockerRegistry.start(Files.createDirectory(directory.resolve("docker")));
      docker = started;
    }
    return started;
  }

  private static Repository open(String place) throws IOException {
    RegistryTransport transport =
        Stream.of(new LayoutTransport(), new ArchiveTransport(), new HttpTransport())
            .filter(each -> each.accepts(Reference.parse(place)))
            .findFirst()
            .orElseThrow();
    return Opened.by(transport, place);
  }

  /** What refers to the subject, which is put there first. */
  private Referrers referrers(String kind) throws Exception {
    String reference = place(kind) + ":v1";
    try (Repository repository = open(reference)) {
      for (byte[] content : List.of(new byte[] {'{', '}'}, CONTENT)) {
        repository.push(blob(content), Blob.of(content));
      }
      repository.tag(describe(subject), Blob.of(subject), "v1");
    }
    return Bundles.of(
            Providers.none()
                .with(
                    new LayoutTransport(),
                    new ArchiveTransport(),
                    new HttpTransport(),
                    new BundleArtifactFormat()))
        .referrers(Reference.parse(reference), RegistryOptions.defaults());
  }

  private static byte[] read(Referrers referrers, Digest referrer) throws IOException {
    try (InputStream in = referrers.open(referrer, referrers.contents(referrer).get(0))) {
      return in.readAllBytes();
    }
  }

  private static void refused(String code, ThrowingCallable call) {
    assertThatExceptionOfType(RegistryException.class)
        .isThrownBy(call)
        .satisfies(e -> assertThat(e.code()).isEqualTo(code));
  }

  @ParameterizedTest
  @ValueSource(strings = {"layout", "archive", "plain", "listing", "docker"})
  void whatIsAttachedIsListedReadAndDeleted(String kind) throws Exception {
    Referrers referrers = referrers(kind);
    assertThat(referrers.list()).isEmpty();

    Descriptor attached = referrers.attach(ATTACHMENT, CONTENT);
    Path file = Files.writeString(directory.resolve("paper.txt"), "paper");
    Descriptor paper = referrers.attach(Attachment.of("text/plain"), file);

    assertThat(referrers.list()).containsExactlyInAnyOrder(attached, paper);
    assertThat(referrers.list(REVIEW)).containsExactly(attached);
    assertThat(attached.artifactType()).isEqualTo(REVIEW);
    assertThat(attached.annotations()).containsExactly(Map.entry("org.example.by", "ann"));
    assertThat(referrers.contents(attached.digest()).get(0).title()).isEqualTo("review.json");
    assertThat(read(referrers, attached.digest())).isEqualTo(CONTENT);
    assertThat(read(referrers, paper.digest())).isEqualTo("paper".getBytes(UTF_8));

    referrers.delete(attached.digest());

    assertThat(referrers.list()).containsExactly(paper);
    refused("not-found", () -> referrers.delete(attached.digest()));
    refused("not-found", () -> referrers.contents(attached.digest()));
  }

  @Test
  void theSameAttachmentIsThereOnceAndHasTheSameDigestEverywhere() throws Exception {
    List<Descriptor> all = new ArrayList<>();
    for (String kind : List.of("layout", "plain", "listing")) {
      Referrers referrers = referrers(kind);
      all.add(referrers.attach(ATTACHMENT, CONTENT));
      all.add(referrers.attach(ATTACHMENT, CONTENT));
      assertThat(referrers.list()).hasSize(1);
    }
    assertThat(all).containsOnly(all.get(0));
    assertThat(all.get(0).digest())
        .hasToString("sha256:a4b4c813b1b0c043e621498c0d630b0308358fdee1953678f056fbdbe9b9123d");
  }

  @Test
  void theManifestIsWhatTheSpecificationSays() throws Exception {
    Descriptor attached = referrers("layout").attach(ATTACHMENT, CONTENT);

    Path blob = directory.resolve("layout/blobs/sha256/" + attached.digest().hex());
    assertThat(Files.readString(blob))
        .isEqualTo(
            "{\"schemaVersion\":2,\"mediaType\":\"application/vnd.oci.image.manifest.v1+json\","
                + ("\"artifactType\":\"" + REVIEW + "\",")
                + "\"config\":{\"mediaType\":\"application/vnd.oci.empty.v1+json\",\"digest\":"
                + "\"sha256:44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a\","
                + "\"size\":2},\"layers\":[{\"mediaType\":\""
                + REVIEW
                + "\",\"digest\":\""
                + (blob(CONTENT).digest() + "\",\"size\":" + CONTENT.length)
                + ",\"annotations\":{\"org.opencontainers.image.title\":\"review.json\"}}],"
                + "\"subject\":{\"mediaType\":\"application/vnd.oci.image.manifest.v1+json\","
                + ("\"digest\":\"" + describe(subject).digest() + "\",\"size\":" + subject.length)
                + "},\"annotations\":{\"org.example.by\":\"ann\"}}");
  }

  @ParameterizedTest
  @ValueSource(strings = {"layout", "archive", "docker"})
  void writersAtTheSameTimeLoseNothing(String kind) throws Exception {
    Referrers referrers = referrers(kind);
    Descriptor gone = referrers.attach(Attachment.of("a/gone"), CONTENT);
    int writers = 6;
    ExecutorService threads = Executors.newFixedThreadPool(writers + 1);
    try {
      List<Future<?>> all = new ArrayList<>();
      IntStream.range(0, writers)
          .forEach(
              i ->
                  all.add(
                      threads.submit(() -> referrers.attach(Attachment.of("a/n" + i), CONTENT))));
      all.add(threads.submit(() -> referrers.delete(gone.digest())));
      for (Future<?> each : all) {
        each.get();
      }
    } finally {
      threads.shutdownNow();
    }

    assertThat(referrers.list())
        .extracting(Descriptor::artifactType)
        .containsExactlyInAnyOrder("a/n0", "a/n1", "a/n2", "a/n3", "a/n4", "a/n5");
  }

  @Test
  void aListThatNamesWhatOthersDeletedIsMended() throws Exception {
    Referrers referrers = referrers("docker");
    Descriptor gone = referrers.attach(ATTACHMENT, CONTENT);
    try (Repository repository = open(place("docker"))) {
      assertThat(repository.deleteManifest(gone.digest())).isTrue();
    }

    Descriptor added = referrers.attach(Attachment.of("a/b"), CONTENT);

    assertThat(referrers.list()).containsExactly(added);
  }

  @Test
  void whatWasDeletedAndStaysListedIsTakenFromTheList() throws Exception {
    Referrers referrers = referrers("docker");
    Descriptor gone = referrers.attach(ATTACHMENT, CONTENT);
    try (Repository repository = open(place("docker"))) {
      assertThat(repository.deleteManifest(gone.digest())).isTrue();
    }

    referrers.delete(gone.digest());

    assertThat(referrers.list()).isEmpty();
  }

  @Test
  void aListThatNamesTheBundleItselfDeletesNothing() throws Exception {
    Referrers referrers = referrers("plain");
    Descriptor itself = describe(subject);
    try (Repository repository = open(place("plain"))) {
      repository.addReferrers(itself.digest(), List.of(itself));
    }

    refused("not-found", () -> referrers.delete(itself.digest()));
    refused("not-found", () -> referrers.contents(itself.digest()));
    assertThat(referrers.list()).hasSize(1);
  }

  @Test
  void damagedContentIsNotReadToItsEnd() throws Exception {
    Referrers referrers = referrers("layout");
    byte[] large = new byte[100_000];
    Descriptor attached = referrers.attach(ATTACHMENT, large);
    large[70_000] = 1;
    Path blobs = directory.resolve("layout/blobs/sha256");
    String hex = referrers.contents(attached.digest()).get(0).digest().hex();
    blobs.resolve(hex).toFile().setWritable(true);
    Files.write(blobs.resolve(hex), large);

    assertThatExceptionOfType(RegistryException.class)
        .isThrownBy(() -> read(referrers, attached.digest()))
        .satisfies(e -> assertThat(e.code()).isEqualTo("digest-mismatch"));
  }

  @Test
  void whatCannotBeAttachedIsRefusedBeforeAnythingIsWritten() throws Exception {
    Referrers referrers = referrers("plain");

    refused("not-representable", () -> referrers.attach(ATTACHMENT, new byte[0]));
    refused("unreadable", () -> referrers.attach(ATTACHMENT, directory.resolve("none")));
    assertThatIllegalArgumentException().isThrownBy(() -> Attachment.of("pdf"));
    assertThatIllegalArgumentException().isThrownBy(() -> ATTACHMENT.withTitle("../x"));
    assertThat(plain.tags("lab/a")).containsExactly("v1");
  }

  @ParameterizedTest
  @ValueSource(strings = {"docker", "layout"})
  void orasAttachesAndFindsTheSame(String kind) throws Exception {
    Programs.require("oras");
    Referrers referrers = referrers(kind);
    String reference = place(kind).replaceFirst("^oci:", "") + ":v1";
    String option = kind.equals("layout") ? "--oci-layout" : "--plain-http";
    Descriptor ours = referrers.attach(ATTACHMENT, CONTENT);
    Path theirs = Files.writeString(directory.resolve("theirs.txt"), "by oras");

    Programs.run(
        "oras",
        "attach",
        option,
        "--disable-path-validation",
        "--artifact-type",
        "a/theirs",
        "--annotation",
        "n=1",
        reference,
        theirs + ":text/plain");

    String discovered = Programs.run("oras", "discover", option, "--format", "json", reference);
    assertThat(discovered).contains(ours.digest().toString(), REVIEW, "\"ann\"", "a/theirs");
    Descriptor found = referrers.list("a/theirs").get(0);
    assertThat(found.annotations()).containsEntry("n", "1");
    assertThat(read(referrers, found.digest())).isEqualTo("by oras".getBytes(UTF_8));
    referrers.delete(ours.digest());
    assertThat(Programs.run("oras", "discover", option, "--format", "json", reference))
        .contains("a/theirs")
        .doesNotContain(REVIEW);
  }

  @Test
  void orasPullWritesWhatIsAttached() throws Exception {
    Programs.require("oras");
    Descriptor ours = referrers("docker").attach(ATTACHMENT, CONTENT);
    Path out = Files.createDirectory(directory.resolve("out"));

    Programs.run(
        "oras",
        "pull",
        "--plain-http",
        "-o",
        out.toString(),
        place("docker") + "@" + ours.digest());

    assertThat(out.resolve("review.json")).hasBinaryContent(CONTENT);
  }
}
