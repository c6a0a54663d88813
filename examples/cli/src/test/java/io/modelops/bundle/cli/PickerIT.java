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
    List<String> words = new ArrayList<>(List.of(screen().toString()));
    words.addAll(List.of(steps));
    words.addAll(List.of("--", Program.BIN + "/modelops-bundle", "discover", "--interactive"));
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

  @Test
  void terminalWithoutACursorIsAskedForNumbers() throws IOException {
    assertThat(choose("dumb", "q to leave", "1+enter", "q to leave", "enter").status()).isZero();
    assertThat(Files.readString(screen()))
        .contains("2 of 3 models chosen")
        .doesNotContain("\u001b");
  }
}
