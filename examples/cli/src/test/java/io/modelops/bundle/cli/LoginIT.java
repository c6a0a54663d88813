package io.modelops.bundle.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.modelops.bundle.registry.testing.TestRegistry;
import io.modelops.bundle.testing.Programs;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Somebody logs in on a terminal. */
@DisabledOnOs(OS.WINDOWS)
class LoginIT {
  private static final String SECRET = "s3cret-canary";

  @TempDir Path temporary;

  /**
   * @param steps texts that appear, and keys that are typed then, in turn
   */
  private Session.Result login(TestRegistry registry, String... steps) throws Exception {
    Programs.require("python3");
    Path directory = Files.createDirectories(temporary.resolve("project"));
    List<String> words = new ArrayList<>(List.of(screen().toString()));
    words.addAll(List.of(steps));
    String program = Program.BIN + "/modelops-bundle";
    words.addAll(List.of("--", "sh", "-c", program + " login " + registry.host() + "; stty -a"));
    return new Program(directory, "python3", Program.resource("on_terminal.py"))
        .with("DOCKER_CONFIG", temporary.resolve("docker").toString())
        .run(words.toArray(String[]::new));
  }

  private Path screen() {
    return temporary.resolve("screen");
  }

  @Test
  void passwordIsNotShownWhileItIsTyped() throws Exception {
    try (TestRegistry registry = TestRegistry.start().requirePassword("ann", SECRET)) {
      login(registry, "User name: ", "ann+enter", "Password: ", SECRET + "+enter");
      assertThat(Files.readString(screen()))
          .contains("User name: ann\r\n", "Password: \r\n", "as ann.", " echo ")
          .doesNotContain(SECRET, "-echo ");
      assertThat(temporary.resolve("docker/config.json")).content().contains(registry.host());
    }
  }

  @Test
  void whoLeavesAtThePasswordGetsTheEchoBack() throws Exception {
    try (TestRegistry registry = TestRegistry.start()) {
      login(registry, "User name: ", "ann+enter", "Password: ", "ctrl-c");
      assertThat(Files.readString(screen())).doesNotContain("-echo ");
      assertThat(registry.requests()).isEmpty();
      assertThat(temporary.resolve("docker")).doesNotExist();
    }
  }
}
