package io.modelops.bundle.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.modelops.bundle.registry.testing.DockerRegistry;
import io.modelops.bundle.testing.Programs;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorkflowIT {
  @TempDir Path temporary;

  @Test
  void everyCommandOfTheWorkflowWorksAgainstARealRegistry() throws Exception {
    Programs.require("bash", "docker-registry", "git", "python3");
    Path directory = Files.createDirectory(temporary.resolve("work"));
    Path place = Files.createDirectory(temporary.resolve("registry"));
    try (DockerRegistry registry = DockerRegistry.start(place)) {
      Session.Result result =
          new Program(directory, "bash", Program.resource("workflow.sh"))
              .run(
                  Program.BIN.toString(),
                  registry.host(),
                  place.resolve("storage").toString(),
                  Program.resource("on_terminal.py"),
                  Path.of("README.md").toAbsolutePath().toString());
      assertThat(result.status()).as(result.toString()).isZero();
      assertThat(result.out()).endsWith("The workflow works.\n");
    }
  }
}
