package io.modelops.bundle.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.modelops.bundle.testing.Programs;
import io.modelops.bundle.testing.Sweeps;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The start script in the shells that may run it, under odd names and with odd variables. */
@DisabledOnOs(OS.WINDOWS)
class StartScriptIT {
  private static final String SCRIPT = "modelops-bundle";

  @TempDir Path temporary;
  private Path directory;

  private final List<Path> links = new ArrayList<>();

  @BeforeEach
  void makeDirectory() throws IOException {
    directory = Files.createDirectory(temporary.resolve("some where"));
  }

  /** The program under another name, below the test's directory. */
  private Path installedAs(String name) throws IOException {
    Path home = Files.createDirectory(directory.resolve(name));
    Path bin = Files.createDirectory(home.resolve("bin"));
    Files.copy(Program.BIN.resolve(SCRIPT), bin.resolve(SCRIPT));
    Path library = Program.BIN.resolveSibling("lib");
    links.add(Files.createSymbolicLink(home.resolve("lib"), library));
    return home;
  }

  @AfterEach
  void removeLinks() throws IOException {
    for (Path link : links) {
      Files.delete(link);
    }
  }

  static Stream<String> shells() {
    return Sweeps.rows(List.of("dash", "bash", "zsh"), 3);
  }

  @ParameterizedTest
  @MethodSource("shells")
  void startsByAnyPathFromAnyShell(String shell) throws IOException {
    Programs.require(shell);
    for (String name : List.of("a b", "-P", "-", "ünï", "100% #1", "a$b`c'd\"", "~", "[a]*?")) {
      Path home = installedAs(name);
      Files.createSymbolicLink(directory.resolve("./-to " + name), home.resolve("bin"));
      Files.createSymbolicLink(home.resolve("-link"), Path.of("bin", SCRIPT));
      for (String path :
          List.of(
              home + "/bin/modelops-bundle",
              "./" + name + "/bin/modelops-bundle",
              "./" + name + "/-link",
              "./-to " + name + "/modelops-bundle")) {
        assertStarts(new Program(directory, shell, path));
      }
      assertStarts(new Program(home.resolve("bin"), shell, SCRIPT));
      assertStarts(new Program(home, shell, "--", "-link"));
    }
  }

  private static void assertStarts(Program program) {
    Session.Result version = program.with("CDPATH", ".:/:/tmp").run("--version");
    assertThat(version.err()).isEmpty();
    assertThat(version.out()).matches("modelops-bundle [0-9].*\n");
    assertThat(version.status()).isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {"dash", "bash", "zsh"})
  void everyShellGivesJavaTheOptionsForStatus(String shell) {
    Programs.require(shell);
    Session.in(directory).write("pyproject.toml", "").done("init");
    Program program = new Program(directory, shell, Program.BIN.resolve(SCRIPT).toString());
    assertThat(program.run("status", "--offline").status()).isZero();
  }

  @Test
  void placeThatJavaCannotStartFromIsNamed() throws IOException {
    Path home = installedAs("a:b");
    Session.Result colon = new Program(directory, home + "/bin/modelops-bundle").run("--version");
    assertThat(colon.status()).isEqualTo(3);
    assertThat(colon.err()).contains("because of the colon").hasLineCount(1);
  }

  /** Of the category that counts, or of any other: the JVM sets all or none. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "LC_ALL=C",
        "LC_ALL=POSIX",
        "LANG=",
        "LC_ALL=xx_XX.UTF-8",
        "LANG=xx_XX.UTF-8",
        "LC_CTYPE=UTF-8",
        "LC_CTYPE=C.UTF-8 LANG=xx_XX.UTF-8",
        "LANG=C.UTF-8 LC_TIME=xx_XX.UTF-8"
      })
  void namesBeyondAsciiSurviveALocaleThatIsNotInstalled(String locale) {
    Session.in(directory).write("pyproject.toml", "").write("modèles/café.py", Session.MODEL);
    Program program =
        Program.in(directory).with("LC_ALL", null).with("LANG", null).with("LC_CTYPE", null);
    for (String variable : locale.split(" ", -1)) {
      String[] pair = variable.split("=", -1);
      program.with(pair[0], pair[1]);
    }
    assertThat(program.run("discover").out()).isEqualTo("modèles.café:SIR  modèles/café.py:1\n");
    assertThat(program.run("--project", "modèles", "discover").out()).contains("café");
  }
}
