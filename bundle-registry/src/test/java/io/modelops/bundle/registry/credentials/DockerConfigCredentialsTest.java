package io.modelops.bundle.registry.credentials;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.modelops.bundle.value.Credential;
import io.modelops.bundle.value.Environment;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DockerConfigCredentialsTest {
  private static final String CANARY = "canary-8f3a61";
  private static final String AUTH =
      Base64.getEncoder().encodeToString(("ann:" + CANARY).getBytes(StandardCharsets.UTF_8));

  private final DockerConfigCredentials source = new DockerConfigCredentials();

  @TempDir private Path home;

  private Path docker(String json) throws IOException {
    Path file = home.resolve(".docker/config.json");
    Files.createDirectories(file.getParent());
    return Files.writeString(file, json);
  }

  private static String auths(String key) {
    return "{\"auths\":{\"" + key + "\":{\"auth\":\"" + AUTH + "\"}}}";
  }

  private Optional<Credential> find(String host) throws IOException {
    return find(host, "lab/seir");
  }

  private Optional<Credential> find(String host, String repository) throws IOException {
    return source.find(host, repository, Environment.of(Map.of(), home));
  }

  @Test
  void whatDockerLoginWroteIsFoundAndItsFileNamed() throws Exception {
    Path file = docker(auths("ghcr.io"));

    assertThat(find("ghcr.io"))
        .contains(new Credential("ann", CANARY, "Docker configuration " + file));
    assertThat(find("ghcr.io").orElseThrow().toString()).doesNotContain(CANARY);
  }

  @Test
  void nothingIsKnownWithoutAnEnvironment() throws Exception {
    assertThat(source.find("ghcr.io", "lab/seir", Environment.none())).isEmpty();
    assertThat(find("ghcr.io")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "registry.example, registry.example, true",
    "https://registry.example, registry.example, true",
    "https://registry.example/v1/, registry.example, true",
    "registry.example/lab, registry.example, true",
    "registry.example:5000, registry.example:5000, true",
    "registry.example, registry.example:5000, false",
    "registry.example:5000, registry.example, false",
    "registry.example, evil-registry.example, false",
    "registry.example, registry.example.evil, false",
    "registry.example.evil, registry.example, false",
    "https://index.docker.io/v1/, docker.io, true",
    "docker.io, docker.io, true",
    "localhost:5000, 127.0.0.1:5000, false"
  })
  void anEntryIsForExactlyItsHostAndPort(String key, String host, boolean found) throws Exception {
    docker(auths(key));

    assertThat(find(host).isPresent()).isEqualTo(found);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "nonsense",
        "[]",
        "{\"auths\":{\"ghcr.io\":{\"auth\":\"canary-8f3a61\"}}}",
        "{\"auths\":{\"ghcr.io\":{\"auth\":\"Y2FuYXJ5LThmM2E2MQ==\"}}}",
        "{\"auths\":{\"ghcr.io\":\"canary-8f3a61\"}}",
        "{\"auths\":[\"canary-8f3a61\"]}",
        "{\"auths\":{\"ghcr.io\":{\"auth\":\"canary-8f3a61",
        "null"
      })
  void aBrokenFileIsNamedAndNotQuoted(String json) throws Exception {
    Path file = docker(json);

    IOException e = catchThrowableOfType(IOException.class, () -> find("ghcr.io"));
    StringWriter all = new StringWriter();
    e.printStackTrace(new PrintWriter(all));
    assertThat(e).hasMessageStartingWith("Docker configuration " + file + ": ");
    assertThat(all.toString()).doesNotContain(CANARY);
  }

  @Test
  void anEmptyFileHasNoEntries() throws Exception {
    docker("");

    assertThat(find("ghcr.io")).isEmpty();
  }

  @Test
  void helpersThatAreNullSpoilNothing() throws Exception {
    docker(auths("ghcr.io").replaceFirst("}$", ",\"credHelpers\":null}"));

    assertThat(find("ghcr.io")).isPresent();
  }

  @ParameterizedTest
  @CsvSource({
    "h.example/orga/x, orga-x",
    "h.example/orga/y, orga",
    "h.example/orga, orga",
    "h.example/orgab, host",
    "h.example/orgb/x, host",
    "h.example:5000/orga/x, ''",
  })
  void theLongestKeyThatCoversTheRepositoryCounts(String place, String username) throws Exception {
    docker(
        "{\"auths\":{"
            + entry("h.example", "host")
            + ","
            + entry("h.example/orga", "orga")
            + ","
            + entry("h.example/orga/x", "orga-x")
            + "}}");

    int slash = place.indexOf('/');
    Optional<Credential> found = find(place.substring(0, slash), place.substring(slash + 1));

    assertThat(found.map(Credential::username).orElse("")).isEqualTo(username);
  }

  @Test
  void anotherOrganisationsPasswordIsNeverGivenOut() throws Exception {
    docker(
        "{\"auths\":{" + entry("h.example/orga", "a") + "," + entry("h.example/orgb", "b") + "}}");

    assertThat(find("h.example", "orgb/x").orElseThrow().username()).isEqualTo("b");
    assertThat(find("h.example", "orgc/x")).isEmpty();
  }

  private static String entry(String key, String username) {
    String auth =
        Base64.getEncoder().encodeToString((username + ":x").getBytes(StandardCharsets.UTF_8));
    return "\"" + key + "\":{\"auth\":\"" + auth + "\"}";
  }

  @Test
  void podmansFileInTheHomeDirectoryIsRead() throws Exception {
    Path file = home.resolve(".config/containers/auth.json");
    Files.createDirectories(file.getParent());
    Files.writeString(file, auths("ghcr.io"));

    assertThat(find("ghcr.io")).isPresent();
    Path moved = Files.createDirectories(home.resolve("xdg/containers"));
    Files.move(file, moved.resolve("auth.json"));
    assertThat(find("ghcr.io")).isEmpty();
    var environment =
        Environment.of(Map.of("XDG_CONFIG_HOME", home.resolve("xdg").toString()), home);
    assertThat(source.find("ghcr.io", "lab/seir", environment)).isPresent();
  }

  @Test
  void theVariableHomeBeatsTheHomeOfThePasswordFile() throws Exception {
    docker(auths("ghcr.io"));
    Path elsewhere = Files.createDirectories(home.resolve("elsewhere"));
    var environment = Environment.of(Map.of("HOME", home.toString()), elsewhere);

    assertThat(source.find("ghcr.io", "lab/seir", environment)).isPresent();
  }

  @Test
  void aVariableMayHoldTheConfigurationItself() throws Exception {
    var environment = Environment.of(Map.of("DOCKER_AUTH_CONFIG", auths("ghcr.io")), home);

    assertThat(source.find("ghcr.io", "lab/seir", environment))
        .contains(new Credential("ann", CANARY, "Docker configuration $DOCKER_AUTH_CONFIG"));
  }

  @Test
  void aFileOfInsaneSizeIsNotRead() throws Exception {
    docker(" ".repeat((1 << 20) + 1));

    assertThatThrownBy(() -> find("ghcr.io")).hasMessageContaining("larger than 1 MiB");
  }

  @Test
  void anEntryWithoutASecretIsNone() throws Exception {
    docker("{\"auths\":{\"ghcr.io\":{}},\"currentContext\":\"x\",\"HttpHeaders\":{\"a\":\"b\"}}");

    assertThat(find("ghcr.io")).isEmpty();
  }

  @Test
  void anIdentityTokenHasNoUserName() throws Exception {
    String azure =
        Base64.getEncoder()
            .encodeToString(
                "00000000-0000-0000-0000-000000000000:".getBytes(StandardCharsets.UTF_8));
    Path file =
        docker(
            "{\"auths\":{\"lab.azurecr.io\":{\"auth\":\""
                + azure
                + "\",\"identitytoken\":\"canary-8f3a61\"}}}");

    assertThat(find("lab.azurecr.io"))
        .contains(new Credential("", CANARY, "Docker configuration " + file));
  }

  @Test
  void variablesNameOtherFilesInPodmansAndDockersWay() throws Exception {
    docker(auths("home.example"));
    Path explicit = Files.writeString(home.resolve("auth.json"), auths("explicit.example"));
    Path config = Files.createDirectories(home.resolve("elsewhere"));
    Files.writeString(config.resolve("config.json"), auths("docker.example"));
    Path runtime = home.resolve("run");
    Files.createDirectories(runtime.resolve("containers"));
    Files.writeString(runtime.resolve("containers/auth.json"), auths("podman.example"));
    Map<String, String> variables =
        Map.of("DOCKER_CONFIG", config.toString(), "XDG_RUNTIME_DIR", runtime.toString());
    Map<String, String> more = new HashMap<>(variables);
    more.put("REGISTRY_AUTH_FILE", explicit.toString());

    assertThat(find("docker.example", variables)).isPresent();
    assertThat(find("podman.example", variables)).isPresent();
    assertThat(find("home.example", variables)).isEmpty();
    assertThat(find("explicit.example", more)).isPresent();
    assertThat(find("docker.example", more)).isPresent();
    assertThat(find("podman.example", more)).as("is replaced").isEmpty();
    assertThat(find("home.example", more)).isEmpty();
  }

  private Optional<Credential> find(String host, Map<String, String> variables) throws IOException {
    return source.find(host, "lab/seir", Environment.of(variables, home));
  }

  @ParameterizedTest
  @ValueSource(strings = {"a\nb", "a b", "a/b", "", "a@b"})
  void whatIsNoHostIsNotPassedOn(String host) {
    assertThatThrownBy(() -> find(host)).isInstanceOf(IOException.class);
  }

  @Test
  void theProviderIsFound() {
    assertThat(java.util.ServiceLoader.load(io.modelops.bundle.spi.CredentialSource.class))
        .hasAtLeastOneElementOfType(DockerConfigCredentials.class);
  }
}
