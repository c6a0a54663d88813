package io.modelops.bundle.registry.credentials;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.modelops.bundle.value.Credential;
import io.modelops.bundle.value.Environment;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisabledOnOs(OS.WINDOWS) // whose files have no such permissions
class DockerConfigStoreTest {
  private static final String CANARY = "canary-8f3a61";
  private static final String AUTH =
      Base64.getEncoder().encodeToString(("ann:" + CANARY).getBytes(StandardCharsets.UTF_8));
  private static final Credential ANN = new Credential("ann", CANARY, "");

  private final DockerConfigStore store = new DockerConfigStore();

  @TempDir private Path home;

  private Path file() {
    return home.resolve(".docker/config.json");
  }

  private Environment environment() {
    return Environment.of(Map.of("PATH", home + ":/usr/bin:/bin", "KEPT", home + "/kept"), home);
  }

  private void write(String json) throws IOException {
    Files.createDirectories(file().getParent());
    Files.writeString(file(), json);
    Files.setPosixFilePermissions(file(), PosixFilePermissions.fromString("rw-rw-r--"));
  }

  private void assertOwnersOnly(Path path, String permissions) throws IOException {
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path)))
        .isEqualTo(permissions);
  }

  private String store(String place) throws IOException {
    return store.store(place, ANN, environment());
  }

  /** Keeps one credential in a file, and what it was asked in another. */
  private void helper(String name) throws IOException {
    Path program = home.resolve("docker-credential-" + name);
    Files.writeString(
        program,
        """
        #!/bin/sh
        echo "$# $1" >> "$KEPT.asked"
        case $1 in
          store) cat > "$KEPT" ;;
          erase) read -r server; grep -q "$server" "$KEPT" && rm "$KEPT" ;;
          get) read -r server
            if grep -q "\\"$server\\"" "$KEPT" 2>/dev/null; then cat "$KEPT"
            else echo 'credentials not found in native keychain'; exit 1; fi ;;
        esac
        """);
    Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwx------"));
  }

  @Test
  void fileThatIsMadeIsItsOwnersOnly() throws Exception {
    assertThat(store("ghcr.io")).isEqualTo("Docker configuration " + file());

    assertThat(file())
        .hasContent(
            "{\n\t\"auths\": {\n\t\t\"ghcr.io\": {\n\t\t\t\"auth\": \""
                + AUTH
                + "\"\n\t\t}\n\t}\n}");
    assertOwnersOnly(file(), "rw-------");
    assertOwnersOnly(home.resolve(".docker"), "rwx------");
    assertThat(home.resolve(".docker")).isDirectoryContaining("glob:**/config.json");
    assertThat(home.resolve(".docker")).isDirectoryNotContaining("glob:**/.modelops-*");
    Files.setPosixFilePermissions(file(), PosixFilePermissions.fromString("rw-r--r--"));
    store("ghcr.io");
    assertOwnersOnly(file(), "rw-------");
  }

  @Test
  void allElseStaysAsItIsWritten() throws Exception {
    write(
        """
        {"zebra": [1.50, 12345678901234567890, 1E5, null, true, "\\u00e9"], "HttpHeaders": {"b": "1", "a": "2"},
         "auths": {"z.example": {"auth": "eDp5", "email": "x@y"}, "https://ghcr.io/v1/": {"auth": "b2xkOm9sZA=="}},
         "auths2": {"ghcr.io": 1}, "currentContext": "lab"}
        """);

    store("ghcr.io");

    assertThat(Files.readString(file()).replaceAll("\\s", ""))
        .isEqualTo(
            "{\"zebra\":[1.50,12345678901234567890,1E5,null,true,\"é\"],\"HttpHeaders\":{\"b\":\"1\",\"a\":\"2\"},"
                + "\"auths\":{\"z.example\":{\"auth\":\"eDp5\",\"email\":\"x@y\"},\"ghcr.io\":{\"auth\":\""
                + AUTH
                + "\"}},\"auths2\":{\"ghcr.io\":1},\"currentContext\":\"lab\"}");
    assertOwnersOnly(file(), "rw-------");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          ghcr.io         | ghcr.io                     | ghcr.io
          localhost:5000  | localhost:5000              | localhost:5000
          ghcr.io/lab     | ghcr.io/lab                 | ghcr.io/lab/seir
          docker.io       | https://index.docker.io/v1/ | docker.io
          docker.io/lab   | docker.io/lab               | docker.io/lab/seir
          """)
  void placeHasTheKeyThatDockerAndPodmanWrite(String place, String key, String asked)
      throws Exception {
    store(place);

    assertThat(DockerConfig.read(Files.readAllBytes(file())).stored()).hasSize(1);
    assertThat(Files.readString(file())).contains("\"" + key + "\": {");
    int slash = (asked + "/").indexOf('/');
    String repository = asked.substring(Math.min(asked.length(), slash + 1));
    assertThat(
            new DockerConfigCredentials()
                .find(asked.substring(0, slash), repository, environment()))
        .hasValueSatisfying(found -> assertThat(found.secret()).isEqualTo(CANARY));
    assertThat(store.erase(place, environment())).containsExactly("Docker configuration " + file());
    assertThat(Files.readString(file())).doesNotContain(key);
    assertThat(store.erase(place, environment())).isEmpty();
  }

  @Test
  void entryOfAPartStaysWhenTheWholeIsForgotten() throws Exception {
    store("ghcr.io");
    store("ghcr.io/lab");

    store.erase("ghcr.io", environment());

    assertThat(Files.readString(file())).contains("ghcr.io/lab").doesNotContain("\"ghcr.io\"");
  }

  @Test
  void linkStaysAndWhatItLeadsToIsReplaced() throws Exception {
    Path real = home.resolve("dotfiles/docker.json");
    Files.createDirectories(file().getParent());
    Files.createSymbolicLink(file(), Path.of("../dotfiles/docker.json"));

    store("ghcr.io"); // of a link that leads to nothing yet
    store("quay.io");

    assertThat(file()).isSymbolicLink();
    assertThat(Files.readString(real)).contains("ghcr.io", "quay.io");
    assertOwnersOnly(real, "rw-------");
  }

  @Test
  void variableNamesAnotherDirectory() throws Exception {
    Path other = home.resolve("other");
    Environment environment = Environment.of(Map.of("DOCKER_CONFIG", other.toString()), home);

    store.store("ghcr.io", ANN, environment);

    assertThat(other.resolve("config.json")).content().contains(AUTH);
    assertThat(file()).doesNotExist();
    assertThat(
            catchThrowableOfType(
                IOException.class, () -> store.store("h.example", ANN, Environment.none())))
        .hasMessageContaining("DOCKER_CONFIG is not set");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"credsStore\":\"test\"}",
        "{\"credHelpers\":{\"ghcr.io\":\"test\"},\"credsStore\":\"none\"}"
      })
  void helperKeepsWhatTheFileDoesNotHold(String json) throws Exception {
    helper("test");
    write(json.replaceFirst("}$", ",\"auths\":{\"ghcr.io\":{\"auth\":\"" + AUTH + "\"}}}"));

    assertThat(store("ghcr.io")).isEqualTo("credential helper docker-credential-test");

    assertThat(home.resolve("kept"))
        .hasContent(
            "{\"ServerURL\":\"ghcr.io\",\"Username\":\"ann\",\"Secret\":\"" + CANARY + "\"}");
    assertThat(home.resolve("kept.asked")).hasContent("1 store");
    assertThat(Files.readString(file())).contains("\"ghcr.io\": { }").doesNotContain(AUTH);
    assertThat(new DockerConfigCredentials().find("ghcr.io", "lab/seir", environment()))
        .hasValueSatisfying(found -> assertThat(found.secret()).isEqualTo(CANARY));
    assertThat(store.erase("ghcr.io", environment()))
        .containsExactly("credential helper docker-credential-test");
    assertThat(home.resolve("kept")).doesNotExist();
    assertThat(store.erase("ghcr.io", environment())).isEmpty();
  }

  @Test
  void identityTokenIsKeptAsOne() throws Exception {
    Credential token = new Credential("", CANARY, "");
    store.store("lab.azurecr.io", token, environment());
    assertThat(new DockerConfigCredentials().find("lab.azurecr.io", "x", environment()))
        .hasValueSatisfying(found -> assertThat(found.username()).isEmpty());

    helper("test");
    write("{\"credsStore\":\"test\"}");
    store.store("lab.azurecr.io", token, environment());
    assertThat(home.resolve("kept")).content().contains("\"Username\":\"<token>\"");
  }

  @Test
  void helperOfAWholeRegistryGetsNoPartOfIt() throws Exception {
    helper("test");
    write("{\"credsStore\":\"test\"}");

    assertThat(catchThrowableOfType(IOException.class, () -> store("ghcr.io/lab")))
        .hasMessageContaining("log in to ghcr.io as a whole");
    assertThat(home.resolve("kept")).doesNotExist();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "nonsense",
        "[]",
        "null",
        "{\"auths\":[]}",
        "{\"auths\":{\"x\":{\"auth\":\"Y2FuYXJ5LThmM2E2MQ==\"}",
        "{} {}"
      })
  void fileThatIsNotUnderstoodStays(String json) throws Exception {
    write(json);

    IOException e = catchThrowableOfType(IOException.class, () -> store("ghcr.io"));
    StringWriter all = new StringWriter();
    e.printStackTrace(new PrintWriter(all));
    assertThat(all.toString())
        .contains(file() + ": is not the JSON that docker login writes")
        .doesNotContain(CANARY, AUTH, "Y2FuYXJ5");
    assertThat(file()).hasContent(json);
    assertThat(home.resolve(".docker")).isDirectoryNotContaining("glob:**/.modelops-*");
  }

  @ParameterizedTest
  @CsvSource({"exit 3, ended with exit code 3", "cat; exit 1, ended with exit code 1"})
  void helperThatFailsLeavesTheFileAsItIs(String script, String words) throws Exception {
    helper("test");
    Files.writeString(home.resolve("docker-credential-test"), "#!/bin/sh\n" + script + "\n");
    String json = "{\"credsStore\":\"test\"}";
    write(json);

    IOException e = catchThrowableOfType(IOException.class, () -> store("ghcr.io"));
    assertThat(e).hasMessage("credential helper docker-credential-test " + words).hasNoCause();
    assertThat(file()).hasContent(json);
  }

  @Test
  void loginsAtTheSameTimeAreAllKept() throws Exception {
    List<String> places =
        java.util.stream.IntStream.range(0, 8).mapToObj(i -> "h" + i + ".example").toList();
    io.modelops.bundle.spi.Operation.unobserved().map(places, 4, this::store);

    assertThat(DockerConfig.read(Files.readAllBytes(file())).stored()).hasSize(8);
  }
}
