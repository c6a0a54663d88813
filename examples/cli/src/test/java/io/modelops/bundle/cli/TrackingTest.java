package io.modelops.bundle.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TrackingTest {
  @TempDir Path directory;
  private Session session;

  @BeforeEach
  void start() {
    session = Session.in(directory);
    session
        .write("data/a.csv", "1\n")
        .write("data/b.csv", "2\n")
        .write("data/deep/c.csv", "3\n")
        .write("notes.txt", "n\n");
    session.done("init", "localhost:5555/my-models");
  }

  private String states() {
    return session.done("status", "--offline").out();
  }

  @Test
  void statusSaysWhereAModelIsNamedThatIsNotThereAndWhatRemovesIt() {
    session.write("model.py", Session.MODEL);
    session.done("add", "data");
    session.done("discover", "--save");
    session.write("model.py", Session.MODEL.replace("SIR", "SEIR"));
    assertThat(session.done("status", "--offline").err())
        .containsOnlyOnce("pyproject.toml:")
        .contains("error: push would fail: pyproject.toml:1:1: no class 'model:SIR' looks like")
        .contains("next: modelops-bundle discover --save");
  }

  @Test
  void addListsEveryFileOfADirectory() {
    assertThat(session.done("add", "data/").out())
        .isEqualTo("added  data/a.csv\nadded  data/b.csv\nadded  data/deep/c.csv\n");
    assertThat(states()).contains("added     data/deep/c.csv");
  }

  @Test
  void quotedPatternAndTheShellsExpansionMeanTheSame() {
    String quoted = session.done("add", "data/*.csv", "--json").json("add");
    session.done("remove", "data");
    assertThat(session.done("add", "data/a.csv", "data/b.csv", "--json").json("add"))
        .isEqualTo(quoted);
  }

  @Test
  void pathsCountFromTheWorkingDirectory() {
    assertThat(session.at("data").done("add", "a.csv", "../notes.txt", "de*/*.csv").out())
        .contains("added  data/a.csv", "added  data/deep/c.csv", "added  notes.txt");
    assertThat(session.at("data").done("remove", "./a.csv").out())
        .isEqualTo("removed  data/a.csv\n");
  }

  @Test
  void nameWithPatternCharactersIsTheFileThatHasIt() {
    session.write("x/a[1].csv", "").write("x/a1.csv", "");
    session.done("add", "data/a.csv");
    assertThat(session.run("add", "x/a1.csv").status()).isZero();
    assertThat(session.done("status", "--offline").out()).contains("added     x/a1.csv");
  }

  @Test
  void absolutePathInsideTheProjectIsAdded() {
    assertThat(session.done("add", directory.resolve("notes.txt").toString()).out())
        .isEqualTo("added  notes.txt\n");
  }

  @Test
  void pathOutsideTheProjectIsRefused() {
    Session.Result result = session.run("add", "../x.csv", "--json");
    assertThat(result.status()).isEqualTo(2);
    assertThat(result.json("error")).contains("outside-project");
  }

  @Test
  void mistypedPathNamesTheNearestAndAddsNothing() {
    Session.Result result = session.run("add", "notes.txt", "dta/a.csv", "notse.txt");
    assertThat(result.status()).isEqualTo(2);
    assertThat(result.err()).contains("did you mean");
    assertThat(states()).contains("No files in the bundle yet");
  }

  @Test
  void ignoredFileIsNamedWithTheWayToAddIt() {
    session.write(".env", "TOKEN=1\n");
    Session.Result result = session.run("add", ".env", "notes.txt");
    assertThat(result.status()).isEqualTo(1); // as git's, which adds the others, too
    assertThat(result.out()).isEqualTo("added  notes.txt\n");
    assertThat(result.err()).contains("not added: .env: looks like a secret", "--force");
    assertThat(session.done("add", "--force", ".env", "--json").json("add")).contains("\".env\"");
  }

  @Test
  void whatIsPassedOverIsCountedAndListedIfAsked() {
    session
        .write(".gitignore", "raw/\n*.tmp\n.modelops-bundle/\n")
        .write("raw/patients.csv", "")
        .write("a.tmp", "")
        .write("b.tmp", "")
        .write("key.txt", "-----BEGIN PRIVATE KEY-----\n");
    Session.Result plain = session.done("add", "--dry-run", ".");
    assertThat(plain.out()).contains("would add  notes.txt").doesNotContain("left out");
    assertThat(plain.err())
        .contains(
            "Left out: 3 ignored by .gitignore, 1 that looks like a secret"
                + " (--verbose lists them).");
    assertThat(session.done("add", "--dry-run", "-v", ".").out())
        .contains(
            "left out  a.tmp  ignored by .gitignore\n",
            "left out  key.txt  looks like a secret\n",
            "left out  raw/  ignored by .gitignore\n");
    assertThat(states()).contains("No files in the bundle yet");
    assertThat(session.done("add", "--no-gitignore", "--json", ".").json("add"))
        .contains("\"raw/patients.csv\"", "\"cause\": \"secret\"");
    assertThat(session.done("add", "raw").err()).contains("tracked already");
  }

  @Test
  void fileThatTookTheNameOfATrackedDirectoryIsAdded() throws IOException {
    session.done("add", "data/deep");
    Files.delete(directory.resolve("data/deep/c.csv"));
    Files.delete(directory.resolve("data/deep"));
    session.write("data/deep", "");
    assertThat(session.done("add", "data/deep").out())
        .isEqualTo("added  data/deep\ngone  data/deep/c.csv\n");
  }

  @Test
  void secondAddSaysThatTheFileIsTrackedAlready() {
    session.done("add", "notes.txt");
    assertThat(session.done("add", "notes.txt").err()).contains("tracked already");
    assertThat(session.done("add", "notes.txt", "--json").json("add"))
        .contains("\"alreadyTracked\": [\n    \"notes.txt\"\n  ]");
  }

  @Test
  void addOfAnEmptyDirectorySaysThatThereAreNoFiles() {
    directory.resolve("empty").toFile().mkdir();
    assertThat(session.done("add", "empty").err()).contains("No files");
  }

  @Test
  void fileThatIsGoneIsNotSaidToBeOnDisk() throws IOException {
    session.done("add", "notes.txt", "data/a.csv", "data/b.csv");
    Files.delete(directory.resolve("notes.txt"));
    assertThat(session.done("remove", "notes.txt").err()).contains("1 file no longer tracked.\n");
    Files.delete(directory.resolve("data/a.csv"));
    assertThat(session.done("remove", "data").err())
        .contains("2 files no longer tracked; 1 still on disk.\n");
  }

  @Test
  void whatIsMeantIsNamedAsItHasToBeTypedThere() {
    Session inner = session.at("data/deep");
    String paths = "error: not found: %s\nhint: did you mean '%s'? Nothing was changed.\n";
    assertThat(inner.run("add", "cc.csv").err()).isEqualTo(paths.formatted("cc.csv", "c.csv"));
    assertThat(inner.run("add", "notes.txt").err())
        .isEqualTo(paths.formatted("notes.txt", "../../notes.txt"));
    assertThat(inner.run("add", "../ab.csv", "--json").json("error")).contains("\"data/ab.csv\"");
    inner.done("add", "../../notes.txt");
  }

  @Test
  void removeKeepsTheFileUnlessAskedToDeleteIt() {
    session.done("add", "notes.txt", "data");
    session.done("remove", "notes.txt");
    assertThat(directory.resolve("notes.txt")).exists();
    Session.Result refused = session.run("remove", "--rm", "data/a.csv");
    assertThat(refused.status()).isEqualTo(1);
    assertThat(refused.err()).contains("'data/a.csv' has never been pushed", "--force");
    assertThat(directory.resolve("data/a.csv")).exists();
    session.done("remove", "--rm", "--force", "data/a.csv");
    assertThat(directory.resolve("data/a.csv")).doesNotExist();
    assertThat(session.done("remove", "data/b.csv", "--json").json("remove"))
        .contains("\"deleted\": false", "data/b.csv");
  }

  @ParameterizedTest
  @ValueSource(strings = {"add", "remove", "remove --rm", "remove --rm --force", "add --force"})
  void emptyArgumentIsNotTheWholeDirectory(String command) {
    session.done("add", "notes.txt");
    String[] words = (command + " notes.txt |").split("[ ]");
    words[words.length - 1] = ""; // as of an unset variable in quotes
    Session.Result result = session.run(words);
    assertThat(result.status()).isEqualTo(2);
    assertThat(result.err()).contains("an empty argument names no file");
    assertThat(directory.resolve("notes.txt")).exists();
    assertThat(states()).contains("added     notes.txt").doesNotContain("added     data");
  }

  @Test
  void emptyProjectIsNotTheWorkingDirectory() {
    assertThat(session.run("remove", "--project", "", "data").status()).isEqualTo(2);
  }

  @Test
  void nameThatBeginsWithAtIsAFileAndNoListOfArguments() {
    session.write("@list.csv", "1\n").write("list.csv", "--force .env\n").write(".env", "A=1\n");
    assertThat(session.done("add", "@list.csv").out()).isEqualTo("added  @list.csv\n");
    assertThat(states()).doesNotContain("added     .env");
  }

  @Test
  void mistypedOptionIsNotTheValueOfTheOneBefore() {
    Session.Result result = session.run("push", "--tag", "--dry-rum");
    assertThat(result.err()).contains("'--tag' but found '--dry-rum'");
    assertThat(result.status()).isEqualTo(2);
  }

  @Test
  void statusIsTheSameFromASubdirectory() {
    session.done("add", "notes.txt");
    assertThat(session.at("data/deep").done("status", "--offline").out()).isEqualTo(states());
  }

  @Test
  void statusAsJson() {
    session.done("add", "notes.txt");
    assertThat(session.done("status", "--offline", "--json").json("status"))
        .contains("\"path\": \"notes.txt\",\n      \"state\": \"added\"", "\"state\": \"unknown\"");
  }

  @Test
  void controlCharactersOfFileNamesDoNotReachTheTerminal() {
    session.write("bad\u001b[31m.txt", "");
    assertThat(session.done("status", "--offline").out())
        .contains("bad\\u001b[31m.txt")
        .doesNotContain("\u001b");
    Session.Result result = session.run("add", "bad*");
    assertThat(result.status()).isNotZero();
    assertThat(result.err()).doesNotContain("\u001b");
  }

  @Test
  void longListsAreCutOnATerminalOnly() {
    for (int i = 0; i < 30; i++) {
      session.write("many/f" + i, "");
    }
    Session terminal = session.with(new Terminals(true, true, true, false, false, 80));
    assertThat(terminal.done("add", "many").out()).contains("... and 10 more");
    session.done("remove", "many");
    assertThat(session.done("add", "many").out().lines()).hasSize(30);
  }
}
