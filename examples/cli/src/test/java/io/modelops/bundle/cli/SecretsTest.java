package io.modelops.bundle.cli;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.modelops.bundle.registry.testing.RecordedRequest;
import io.modelops.bundle.registry.testing.Reply;
import io.modelops.bundle.registry.testing.TestRegistry;
import io.modelops.bundle.value.Environment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A password, a signing key and a file of secrets stay where they are, whatever commands are run
 * beside them: no screen, no file, no blob and no other registry gets any of them.
 */
class SecretsTest {
  private static final String PASSWORD = "canary-password-8f3a61";
  private static final String TOKEN = "canary-token-5d20c7";
  private static final String BASIC =
      Base64.getEncoder().encodeToString(("ann:" + PASSWORD).getBytes(UTF_8));

  @TempDir Path temporary;
  private TestRegistry registry;
  private TestRegistry other;
  private Session session;
  private String key;
  private String bundle;

  @BeforeEach
  void start() throws IOException, GeneralSecurityException {
    registry = TestRegistry.start().requirePassword("ann", PASSWORD);
    other = TestRegistry.start();
    bundle = registry.host() + "/lab/models:v1";
    session =
        Session.in(Files.createDirectory(temporary.resolve("project")))
            .with(Environment.of(Map.of(), temporary.resolve("home")));
    key =
        Base64.getEncoder()
            .encodeToString(
                KeyPairGenerator.getInstance("Ed25519")
                    .generateKeyPair()
                    .getPrivate()
                    .getEncoded());
    session
        .write(
            "../home/lab.key",
            "-----BEGIN PRIVATE KEY-----\n" + key + "\n-----END PRIVATE KEY-----\n")
        .write(".env", "TOKEN=" + TOKEN + "\n")
        .write("data/id_rsa", "-----BEGIN OPENSSH PRIVATE KEY-----\n" + TOKEN + "\n")
        .write("models/sir.py", Session.MODEL)
        .write("models/__init__.py", "")
        .write("data/x.csv", "1\n");
  }

  @AfterEach
  void stop() {
    registry.close();
    other.close();
  }

  private List<List<String>> commands() {
    String copy = other.host() + "/lab/copy:v1";
    String lab = "../home/lab.key";
    return List.of(
        List.of("init", bundle),
        List.of("discover", "--json"),
        List.of("add", ".", "--verbose"),
        List.of("status"),
        List.of("manifest"),
        List.of("push", "--dry-run"),
        List.of("push", "--json"),
        List.of("status", "--json"),
        List.of("tag", bundle, "v2"),
        List.of("tags", registry.host() + "/lab/models"),
        List.of("inspect", bundle, "--json"),
        List.of("diff", bundle),
        List.of("describe"),
        List.of("sign", bundle, "--key", lab),
        List.of("attach", bundle, "data/x.csv", "--type", "text/csv"),
        List.of("referrers", bundle),
        List.of("copy", bundle, copy),
        List.of("copy", bundle, "oci-archive:../archive.tar:v1"),
        List.of("inspect", copy),
        List.of("verify", bundle),
        List.of("ensure", bundle, "../ensured", "--cache", "../cache"),
        List.of("pull", bundle, "--overwrite"),
        List.of("reproduce", bundle),
        List.of("report"),
        List.of("gc", "--cache", "../cache", "--verify"));
  }

  @Test
  void secretsStayWhereTheyAreWhateverIsRun() throws IOException {
    String[] login = {"login", registry.host(), "-u", "ann", "--password-stdin"};
    requireNoSecret(List.of(login), session.typing(PASSWORD).done(login));
    for (List<String> command : commands()) {
      requireNoSecret(command, session.done(command.toArray(String[]::new)));
    }
    session.write("models/sir.py", Session.MODEL + "# edited\n");
    registry.on("*", "").answer(Reply.of(403).withBody("{\"errors\":[{\"code\":\"DENIED\"}]}"));
    for (List<String> command : commands()) {
      requireNoSecret(command, session.run(command.toArray(String[]::new)));
    }

    assertThat(registry.requests())
        .extracting(request -> request.header("authorization"))
        .contains("Basic " + BASIC);
    assertThat(other.requests()).isNotEmpty().allSatisfy(this::requireNoSecret);
    requireNoSecretInFiles();
  }

  private void requireNoSecret(List<String> command, Session.Result result) {
    assertThat(result.out() + result.err())
        .as(command.toString())
        .doesNotContain(PASSWORD, BASIC, TOKEN, key);
  }

  private void requireNoSecret(RecordedRequest request) {
    assertThat(request.header("authorization")).isEmpty();
    assertThat(request.toString()).doesNotContain(PASSWORD, BASIC, TOKEN, key);
  }

  /** Not even what was pulled, ensured and copied has one. */
  private void requireNoSecretInFiles() throws IOException {
    Set<String> own =
        Set.of("home/.docker/config.json", "home/lab.key", "project/.env", "project/data/id_rsa");
    try (Stream<Path> walk = Files.walk(temporary)) {
      List<Path> files = walk.filter(Files::isRegularFile).toList();
      assertThat(files)
          .contains(temporary.resolve("archive.tar"), temporary.resolve("ensured/data/x.csv"));
      for (Path file : files) {
        if (!own.contains(temporary.relativize(file).toString())) {
          assertThat(Files.readString(file, ISO_8859_1))
              .as(file.toString())
              .doesNotContain(PASSWORD, BASIC, TOKEN, key);
        }
      }
    }
  }
}
