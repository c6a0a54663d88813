package io.modelops.bundle.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.modelops.bundle.Bundles;
import io.modelops.bundle.Manifest;
import io.modelops.bundle.Providers;
import io.modelops.bundle.error.BundleException;
import io.modelops.bundle.error.ErrorCode;
import io.modelops.bundle.registry.testing.DockerRegistry;
import io.modelops.bundle.registry.testing.Nginx;
import io.modelops.bundle.registry.testing.RecordedRequest;
import io.modelops.bundle.registry.testing.Reply;
import io.modelops.bundle.registry.testing.TestRegistry;
import io.modelops.bundle.spi.CredentialSource;
import io.modelops.bundle.testing.Programs;
import io.modelops.bundle.value.CopyOptions;
import io.modelops.bundle.value.Digest;
import io.modelops.bundle.value.Environment;
import io.modelops.bundle.value.Mirror;
import io.modelops.bundle.value.Mirror.Capability;
import io.modelops.bundle.value.Network;
import io.modelops.bundle.value.ProgressListener;
import io.modelops.bundle.value.PullOptions;
import io.modelops.bundle.value.Reference;
import io.modelops.bundle.value.RegistryOptions;
import io.modelops.bundle.value.RegistryRoute;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Content comes from mirrors where it can; what is right is known by digests alone. */
class MirrorTest {
  private static final int LARGE = 5 << 20;
  private static final int PROCESSES = 8;

  @TempDir Path directory;

  private final List<AutoCloseable> open = new ArrayList<>();
  private Tree project;
  private TestRegistry registry;
  private TestRegistry mirror;
  private Reference reference;
  private int before;

  @BeforeEach
  void push() throws IOException {
    registry = TestRegistry.start();
    mirror = TestRegistry.start();
    project = new Tree(directory.resolve("project")).files("a.csv", "d/b.csv");
    byte[] large = new byte[LARGE];
    new Random(7).nextBytes(large);
    Files.write(project.path("large.bin"), large);
    reference = Reference.parse(registry.host() + "/lab/seir:v1");
    manifest().push(reference, RegistryOptions.defaults());
    copy(reference, at(mirror, "lab/seir:v1"));
    before = registry.requests().size();
  }

  @AfterEach
  void stop() throws Exception {
    registry.close();
    mirror.close();
    for (AutoCloseable each : open) {
      each.close();
    }
  }

  private Manifest manifest() {
    return project
        .bundle()
        .select(List.of())
        .with(List.of("a.csv", "d/b.csv", "large.bin"))
        .manifest();
  }

  private static Reference at(TestRegistry registry, String name) {
    return Reference.parse(registry.host() + "/" + name);
  }

  private static void copy(Reference from, Reference to) {
    Bundles.load().copy(from, to, CopyOptions.of(RegistryOptions.defaults()).withForce());
  }

  private static Mirror mirrorAt(TestRegistry server) {
    return Mirror.at(server.url());
  }

  private Mirror resolving() {
    return mirrorAt(mirror).withCapabilities(Capability.PULL, Capability.RESOLVE);
  }

  private RegistryOptions through(Mirror... mirrors) {
    return through(RegistryRoute.to(registry.host()).withMirrors(List.of(mirrors)));
  }

  private RegistryOptions through(RegistryRoute route) {
    return through(Network.direct().withRoutes(route));
  }

  private RegistryOptions through(Network network) {
    open.add(network);
    return RegistryOptions.defaults().withNetwork(network);
  }

  /** As the environment of a user says, whose configuration has this file. */
  private RegistryOptions configured(String file, String content) throws IOException {
    Path path = directory.resolve("config").resolve(file);
    Files.createDirectories(path.getParent());
    Files.writeString(path, content);
    Map<String, String> variables = Map.of("XDG_CONFIG_HOME", directory.resolve("config") + "");
    return through(Network.system(Environment.of(variables, null)).withRetries(0));
  }

