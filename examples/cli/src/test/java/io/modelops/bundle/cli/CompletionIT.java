package io.modelops.bundle.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.modelops.bundle.testing.Programs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Somebody types half of each word and the tab key, in a shell on a terminal. */
@DisabledOnOs(OS.WINDOWS)
class CompletionIT {
  @TempDir Path temporary;

  @ParameterizedTest
  @CsvSource({
    "bash, --norc, true",
    "zsh, -f, autoload -Uz compinit && compinit -u -D",
  })
  void commandsWordsOptionsAndFilesAreCompletedAndReferencesAreNot(
      String shell, String bare, String before) throws IOException {
    Programs.require(shell, "python3");
    Path project = Files.createDirectory(temporary.resolve("project"));
    Session.in(project).write("data/table.csv", "1\n").done("init");
    Path screen = temporary.resolve("screen");

    Session.Result result =
        new Program(project, "python3", Program.resource("on_terminal.py"), screen.toString())
            .with("HOME", temporary.toString())
            .with("ZDOTDIR", temporary.toString())
            .with("TERM", "xterm")
            .with("NO_COLOR", "1")
            .with("PATH", Program.BIN + ":" + System.getenv("PATH"))
            .run(
                "\u001b[?2004h", // the shell reads keys
                before + "; source <(modelops-bundle completion " + shell + "); PS1='rea'dy+enter",
                "ready",
                "modelops-bundle comp+tab+" + shell.charAt(0) + "+tab+--js+tab+enter",
                "\"shell\": \"" + shell + "\"",
                "modelops-bundle add da+tab+t+tab+enter",
                "added  data/table.csv",
                "modelops-bundle inspect da+tab+enter",
                "'da'",
                "exit 0+enter",
                "--",
                shell,
                bare);

    assertThat(result.status()).as(result + Files.readString(screen)).isZero();
  }
}
