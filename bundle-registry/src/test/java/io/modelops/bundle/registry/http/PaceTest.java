package io.modelops.bundle.registry.http;

import static io.modelops.bundle.registry.http.Client.bytes;
import static org.assertj.core.api.Assertions.assertThat;

import io.modelops.bundle.registry.testing.Fault;
import io.modelops.bundle.registry.testing.Nginx;
import io.modelops.bundle.registry.testing.Reply;
import io.modelops.bundle.registry.testing.TestRegistry;
import io.modelops.bundle.testing.Sweeps;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class PaceTest {
  private static final int FILES = Sweeps.areWhole() ? 8 : 3;

  @TempDir private Path directory;

  @Test
  void registryThatTakesFiveRequestsASecondGetsEverything() throws Exception {
    RemoteProject project = new RemoteProject(directory.resolve("project"));
    for (int i = 0; i < FILES; i++) {
      project.file("data/" + i + ".bin", Integer.toString(i % 10).repeat(1 << 20) + i);
    }
    Path work = Files.createDirectory(directory.resolve("nginx"));
    try (TestRegistry registry = TestRegistry.start();
        Nginx nginx = Nginx.start(work, registry.host())) {
      var pushed = project.manifest().push(nginx.host() + "/lab/seir:v1");

      assertThat(pushed.sent()).hasSizeGreaterThanOrEqualTo(FILES);
      assertThat(registry.tags("lab/seir")).containsExactly("v1");
    }
  }

  @Test
  void registryThatIsAskedTooFastIsAskedAgainUntilTheDeadline() throws Exception {
    Client client = new Client();
    try (TestRegistry registry = TestRegistry.start()) {
      Fault fault =
          registry
              .on("POST", "/uploads/")
              .times(7)
              .answer(Reply.of(429).withHeader("Retry-After", "3"));

      client.pushAll(registry, bytes(1000));

      assertThat(fault.fired()).isEqualTo(7);
      assertThat(client.pauses).hasSize(7).containsOnly(Duration.ofSeconds(3));
    }
  }
}
