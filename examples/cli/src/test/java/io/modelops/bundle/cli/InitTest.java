package io.modelops.bundle.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.modelops.bundle.testing.Programs;
import io.modelops.bundle.value.Environment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class InitTest {
  @TempDir Path directory;
  private Session session;

  @BeforeEach
  void start() {
    session = Session.in(directory);
  }

  @Test
  void initWithANameMakesADirectoryWithTheTemplate() {
    String answer = session.done("init", "my-project", "--json").json("init");
    assertThat(answer).contains("\"reference\": null", "models/example.py");
    assertThat(directory.resolve("my-project"))
        .isDirectoryContaining("glob:**/.modelops-bundle")
        .isDirectoryContaining("glob:**/.modelopsignore")
        .isDirectoryContaining("glob:**/.gitattributes")
        .isDirectoryContaining("glob:**/.gitignore")
        .isDirectoryContaining("glob:**/pyproject.toml")
        .isDirectoryContaining("glob:**/README.md");
  }

  @Test
  void newProjectHasAModel() {
    session.done("init", "my-project");
    Session.Result found = session.at("my-project").done("discover");
    assertThat(found.out()).startsWith("models.example:");
  }

  @Test
  void whatToDoNextIsSaid() {
    assertThat(session.done("init", "my-project").err())
        .contains("next: cd my-project && modelops-bundle discover");
    assertThat(session.done("init", "my-project2", "--quiet").err()).isEmpty();
  }

  @Test
  void absolutePathIsSaidAsGiven() {
    Path elsewhere = directory.resolve("away/project").toAbsolutePath();
    session.write("here/x", "");
    assertThat(session.at("here").done("init", elsewhere.toString()).err())
        .contains("next: cd " + elsewhere + " && modelops-bundle discover");
  }

  @Test
  void registryOfPyprojectIsTheOneThatInitReports() {
    session.write(
        "pyproject.toml", "[tool.modelops-bundle]\nregistry = \"localhost:5555/settled\"\n");
    Session.Result plain = session.done("init");
    assertThat(plain.err()).contains("Registry: localhost:5555/settled:latest");
    Session.Result other = session.done("init", "localhost:5555/other");
    assertThat(other.err())
        .contains("Registry: localhost:5555/settled:latest")
        .contains("warning: pyproject.toml names the registry")
        .contains("does not go to localhost:5555/other:latest");
    assertThat(session.done("init", "localhost:5555/other", "--json").json("init"))
        .contains("\"reference\": \"localhost:5555/settled:latest\"");
  }

  @Test
  void capitalsOfARepositoryAreNotBlamedOnTheHost() {
    Session.Result refused = session.run("init", "ghcr.io/Lab/Study");
    assertThat(refused.status()).isEqualTo(2);
    assertThat(refused.err())
        .contains("a repository name has no capital letters: ghcr.io/Lab/Study")
        .contains("for a registry write ghcr.io/lab/study;")
        .doesNotContain("host");
  }

  @Test
  void initWithAReferenceMakesTheDirectoryAProjectAndKeepsItsFiles() {
    session.write("README.md", "mine\n").write(".gitignore", "*.log\n");
    session.done("init", "localhost:5555/my-models");
    assertThat(session.read("README.md")).isEqualTo("mine\n");
    assertThat(session.read(".gitignore")).startsWith("*.log\n").contains(".modelops-bundle");
    assertThat(directory.resolve("models")).doesNotExist();
    assertThat(session.done("status", "--offline").out())
        .contains("localhost:5555/my-models:latest");
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(
      strings = {
        "out",
        "out/my bundle",
        "build/bundle",
        "#out",
        "!out",
        "a[1]*?",
        "a\\b",
        "größe "
      })
  @DisabledOnOs(OS.WINDOWS)
  void gitDoesNotTakeTheLayoutOfTheProject(String layout) {
    session.write("model.py", Session.MODEL).write("a1/kept", "").write("x/out/kept", "");
    session.done("init", "oci:" + layout);
    session.done("push");
    assertThat(directory.resolve(layout)).isDirectory();
    assertThat(addedByGit())
        .containsExactlyInAnyOrder(".gitignore", "a1/kept", "model.py", "x/out/kept");
    String before = session.read(".gitignore");
    assertThat(session.done("init").err()).doesNotContain("warning");
    assertThat(session.read(".gitignore")).isEqualTo(before);
  }

  @Test
  void ignoreFileOfTheTemplateGrowsByTheLayout() {
    session.done("init", "project");
    Session project = session.at("project");
    String template = project.read(".gitignore");
    assertThat(project.done("init", "oci:build/bundle").out()).isEqualTo("kept     .gitignore\n");
    assertThat(project.done("init", "oci:out/bundle:v1").out()).isEqualTo("changed  .gitignore\n");
    assertThat(project.done("init", "oci:../elsewhere").out()).isEqualTo("kept     .gitignore\n");
    assertThat(project.done("init", "oci:out2").err()).doesNotContain("warning");
    assertThat(project.done("init", "oci-archive:out/b.tar").err()).doesNotContain("warning");
    String lines = "# image layout that modelops-bundle pushes to\n";
    assertThat(project.read(".gitignore"))
        .isEqualTo(
            template + lines + "/out/bundle/\n" + lines + "/out2/\n" + lines + "/out/b.tar\n");
  }

  @Test
  void lineForTheLayoutIsToldWhereTheIgnoreFileIsNotOurs() {
    String mine = "*.log\n.modelops-bundle/\n";
    session.write(".gitignore", mine).write("model.py", Session.MODEL);
    session.write("pyproject.toml", "[tool.modelops-bundle]\nregistry = 'oci:my out:v1'\n");
    Session.Result told = session.done("init", "--json");
    String message = "git does not ignore the layout that is pushed to; add the line /my out/";
    assertThat(told.json("init")).contains("layout-not-ignored", message);
    assertThat(told.err()).contains("warning: .gitignore: " + message + "\n");
    assertThat(session.read(".gitignore")).isEqualTo(mine);
    session.write(".gitignore", mine + "/my out/\n");
    assertThat(session.done("init").err()).doesNotContain("warning");
    session.done("push");
    assertThat(addedByGit()).containsExactlyInAnyOrder(".gitignore", "model.py", "pyproject.toml");
  }

  private List<String> addedByGit() {
    Programs.require("git");
    String git = "cd '" + directory + "' && git init -q . && git add -A && git ls-files";
    return Programs.run("sh", "-c", git).lines().toList();
  }

  @Test
  void layoutInTheProjectIsFoundAfterTheProjectMoved() throws IOException {
    session.write("before/model.py", Session.MODEL);
    session.at("before").done("init", "oci:out:v1");
    session.at("before").done("push");
    Files.move(directory.resolve("before"), directory.resolve("after"));
    assertThat(session.at("after").done("status").out())
        .contains("Registry  oci:" + directory.resolve("after/out") + ":v1")
        .contains("in sync");
  }

  @Test
  void registryOptionMeansTheSame() {
    session.done("init", "--registry", "localhost:5555/my-models", "--with-template");
    assertThat(session.done("status", "--offline", "--json").json("status"))
        .contains("\"reference\": \"localhost:5555/my-models:latest\"");
    assertThat(directory.resolve("models/example.py")).exists();
  }

  @Test
  void secondInitReplacesTheRegistry() {
    session.done("init", "localhost:5555/one");
    session.done("init", "localhost:5555/two");
    assertThat(session.done("status", "--offline").out()).contains("localhost:5555/two:latest");
  }

  @ParameterizedTest
  @CsvSource({
    "team/models, ./team/models",
    "localhost:5555, add a repository",
    "localhost:5555/Models, localhost:5555/models",
    "https://localhost:5555/models, did you mean `localhost:5555/models`?",
    "localhost:5555/models/, did you mean `localhost:5555/models`?"
  })
  void whatIsNeitherIsRefusedWithTheMend(String word, String mend) throws IOException {
    Session.Result result = session.run("init", word);
    assertThat(result.status()).isEqualTo(2);
    assertThat(result.err()).contains(mend.replace('`', '\''));
    assertThat(directory).isEmptyDirectory();
  }

  @Test
  void whatCouldBeBothIsRefused() throws IOException {
    Files.createDirectory(directory.resolve("data.v2"));
    Session.Result result = session.run("init", "data.v2/models");
    assertThat(result.status()).isEqualTo(2);
    assertThat(result.err()).contains("could be a directory or a registry", "./data.v2/models");
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(strings = {"my.project", "my_project", "./deep/project", "modèle"})
  void wordsAndPathsAreDirectories(String word) {
    session.done("init", word);
    assertThat(directory.resolve(word).resolve("pyproject.toml")).exists();
  }

  @Test
  void initRefusesADirectoryThatIsNotEmpty() {
    session.write("my-project/notes.txt", "mine");
    Session.Result result = session.run("init", "my-project", "--json");
    assertThat(result.status()).isEqualTo(1);
    assertThat(result.json("error")).contains("cd my-project && modelops-bundle init");
    assertThat(directory.resolve("my-project/pyproject.toml")).doesNotExist();
  }

  @Test
  void initWarnsInTheHomeDirectoryAndInAnotherProject() throws IOException {
    assertThat(session.done("init").err()).doesNotContain("warning:");
    Session inner = Session.in(Files.createDirectories(directory.resolve("a/b")));
    assertThat(inner.done("init").err())
        .contains("warning: this project is inside another one, " + directory);
    Session home = session.with(Environment.of(Map.of(), directory));
    assertThat(home.done("init").err())
        .contains("warning: your home directory is a project now")
        .contains("delete " + directory + "/.modelops-bundle");
  }

  @Test
  void commandsThatAreAdvisedMeanThisProjectWhereTheyAreTyped() {
    session.write("pyproject.toml", "").write("model.py", Session.MODEL).write("a b/x", "");
    Session inside = session.at("a b");
    assertThat(inside.run("status").err())
        .contains("hint: run modelops-bundle --project .. init\n");
    assertThat(inside.run("status", "--json").json("error")).contains("--project .. init");
    assertThat(session.run("status").err()).contains("hint: run modelops-bundle init\n");
    inside.done("--project", "..", "init");
    assertThat(inside.run("push").err()).contains("hint: modelops-bundle --project .. init REF");
    assertThat(inside.done("status").err()).contains("next: modelops-bundle --project .. init REF");
    assertThat(inside.done("discover").err()).contains("next: modelops-bundle discover --save");
    assertThat(session.done("--project", "a b", "discover").err())
        .contains("next: modelops-bundle --project 'a b' discover --save");
    assertThat(session.done("push", "--project", "a b", "oci:../out", "-n").err())
        .contains("next: modelops-bundle --project 'a b' push oci:../out\n");
  }

  @Test
  void nextStepAfterInitIsOneThatIsNotDone() {
    assertThat(session.done("init").err())
        .contains("next: modelops-bundle discover --save, then manifest and push REF\n");
    session.write("model.py", Session.MODEL).done("discover", "--save");
    assertThat(session.done("init").err()).contains("next: modelops-bundle init REF says where");
    assertThat(session.done("init", "oci:../out").err())
        .contains("next: modelops-bundle manifest, then push\n");
  }

  @Test
  void wayToADirectoryThatExistsIsTheOneThatWasTyped() {
    session.write("deep/my project/notes.txt", "mine");
    assertThat(session.run("init", "./deep/my project").err())
        .contains("hint: to use it as a project: cd 'deep/my project' && modelops-bundle init\n");
  }

  @Test
  void directoryInsideAProjectThatIsNotSetUpIsWarnedOf() {
    session.write("pyproject.toml", "").write("models/model.py", Session.MODEL);
    session.write("other/pyproject.toml", "");
    assertThat(session.at("models").done("init").err())
        .contains("warning: this project is inside another one, " + directory);
    assertThat(session.at("other").done("init").err()).doesNotContain("warning");
  }

  @ParameterizedTest
  @ValueSource(strings = {"plain", "my project", "it's", "a&b;c", "$HOME", "modèle"})
  void nextCommandCanBePastedIntoAShell(String name) {
    Programs.require("sh");
    String messages = session.done("init", name).err();
    String next = messages.substring(messages.indexOf("next: ") + "next: ".length());
    String there = next.substring(0, next.indexOf(" && modelops-bundle discover"));
    String script = "cd '" + directory + "' && " + there + " && pwd";
    assertThat(Programs.run("sh", "-c", script)).endsWith("/" + name);
  }

  @Test
  void initRefusesAWholeFileSystem() {
    Path top = directory.getRoot();
    Session.Result refused = Session.in(top).run("init", "localhost:5555/my-models");
    assertThat(refused.status()).isEqualTo(2);
    assertThat(refused.err()).contains(top + " is a whole file system");
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(
      strings = {
        "alice:s3cret@localhost:5555/my-models",
        "https://alice:s3cret@localhost:5555/my-models",
        "localhost:5555/my-models?token=s3cret"
      })
  void secretInAReferenceIsNeitherSavedNorRepeated(String reference) throws IOException {
    Session.Result refused = session.run("init", "--registry", reference, "--json");
    assertThat(refused.status()).isEqualTo(2);
    assertThat(refused.json("error") + refused.err()).doesNotContain("s3cret");
    assertThat(directory).isEmptyDirectory();
  }

  @Test
  void wrongPyprojectStopsInitBeforeItMakesAnything() {
    session.write("pyproject.toml", "[project\n");
    Session.Result failed = session.run("init");
    assertThat(failed.status()).isEqualTo(2);
    assertThat(failed.err()).startsWith("error: pyproject.toml:1:9: ");
    assertThat(failed.out()).isEmpty();
    assertThat(directory.toFile().list()).containsExactly("pyproject.toml");
  }

  @Test
  void projectOptionSaysWhere() throws IOException {
    Files.createDirectory(directory.resolve("here"));
    session.done("--project", "here", "init", "localhost:5555/my-models");
    session.done("status", "--offline", "--project", "here");
    assertThat(directory.resolve("here/.modelops-bundle")).isDirectory();
  }
}
