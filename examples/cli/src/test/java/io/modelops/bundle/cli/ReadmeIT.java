package io.modelops.bundle.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.modelops.bundle.Bundles;
import io.modelops.bundle.registry.testing.DockerRegistry;
import io.modelops.bundle.value.Inspection;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The README's way from nothing to a pushed bundle. */
@DisabledOnOs(OS.WINDOWS)
class ReadmeIT {
  private static final Pattern COMMANDS =
      Pattern.compile(
          "five commands:\n\n```sh\n(.*?)```\n\nThe last one for a registry: `(.*?)`",
          Pattern.DOTALL);

  private static final Pattern PUSHED =
      Pattern.compile("^(sha256:[0-9a-f]{64})  (\\S+)$", Pattern.MULTILINE);

  @TempDir Path temporary;

  @Test
  void fiveCommandsLeadFromNothingToAPushedBundle() throws IOException {
    List<String> commands = commands(1);
    assertThat(commands).hasSize(5);
    assertThat(commands.get(0)).isEqualTo("mvn -q -DskipTests package");
    String reference = afterRunning(commands.subList(1, 5));
    String bundle = temporary.toRealPath().resolve("clone/my-bundle").toString();
    assertThat(reference).isEqualTo("oci:" + bundle + ":v1");
  }

  @Test
  void lastOfThemPushesToARegistryAsWell() throws Exception {
    try (DockerRegistry registry =
        DockerRegistry.start(Files.createDirectory(temporary.resolve("registry")))) {
      String push = commands(2).get(0).replace("localhost:5555", registry.host());
      List<String> commands = new ArrayList<>(commands(1).subList(1, 4));
      commands.add(push);
      assertThat(afterRunning(commands)).isEqualTo(registry.host() + "/my-models:v1");
    }
  }

  /** The reference that is printed, after a look at the bundle that is there. */
  private String afterRunning(List<String> commands) throws IOException {
    Path clone = temporary.resolve("clone");
    Path target = Files.createDirectories(clone.resolve("examples/cli/target"));
    // nothing but what the first command makes, where it makes it
    Path program =
        Files.createSymbolicLink(target.resolve("modelops-bundle"), Program.BIN.getParent());
    Session.Result result = new Program(clone, "/bin/sh", "-ec").run(String.join("\n", commands));
    Files.delete(program);
    assertThat(result.status()).as(result.toString()).isZero();
    List<MatchResult> pushed = PUSHED.matcher(result.out()).results().toList();
    assertThat(pushed).as(result.out()).hasSize(1);
    String reference = pushed.get(0).group(2);
    Inspection bundle = Bundles.load().inspect(reference);
    assertThat(bundle.manifest().digest()).hasToString(pushed.get(0).group(1));
    assertThat(bundle.content().models()).containsOnlyKeys("models.example:SIRModel");
    return reference;
  }

  private static List<String> commands(int group) throws IOException {
    var block = COMMANDS.matcher(Files.readString(Path.of("../../README.md")));
    assertThat(block.find()).isTrue();
    return block.group(group).lines().toList();
  }
}
