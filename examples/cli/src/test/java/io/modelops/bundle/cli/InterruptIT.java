package io.modelops.bundle.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.modelops.bundle.testing.Programs;
import io.modelops.bundle.testing.Sweeps;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Ctrl-C, SIGTERM and SIGHUP from the first system call of a command on a terminal to its last. */
@EnabledOnOs(OS.LINUX)
class InterruptIT {
  private static final int SECONDS = 600;

  @TempDir Path temporary;

  @Test
  void choiceEndsBySignalsAtAnyMomentAndTheTerminalIsAsBefore() throws IOException {
    interrupt(Sweeps.areWhole() ? 50 : 15, "of 3 models chosen", "discover", "--interactive");
  }

  @Test
  void pushEndsBySignalsAtAnyMoment() throws IOException {
    interrupt(Sweeps.areWhole() ? 20 : 8, "there already", "push", "oci:../layout:v1");
  }

  private void interrupt(int points, String done, String... command) throws IOException {
    Programs.require("python3", "strace");
    Path directory = Files.createDirectory(temporary.resolve("project"));
    Session session = Session.in(directory).write("pyproject.toml", "");
    for (int i = 1; i <= 3; i++) {
      session.write("m" + i + ".py", Session.MODEL);
    }
    Session.Result result =
        new Program(
                directory,
                "python3",
                Program.resource("interrupted.py"),
                String.valueOf(points),
                done,
                Program.BIN + "/modelops-bundle")
            .with("TERM", "xterm")
            .waiting(SECONDS)
            .run(command);
    assertThat(result.err()).isEmpty();
    assertThat(result.out()).startsWith(points + " interruptions").endsWith(" 0 faults\n");
  }
}
