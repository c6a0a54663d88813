package io.modelops.bundle.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.modelops.bundle.testing.Programs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Somebody chooses models by keys. */
@DisabledOnOs(OS.WINDOWS)
class PickerIT {
  @TempDir Path temporary;
  private Path directory;

  @BeforeEach
  void makeProject() throws IOException {
    Programs.require("python3");
    directory = Files.createDirectory(temporary.resolve("project"));
    Session session = Session.in(directory).write("pyproject.toml", "");
    for (int i = 1; i <= 3; i++) {
      session.write("m" + i + ".py", Session.MODEL);
    }
  }

  /**
   * @param steps texts that appear, and keys that are typed then, in turn
   */
  private Session.Result choose(String kind, String... steps) {
    return type(kind, List.of("discover", "--interactive"), steps);
  }

  private Session.Result type(String kind, List<String> command, String... steps) {
    List<String> words = new ArrayList<>(List.of(screen().toString()));
    words.addAll(List.of(steps));
    words.addAll(List.of("--", Program.BIN + "/modelops-bundle"));
    words.addAll(command);
    return new Program(directory, "python3", Program.resource("on_terminal.py"))
        .with("TERM", kind)
        .run(words.toArray(String[]::new));
  }

  private Path screen() {
    return temporary.resolve("screen");
  }

  private String answer() throws IOException {
    String all = Files.readString(screen()).replace("\r\n", "\n");
    return all.substring(all.lastIndexOf("\u001b[?1049l") + "\u001b[?1049l".length());
  }

  @Test
  void escapeAfterASearchClearsTheSearchOnly() throws IOException {
    Session.Result chosen =
        choose("xterm", "accept", "end+space+/+2+enter", "found: 2", "esc+enter");
    assertThat(chosen.status()).isZero();
    assertThat(answer()).contains("m1:SIR\nm2:SIR\n", "2 of 3 models chosen.");
  }

  @ParameterizedTest
  @ValueSource(strings = {"esc", "q", "ctrl-c", "ctrl-d", "/+2+ctrl-d"})
  void leavingChoosesNothingAndShowsTheScreenBefore(String key) throws IOException {
    assertThat(choose("xterm", "accept", key).status()).isEqualTo(130);
    assertThat(answer()).isEqualTo("cancelled\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"n+enter", "enter", "ctrl-d", "ctrl-c"})
  void whatIsNotConfirmedIsNotSaved(String answer) throws IOException {
    Session session = Session.in(directory);
    session.done("discover", "--save");
    session.write("m2.py", "");
    String before = session.read("pyproject.toml");
    List<String> save = List.of("discover", "--save");
    assertThat(type("xterm", save, "[y/N] ", answer).status()).isEqualTo(130);
    assertThat(Files.readString(screen())).endsWith("cancelled\r\n");
    assertThat(session.read("pyproject.toml")).isEqualTo(before);
  }

  @Test
  void choiceIsConfirmedBeforeItReplacesASavedOne() throws IOException {
    Session session = Session.in(directory);
    session.done("discover", "--save");
    List<String> save = List.of("discover", "--interactive", "--save");
    Session.Result saved = type("xterm", save, "accept", "space+enter", "[y/N] ", "y+enter");
    assertThat(saved.status()).isZero();
    assertThat(answer()).contains("1 model removed from pyproject.toml.");
    assertThat(session.read("pyproject.toml")).doesNotContain("m1:SIR").contains("m2:SIR");
  }

  @Test
  void terminalWithoutACursorIsAskedForNumbers() throws IOException {
    assertThat(choose("dumb", "q to leave", "1+enter", "q to leave", "enter").status()).isZero();
    assertThat(Files.readString(screen()))
        .contains("2 of 3 models chosen")
        .doesNotContain("\u001b");
  }
}