  /** Pulls into a new directory, and looks whether all is there. */
  private void pull(Bundles bundles, Reference from, RegistryOptions options) throws IOException {
    Path target = Files.createTempDirectory(directory, "pulled");
    bundles.pull(from, target, PullOptions.of(options));
    for (String path : List.of("a.csv", "d/b.csv", "large.bin")) {
      assertThat(target.resolve(path)).hasSameBinaryContentAs(project.path(path));
    }
  }

  private void pull(RegistryOptions options) throws IOException {
    pull(Bundles.load(), reference, options);
  }

  /** The requests that a server gets meanwhile. */
  private interface Work {
    void run() throws IOException;
  }

  private static List<RecordedRequest> asked(TestRegistry server, Work work) throws IOException {
    int before = server.requests().size();
    work.run();
    return server.requests().stream().skip(before).toList();
  }

  private Digest inspect(RegistryOptions options) {
    return Bundles.load().inspect(reference, options).manifest().digest();
  }

  private static void assertFails(
      ErrorCode code, org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            BundleException.class, e -> assertThat(e.errorCode()).isEqualTo(code));
  }

  @Test
  void theTagComesFromTheRegistryAndAllContentFromTheMirror() throws IOException {
    int before = mirror.requests().size();
    List<RecordedRequest> asked = asked(registry, () -> pull(through(mirrorAt(mirror))));

    assertThat(asked).extracting(RecordedRequest::method).containsExactly("HEAD");
    assertThat(mirror.requests().stream().skip(before))
        .hasSizeGreaterThan(3)
        .allMatch(
            request -> request.target().endsWith("?ns=" + registry.host().replace(":", "%3A")));
  }

  @Test
  void tagsAreResolvedByAMirrorOnlyIfItIsMarkedSo() throws IOException {
    assertThat(asked(registry, () -> pull(through(resolving())))).isEmpty();
  }

  @Test
  void theRegistryIsAskedWhereTheMirrorFailsInWhateverWay() throws IOException {
    try (TestRegistry empty = TestRegistry.start()) {
      pull(through(mirrorAt(empty).withCapabilities(Capability.PULL, Capability.RESOLVE)));
    }
    pull(through(Mirror.at("http://127.0.0.1:1")));
    mirror.on("*", "/v2/").answer(Reply.of(503));
    pull(through(resolving()));
    mirror.on("*", "/v2/").answer(Reply.captivePortal());
    pull(through(resolving()));
    mirror.requirePassword("ann", "secret");
    pull(through(resolving()));
  }

  private static Reply otherContent(Reply reply) {
    byte[] body = reply.body();
    body[body.length / 2] ^= 1;
    return reply.withBody(body).withHeader("Docker-Content-Digest");
  }

  @Test
  void wrongBytesOfAMirrorAreRefusedNamedAndFetchedFromTheRegistry() throws IOException {
    mirror.on("GET", "/blobs/").change(MirrorTest::otherContent);
    mirror.on("GET", "/manifests/").change(MirrorTest::otherContent);
    List<String> said = new CopyOnWriteArrayList<>();
    ProgressListener listener =
        new ProgressListener() {
          @Override
          public void waiting(String why) {
            said.add(why);
          }
        };

    pull(Bundles.load().withProgress(listener), reference, through(resolving()));

    assertThat(said)
        .contains(
            "the mirror " + mirror.host() + "/lab/seir gives wrong content; asking elsewhere");
    Path layout = directory.resolve("layout");
    Reference copied = Reference.parse("oci:" + layout + ":v1");
    Bundles.load().copy(reference, copied, CopyOptions.of(through(resolving())));
    assertThat(Bundles.load().verify(copied, RegistryOptions.defaults()).isSound()).isTrue();
    assertThat(Bundles.load().verify(reference, through(resolving())).isSound()).isTrue();
  }

  @Test
  void eachServerGetsItsOwnCredentialsAndNoOther() throws IOException {
    registry.requirePassword("ann", "of-registry");
    Bundles ofRegistry =
        Bundles.of(
            Providers.load().with(CredentialSource.of(registry.host(), "ann", "of-registry")));
    List<RecordedRequest> open =
        asked(mirror, () -> pull(ofRegistry, reference, through(mirrorAt(mirror))));
    assertThat(open).hasSizeGreaterThan(3).allMatch(r -> r.header("authorization").isEmpty());

    mirror.requirePassword("bob", "of-mirror");
    Bundles ofBoth =
        Bundles.of(
            Providers.load()
                .with(
                    CredentialSource.of(registry.host(), "ann", "of-registry"),
                    CredentialSource.of(mirror.host(), "bob", "of-mirror")));
    List<RecordedRequest> asked =
        asked(registry, () -> pull(ofBoth, reference, through(mirrorAt(mirror))));
    assertThat(asked).allMatch(request -> request.method().equals("HEAD"));
  }

  @Test
  void headersOfAMirrorGoThereAlone() throws IOException {
    Mirror marked = mirrorAt(mirror).withHeaders(Map.of("X-Site", "north"));
    assertThat(marked.toString()).doesNotContain("north");
    List<RecordedRequest> direct =
        asked(
            registry,
            () -> {
              assertThat(asked(mirror, () -> pull(through(marked))))
                  .allMatch(request -> request.header("x-site").equals("north"));
            });
    assertThat(direct).allMatch(request -> request.header("x-site").isEmpty());
  }

  @Test
  void pushesGoToTheRegistryUnlessAMirrorTakesThem() throws IOException {
    project.write("a.csv", "changed");
    assertThat(asked(mirror, () -> manifest().push(reference, through(resolving())))).isEmpty();
    Digest pushed = inspect(RegistryOptions.defaults());
    assertThat(pushed).isNotEqualTo(inspect(through(resolving()))); // which has the old tag
    project.write("a.csv", "changed again");

    Mirror all = mirrorAt(mirror).withCapabilities(Capability.PUSH, Capability.PULL);
    assertThat(asked(registry, () -> manifest().push(reference, through(all)))).isEmpty();
    assertThat(inspect(RegistryOptions.defaults())).isEqualTo(pushed);
  }

  @Test
  void whatAPushReplacesIsAskedOfTheRegistryAndNotOfAMirror() throws IOException {
    project.write("a.csv", "changed");
    manifest().push(reference, RegistryOptions.defaults());
    assertThat(manifest().plan(reference, through(resolving())).isRefused()).isFalse();
    assertThat(manifest().plan(reference, through(resolving())).send()).isEmpty();
  }

  @Test
  void theLongestPrefixCountsAndRepositoriesMayHaveOtherNames() throws IOException {
    copy(reference, at(mirror, "cache/of/seir:v1"));
    RegistryRoute host = RegistryRoute.to(registry.host()).withBlock();
    RegistryRoute part =
        RegistryRoute.to(registry.host() + "/lab")
            .withMirrors(List.of(mirrorAt(mirror).withRepositories("cache/of")));
    RegistryOptions options = through(Network.direct().withRoutes(host, part));

    assertThat(asked(mirror, () -> pull(options)))
        .hasSizeGreaterThan(3)
        .allMatch(request -> request.target().matches("/v2/cache/of/seir/[^?]*"));
    assertFails(
        ErrorCode.BLOCKED, () -> Bundles.load().inspect(at(registry, "other/seir:v1"), options));
  }

  @Test
  void hostsTomlOfContainerdIsFollowed() throws IOException {
    RegistryOptions options =
        configured(
            "containerd/certs.d/" + registry.host() + "/hosts.toml",
            """
            server = "%s"

            [host."http://127.0.0.1:1"]
              capabilities = ["pull", "resolve"]
            [host."%s"]
              capabilities = ["pull"]
              [host."%s".header]
                X-Site = ["north", "south"]
            """
                .formatted(registry.url(), mirror.url(), mirror.url()));

    List<RecordedRequest> atMirror = asked(mirror, () -> pull(options));
    List<RecordedRequest> atRegistry = asked(registry, () -> pull(options));

    assertThat(atMirror)
        .hasSizeGreaterThan(3)
        .allMatch(request -> request.header("x-site").equals("north, south"));
    assertThat(atRegistry).extracting(RecordedRequest::method).containsExactly("HEAD");
  }

  @Test
  void serverOfHostsTomlIsTheRegistryItselfAtAnotherAddress() throws IOException {
    mirror.requirePassword("ann", "of-registry");
    RegistryOptions options =
        configured(
            "containerd/certs.d/registry.lab/hosts.toml", "server = \"" + mirror.url() + "\"\n");
    Bundles known =
        Bundles.of(
            Providers.load().with(CredentialSource.of("registry.lab", "ann", "of-registry")));
    pull(known, Reference.parse("registry.lab/lab/seir:v1"), options);
  }

  @Test
  void hostsTomlWhoseWishesAreNotDoneIsRefusedWithItsLine() {
    for (String wish :
        List.of(
            "skip_verify = true",
            "ca = \"/ca.pem\"",
            "client = \"/c.pem\"",
            "capabilities = [\"all\"]")) {
      assertThatThrownBy(
              () ->
                  pull(
                      configured(
                          "containerd/certs.d/_default/hosts.toml",
                          "[host.\"https://mirror.lab\"]\n" + wish + "\n")))
          .isInstanceOfSatisfying(
              BundleException.class, e -> assertThat(e.errorCode()).isEqualTo(ErrorCode.ROUTE_FILE))
          .hasMessageContaining("hosts.toml:2: " + wish.replaceFirst(" .*", ""));
    }
  }

  @Test
  void nothingIsReadUnlessTheCallerSaysWhere() throws IOException {
    RegistryOptions unused = configured("containers/registries.conf", blocked(registry.host()));
    pull(through(Network.direct()));
    pull(through(Network.system(Environment.none())));
    assertFails(ErrorCode.BLOCKED, () -> inspect(unused));
  }

  private static String blocked(String location) {
    return "[[registry]]\nlocation = \"" + location + "\"\nblocked = true\n";
  }

  @Test
  void partsOfRegistriesConfComeAfterItAndCount() throws IOException {
    RegistryOptions unused = configured("containers/registries.conf", blocked(registry.host()));
    RegistryOptions options =
        configured(
            "containers/registries.conf.d/50-lab.conf",
            "[[registry]]\nlocation = \"" + registry.host() + "\"\n");
    pull(options);
  }

  /** One row: a configuration, and what is asked for. */
  private record Row(String name, String configuration, String asked) {}

  private static Stream<Row> rows(String host, String mirror) {
    String start = "[[registry]]\nlocation = \"" + host + "\"\ninsecure = true\n";
    String there = "[[registry.mirror]]\nlocation = \"" + mirror + "\"\ninsecure = true\n";
    String gone = "[[registry.mirror]]\nlocation = \"127.0.0.1:1\"\ninsecure = true\n";
    String moved =
        "[[registry]]\nprefix = \"lab.example/old\"\nlocation = \""
            + host
            + "/lab\"\ninsecure = true\n";
    String wild =
        "[[registry]]\nprefix = \"*.lab.example\"\nlocation = \""
            + mirror
            + "\"\ninsecure = true\n";
    String ours = host + "/lab/seir:v1";
    return Stream.of(
        new Row("no mirror", start, ours),
        new Row("mirror", start + there, ours),
        new Row("second mirror", start + gone + there, ours),
        new Row("no mirror answers", start + gone, ours),
        new Row("mirror lacks it", start + there, host + "/lab/only-here:v1"),
        new Row("by digest only", start + "mirror-by-digest-only = true\n" + there, ours),
        new Row("blocked", start + "blocked = true\n", ours),
        new Row("another is blocked", start + blocked("lab.example"), ours),
        new Row("longer prefix", start + blocked(host + "/lab"), ours),
        new Row("prefix ends within a name", start + blocked(host + "/la"), ours),
        new Row("moved", moved, "lab.example/old/seir:v1"),
        new Row("wildcard", wild, "a.lab.example/lab/seir:v1"),
        new Row(
            "blocked before wildcard",
            wild + blocked("a.lab.example"),
            "a.lab.example/lab/seir:v1"),
        new Row("no location", "[[registry]]\nblocked = true\n", ours),
        new Row("wrong type", "[[registry]]\nlocation = 1\n", ours));
  }

  @Test
  void registriesConfMeansWhatItMeansToSkopeo() throws Exception {
    Programs.require("skopeo");
    // to skopeo's attempt at TLS, unlike the JDK's server, they answer at once
    try (DockerRegistry origin =
            DockerRegistry.start(Files.createDirectory(directory.resolve("o")));
        DockerRegistry older =
            DockerRegistry.start(Files.createDirectory(directory.resolve("m")))) {
      copy(reference, Reference.parse(older.host() + "/lab/seir:v1"));
      project.write("a.csv", "here");
      for (String bundle : List.of("/lab/seir:v1", "/lab/only-here:v1")) {
        manifest().push(origin.host() + bundle);
      }
      requireSkopeosAnswers(rows(origin.host(), older.host()).toList());
    }
  }

  private void requireSkopeosAnswers(List<Row> rows) throws IOException {
    for (Row row : rows) {
      RegistryOptions options = configured("containers/registries.conf", row.configuration);
      String ours;
      try {
        ours =
            Bundles.load()
                .inspect(Reference.parse(row.asked), options)
                .manifest()
                .digest()
                .toString();
      } catch (BundleException e) {
        ours = "none";
      }
      assertThat(ours).as(row.name).isEqualTo(skopeo(row.asked));
    }
  }

  /** The digest of the OCI manifest that skopeo gets. */
  private String skopeo(String asked) {
    Path raw = directory.resolve("raw");
    Path file = directory.resolve("config/containers/registries.conf");
    String command =
        "skopeo --registries-conf " + file + " inspect --raw docker://" + asked + " > " + raw;
    Programs.Result result = Programs.start(Map.of(), List.of("sh", "-c", command));
    return result.status() == 0
        ? "sha256:" + Programs.run("sha256sum", raw.toString()).substring(0, 64)
        : "none";
  }

  @Test
  void dockerRegistryIsAMirrorThatFetchesWhatItLacks() throws Exception {
    try (DockerRegistry cache = DockerRegistry.startMirror(directory, registry.url())) {
      Mirror through =
          Mirror.at("http://" + cache.host()).withCapabilities(Capability.PULL, Capability.RESOLVE);
      assertThat(asked(registry, () -> pull(through(through))))
          .hasSizeGreaterThan(3)
          .noneMatch(request -> request.header("user-agent").startsWith("modelops"));
    }
  }

  @Test
  void workersThatPullAtOnceThroughOneMirrorMakeTheRegistryServeEachBlobOnce() throws Exception {
    try (Nginx cache = Nginx.startMirror(directory, registry.host())) {
      List<Process> workers = new ArrayList<>();
      for (int i = 0; i < PROCESSES; i++) {
        List<String> command =
            Programs.java(
                Programs.jdk(),
                List.of("-Xmx64m", "-XX:TieredStopAtLevel=1"),
                MirrorMain.class,
                reference.toString(),
                "http://" + cache.host(),
                directory.resolve("worker-" + i).toString());
        workers.add(
            new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("worker-" + i + ".log").toFile())
                .start());
      }
      for (int i = 0; i < PROCESSES; i++) {
        assertThat(workers.get(i).waitFor())
            .as(Files.readString(directory.resolve("worker-" + i + ".log")))
            .isZero();
        assertThat(directory.resolve("worker-" + i + "/large.bin"))
            .hasSameBinaryContentAs(project.path("large.bin"));
      }
    }
    assertThat(registry.requests().stream().skip(before).filter(r -> r.method().equals("GET")))
        .extracting(RecordedRequest::line)
        .hasSize(5) // the OCI manifest, manifest.json, two packs or files, large.bin
        .doesNotHaveDuplicates();
  }
}
