package io.modelops.bundle.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.modelops.bundle.testing.Programs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ManifestTest {
  @TempDir Path directory;
  private Session session;

  @BeforeEach
  void start() {
    session = Session.in(directory);
    session.write("pyproject.toml", "").write("models/sir.py", Session.MODEL);
  }

  @Test
  void manifestIsWrittenAndItsDigestSaid() {
    Session.Result written = session.done("manifest");
    assertThat(written.out()).matches("sha256:[0-9a-f]{64}  manifest.json\n");
    assertThat(session.read("manifest.json")).contains(written.out().substring(0, 71));
    assertThat(session.done("manifest", "--json").json("manifest"))
        .contains("\"changed\": false", "\"models.sir:SIR\"");
  }

  @Test
  void checkExitsWithOneAndSaysWhatDiffers() {
    assertThat(session.run("manifest", "--check").out()).isEqualTo("manifest.json is missing\n");
    session.done("manifest");
    assertThat(session.done("manifest", "--check", "--json").json("manifest-check"))
        .contains("\"upToDate\": true");
    session.write("models/sir.py", Session.MODEL + "\n").write("models/b.py", Session.MODEL);
    Session.Result stale = session.run("manifest", "--check");
    assertThat(stale.status()).isEqualTo(1);
    assertThat(stale.out())
        .isEqualTo(
            """
            manifest.json is out of date
              added    model  models.b:SIR
              changed  model  models.sir:SIR
              added    file   models/b.py
              changed  file   models/sir.py
            """);
    Session.Result json = session.run("manifest", "--check", "--json");
    assertThat(json.status()).isEqualTo(1);
    assertThat(json.json("manifest-check")).contains("\"upToDate\": false");
  }

  @Test
  void anothersManifestJsonIsNotOverwritten() {
    session.write("manifest.json", "{\"name\": \"a web application\"}\n");
    Session.Result refused = session.run("manifest");
    assertThat(refused.status()).isEqualTo(1);
    assertThat(refused.err()).contains("not the manifest of a bundle", "move or rename it");
    assertThat(session.read("manifest.json")).contains("web application");
  }

  @Test
  void manifestOfThePythonAncestorIsReplaced() {
    session.write(
        "manifest.json",
        "{\"schema_version\": \"1.0\", \"bundle_digest\": \"sha256:"
            + "0".repeat(64)
            + "\", \"models\": {}, \"files\": {}}\n");
    assertThat(session.run("manifest", "--check").status()).isEqualTo(1);
    session.done("manifest");
    session.done("manifest", "--check");
  }

  @Test
  void mistypedKeyOfPyprojectWarnsAndIsInTheAnswer() {
    session.write("pyproject.toml", "[tool.modelops-bundle]\nmodles = []\n");
    assertThat(session.done("manifest").err())
        .contains("warning: pyproject.toml:2:1: unknown key 'modles'; did you mean models?");
    assertThat(session.done("manifest", "--json").json("manifest")).contains("modles");
    assertThat(session.done("manifest", "--check").err()).contains("modles");
  }

  @Test
  void emptyProjectIsToldWhatToDo() {
    session.write("models/sir.py", "");
    Session.Result result = session.run("manifest");
    assertThat(result.status()).isEqualTo(1);
    assertThat(result.err()).contains("hint:");
  }

  @Test
  void twoIdsOfOneClassAreTwoModels() {
    session.write(
        "pyproject.toml",
        """
        [tool.modelops-bundle]
        models = [{id = "a", class = "models.sir:SIR"}, {id = "b", class = "models.sir:SIR"}]
        """);
    Session.Result written = session.done("manifest");
    assertThat(written.err()).contains("warning: pyproject.toml:2:", "has several ids", "2 models");
    assertThat(session.read("manifest.json")).contains("\"a\": {", "\"b\": {");
  }

  @Test
  void unknownKeyOfPyprojectWarnsWithItsPlace() {
    session.write("pyproject.toml", "[tool.modelops-bundle]\nmodles = []\n");
    assertThat(session.done("manifest").err()).contains("warning: pyproject.toml:2:1: ", "modles");
  }

  @Test
  void ignoringEveryFileIsRefusedNamingTheIgnoreFile() {
    session.write(".modelopsignore", "*\n");
    for (String command : new String[] {"manifest", "manifest --check", "push oci:build:v1"}) {
      Session.Result result = session.run(command.split(" "));
      assertThat(result.status()).isEqualTo(1);
      assertThat(result.err()).contains("the ignore rules leave out every file", ".modelopsignore");
    }
    assertThat(session.directory.resolve("manifest.json")).doesNotExist();
  }

  @Test
  void ignoredManifestIsCheckedAllTheSame() {
    session.done("manifest");
    session.write(".modelopsignore", "*.json\n");
    session.done("manifest", "--check");
  }

  /** In a thread of its own, as none that waits for a pipe can be interrupted. */
  @ParameterizedTest(name = "{0}")
  @ValueSource(strings = {"link", "pipe", "directory"})
  @Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  void linkPipeOrDirectoryInPlaceOfTheManifestIsRefusedAndStays(String kind) throws IOException {
    session.write("precious", "{\"bundle_digest\": \"mine\"}");
    Path manifest = session.directory.resolve("manifest.json");
    switch (kind) {
      case "link" -> Files.createSymbolicLink(manifest, session.directory.resolve("precious"));
      case "pipe" -> {
        Programs.require("mkfifo");
        Programs.run("mkfifo", manifest.toString());
      }
      default -> Files.createDirectory(manifest);
    }
    for (String command : new String[] {"manifest", "manifest --check"}) {
      Session.Result result = session.run(command.split(" "));
      assertThat(result.status()).isEqualTo(1);
      assertThat(result.err()).contains("manifest.json: it exists and is no regular file");
    }
    assertThat(session.read("precious")).isEqualTo("{\"bundle_digest\": \"mine\"}");
    assertThat(Files.isRegularFile(manifest, LinkOption.NOFOLLOW_LINKS)).isFalse();
    session.done("push", "oci:build:v1");
  }

  @Test
  void wrongModelInPyprojectIsNamedWithItsPlace() {
    session.write(
        "pyproject.toml", "[tool.modelops-bundle]\nmodels = [ { class = \"models.sir:SIRR\" } ]\n");
    Session.Result result = session.run("manifest", "--json");
    assertThat(result.status()).isEqualTo(2);
    assertThat(result.json("error")).contains("pyproject.toml", "\"line\": 2");
  }
}
