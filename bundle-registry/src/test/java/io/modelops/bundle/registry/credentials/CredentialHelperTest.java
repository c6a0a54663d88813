package io.modelops.bundle.registry.credentials;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.modelops.bundle.value.Credential;
import io.modelops.bundle.value.Environment;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class CredentialHelperTest {
  private static final String CANARY = "canary-8f3a61";
  private static final String GOOD =
      "printf '{\"ServerURL\":\"x\",\"Username\":\"ann\",\"Secret\":\"" + CANARY + "\"}'";
  private static final Duration SHORT = Duration.ofMillis(500);

  @TempDir private Path directory;

  private CredentialHelper helper(String script) throws IOException {
    return helper(script, CredentialHelper.MAX_WAIT);
  }

  private CredentialHelper helper(String script, Duration limit) throws IOException {
    Path file = directory.resolve("docker-credential-test");
    Files.writeString(file, "#!/bin/sh\n" + script + "\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    return new CredentialHelper("test", environment(), limit);
  }

  private Environment environment() {
    return Environment.of(
        Map.of("PATH", "relative:" + directory + ":/usr/bin:/bin", "OURS", "yes"), directory);
  }

  private static IOException failure(CredentialHelper helper) {
    IOException e = catchThrowableOfType(IOException.class, () -> helper.get("ghcr.io"));
    StringWriter all = new StringWriter();
    e.printStackTrace(new PrintWriter(all));
    assertThat(all.toString()).doesNotContain(CANARY).contains("docker-credential-test");
    return e;
  }

  @Test
  void aHelperIsAskedForTheHostAndNamedAsTheSource() throws Exception {
    CredentialHelper helper =
        helper("read -r host; echo \"$1 $host $OURS $HOME\" > " + directory + "/asked; " + GOOD);

    assertThat(helper.get("ghcr.io"))
        .contains(new Credential("ann", CANARY, "credential helper docker-credential-test"));
    assertThat(directory.resolve("asked")).hasContent("get ghcr.io yes ");
  }

  @Test
  void dockerHubHasItsOldName() throws Exception {
    var unused = helper("cat > " + directory + "/asked; " + GOOD).get("docker.io");

    assertThat(directory.resolve("asked")).hasContent("https://index.docker.io/v1/");
  }

  @Test
  void aHelperThatKnowsNothingIsNoFault() throws Exception {
    CredentialHelper helper = helper("echo 'credentials not found in native keychain'; exit 1");

    assertThat(helper.get("ghcr.io")).isEmpty();
  }

  @Test
  void aTokenUserIsAnIdentityToken() throws Exception {
    CredentialHelper helper = helper("printf '{\"Username\":\"<token>\",\"Secret\":\"s\"}'");

    assertThat(helper.get("ghcr.io").orElseThrow().username()).isEmpty();
  }

  @Test
  void aHelperNeedNotReadItsInput() throws Exception {
    assertThat(helper("exec 0<&-; " + GOOD).get("ghcr.io")).isPresent();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "printf '{\"Username\":\"\",\"Secret\":\"canary-8f3a61\"}'",
        "printf '{\"Secret\":\"canary-8f3a61\"}'",
        "printf '{\"Username\":\"ann\"}'",
        "printf 'canary-8f3a61'",
        "printf '[\"canary-8f3a61\"]'",
        "printf '{\"Username\":\"ann\",\"Secret\":\"canary-8f3a61'",
        "true",
        "echo canary-8f3a61 >&2; exit 1",
        "echo canary-8f3a61; exit 3"
      })
  void aBadAnswerIsNotQuoted(String script) throws Exception {
    assertThat(failure(helper(script))).hasNoCause();
  }

  @Test
  void aFloodOnTheErrorStreamBlocksNobody() throws Exception {
    CredentialHelper helper = helper("head -c 3000000 /dev/zero >&2; " + GOOD);

    assertThat(helper.get("ghcr.io")).isPresent();
  }

  @Test
  void aFloodOfOutputIsCutOff() throws Exception {
    assertThat(failure(helper("exec cat /dev/zero")))
        .hasMessageContaining("more than a credential");
  }

  @Test
  void aHelperThatHangsIsEndedWithItsChildren() throws Exception {
    CredentialHelper helper = helper("sleep 600 & echo $! > " + directory + "/child; wait", SHORT);

    assertThat(failure(helper)).hasMessageContaining("gave no answer");
    long child = Long.parseLong(Files.readString(directory.resolve("child")).strip());
    awaitEnd(child);
  }

  @Test
  void aChildThatKeepsTheOutputOpenBlocksNobody() throws Exception {
    CredentialHelper helper = helper("sleep 600 & echo $! > " + directory + "/child; " + GOOD);

    assertThat(helper.get("ghcr.io")).isPresent();
    long child = Long.parseLong(Files.readString(directory.resolve("child")).strip());
    ProcessHandle.of(child).ifPresent(ProcessHandle::destroyForcibly);
  }

  @Test
  void anInterruptEndsTheHelper() throws Exception {
    CredentialHelper helper = helper("echo $$ > " + directory + "/pid; exec sleep 600");
    Thread.currentThread().interrupt();

    assertThatThrownBy(() -> helper.get("ghcr.io")).isInstanceOf(CancellationException.class);
    assertThat(Thread.interrupted()).isTrue();
    assertThat(ProcessHandle.current().children().filter(ProcessHandle::isAlive))
        .allSatisfy(p -> p.onExit().get(10, TimeUnit.SECONDS));
  }

  @Test
  void aMissingHelperIsNamed() throws Exception {
    var missing =
        new CredentialHelper(
            "test", Environment.of(Map.of("PATH", "/nowhere"), null), CredentialHelper.MAX_WAIT);

    assertThat(failure(missing)).hasMessageContaining("is not in the PATH");
  }

  @ParameterizedTest
  @ValueSource(strings = {"../evil", "a/b", "a b", ""})
  void aHelperIsNoPath(String name) {
    var odd = new CredentialHelper(name, environment(), CredentialHelper.MAX_WAIT);

    assertThatThrownBy(() -> odd.get("ghcr.io")).hasMessageContaining("not named like that");
  }

  @Test
  void theConfigurationDecidesWhichHelperIsForWhom() throws Exception {
    Path file = directory.resolve("config.json");
    Files.writeString(
        file,
        "{\"credsStore\":\"store\",\"credHelpers\":{\"ghcr.io\":\"github\",\"https://index.docker.io/v1/\":\"hub\",\"quay.io\":\"\",\"x\":[1]}}");
    DockerConfig config = DockerConfig.read(Files.readAllBytes(file));

    assertThat(config.find("ghcr.io", "lab/seir").orElseThrow().helper()).isEqualTo("github");
    assertThat(config.find("ghcr.io:443", "lab/seir").orElseThrow().helper()).isEqualTo("store");
    assertThat(config.find("cr.io", "lab/seir").orElseThrow().helper()).isEqualTo("store");
    assertThat(config.find("docker.io", "lab/seir").orElseThrow().helper()).isEqualTo("hub");
    assertThat(config.find("other.example", "lab/seir").orElseThrow().helper()).isEqualTo("store");
    assertThat(config.find("quay.io", "lab/seir")).isEmpty();
  }

  @Test
  void theHelperOfTheConfigurationIsRun() throws Exception {
    CredentialHelper unused = helper(GOOD);
    Files.createDirectories(directory.resolve(".docker"));
    Files.writeString(
        directory.resolve(".docker/config.json"),
        "{\"auths\":{\"ghcr.io\":{}},\"credsStore\":\"test\"}");

    assertThat(new DockerConfigCredentials().find("ghcr.io", "lab/seir", environment()))
        .hasValueSatisfying(c -> assertThat(c.secret()).isEqualTo(CANARY));
  }

  private static void awaitEnd(long pid) throws Exception {
    var process = ProcessHandle.of(pid);
    if (process.isPresent()) {
      var unused = process.get().onExit().get(10, TimeUnit.SECONDS);
    }
  }
}
