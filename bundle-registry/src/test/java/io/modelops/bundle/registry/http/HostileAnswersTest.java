package io.modelops.bundle.registry.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.modelops.bundle.Bundles;
import io.modelops.bundle.error.RegistryException;
import io.modelops.bundle.registry.credentials.DockerConfigCredentials;
import io.modelops.bundle.registry.testing.Reply;
import io.modelops.bundle.registry.testing.TestRegistry;
import io.modelops.bundle.spi.CredentialSource;
import io.modelops.bundle.value.Environment;
import io.modelops.bundle.value.Network;
import io.modelops.bundle.value.ProgressListener;
import io.modelops.bundle.value.RegistryOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** No answer gets a secret to another server, into an error, into progress or into the log. */
class HostileAnswersTest {
  private static final List<String> SECRETS =
      Stream.of(
              HostileAnswer.PASSWORD,
              HostileAnswer.TOKEN,
              HostileAnswer.BASIC,
              HostileAnswer.ENCODED,
              HostileAnswer.PASSWORD.substring(0, 8))
          .map(secret -> secret.toLowerCase(Locale.ROOT))
          .toList();

  private final List<String> progress = new CopyOnWriteArrayList<>();
  private final List<RegistryException> refusals = new ArrayList<>();
  private final ProgressListener listener =
      new ProgressListener() {
        @Override
        public void advanced(Phase phase, String item, long bytes) {
          progress.add(item);
        }

        @Override
        public void restarted(Phase phase, String item, long bytes) {
          progress.add(item);
        }

        @Override
        public void finished(Phase phase, String item, Outcome outcome) {
          progress.add(item);
        }

        @Override
        public void waiting(String why) {
          progress.add(why);
        }
      };
  private TestRegistry registry;
  private TestRegistry other;
  private RecordedLog log;
  @TempDir private Path directory;

  @BeforeEach
  void start() throws IOException {
    registry = TestRegistry.start();
    other = TestRegistry.start("127.0.0.2");
    log = RecordedLog.start();
  }

  @AfterEach
  void stop() {
    log.close();
    registry.close();
    other.close();
  }

  static List<HostileAnswer> answers() {
    return HostileAnswer.all();
  }

  @ParameterizedTest
  @MethodSource("answers")
  void noSecretLeaves(HostileAnswer answer) throws Exception {
    registry.requirePassword("ann", HostileAnswer.PASSWORD);
    answer.arrangement().make(registry, other);

    pushAndRead();

    assertThat(refusals)
        .as(answer + ": " + refusals)
        .extracting(RegistryException::code)
        .containsExactlyElementsOf(answer.code().isEmpty() ? List.of() : List.of(answer.code()));
    refusals.forEach(HostileAnswersTest::assertSilent);
    assertWithout(String.join("\n", progress));
    assertWithout(log.text());
    other.requests().forEach(request -> assertWithout(request.toString()));
    assertThat(other.requests())
        .allSatisfy(request -> assertThat(request.header("authorization")).isEmpty());
  }

  @Test
  void whatAHelperPrintsGoesNowhere() throws Exception {
    registry.requirePassword("ann", HostileAnswer.PASSWORD);
    Path helper = directory.resolve("docker-credential-x");
    Files.writeString(
        helper, "#!/bin/sh\necho " + HostileAnswer.PASSWORD + " | tee /dev/stderr; exit 1\n");
    Files.setPosixFilePermissions(helper, PosixFilePermissions.fromString("rwx------"));
    String config = "{\"credHelpers\":{\"" + registry.host() + "\":\"x\"}}";
    var environment =
        Environment.of(
            Map.of("DOCKER_AUTH_CONFIG", config, "PATH", directory + ":/usr/bin:/bin"), null);

    try (HttpRepository repository =
        new Client().with(environment).with(new DockerConfigCredentials()).open(registry)) {
      noted(() -> repository.tags(10, null));
    }

    assertThat(refusals).extracting(RegistryException::code).containsExactly("credentials");
    assertSilent(refusals.get(0));
    assertWithout(log.text());
  }

  @Test
  void proxyThatRepeatsItsPasswordIsNotQuoted() throws Exception {
    registry
        .on("GET", "/tags/list")
        .answer(
            Reply.error(
                403, "DENIED", "not " + HostileAnswer.PASSWORD + " in " + HostileAnswer.BASIC));
    String proxy = "http://ann:" + HostileAnswer.ENCODED + "@" + registry.host();
    try (Network network = Network.system(Environment.of(Map.of("HTTP_PROXY", proxy), null));
        HttpRepository repository =
            new Client()
                .with(
                    RegistryOptions.defaults().withNetwork(network).withPlainHttp("registry.test"))
                .open("registry.test/lab/seir:1.0")) {
      noted(() -> repository.tags(10, null));
    }

    assertThat(registry.requests().get(0).header("proxy-authorization"))
        .isEqualTo("Basic " + HostileAnswer.BASIC);
    assertThat(refusals).extracting(RegistryException::code).containsExactly("forbidden");
    assertSilent(refusals.get(0));
  }

  /** Pushes and reads by the front doors until something is refused. */
  private void pushAndRead() throws IOException {
    CredentialSource ann = CredentialSource.of(registry.host(), "ann", HostileAnswer.PASSWORD);
    String reference = registry.host() + "/" + Client.REPOSITORY + ":1.0";
    var manifest =
        new RemoteProject(directory)
            .file("a.txt", "1")
            .manifest(RemoteProject.PROVIDERS.with(ann))
            .withProgress(listener);
    noted(() -> manifest.push(reference));
    noted(() -> manifest.push(reference));
    try (HttpRepository repository = new Client().with(ann).open(registry)) {
      noted(() -> repository.tags(10, null));
      noted(
          () -> {
            try (var in = repository.openManifest(repository.resolve("1.0").orElseThrow())) {
              in.readAllBytes();
            }
          });
    }
    noted(() -> Bundles.of(RemoteProject.PROVIDERS.with(ann)).inspect(reference));
  }

  private void noted(ThrowingCallable call) {
    if (refusals.isEmpty()) {
      try {
        call.call();
      } catch (RegistryException e) {
        refusals.add(e);
      } catch (Throwable e) {
        throw new AssertionError(e);
      }
    }
  }

  private static void assertSilent(RegistryException e) {
    assertWithout(e.hint() + e.registryCode() + e.reference());
    List<Throwable> seen = new ArrayList<>();
    for (Throwable t = e; t != null; t = t.getCause()) {
      seen.add(t);
      seen.addAll(List.of(t.getSuppressed()));
    }
    seen.forEach(t -> assertWithout(t.toString()));
  }

  private static void assertWithout(String text) {
    assertThat(text.toLowerCase(Locale.ROOT)).doesNotContain(SECRETS);
  }
}
