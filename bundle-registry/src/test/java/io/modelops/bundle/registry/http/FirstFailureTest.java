package io.modelops.bundle.registry.http;

import static io.modelops.bundle.registry.http.Client.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import io.modelops.bundle.registry.testing.Fault;
import io.modelops.bundle.registry.testing.Reply;
import io.modelops.bundle.registry.testing.TestRegistry;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class FirstFailureTest {
  @TempDir private Path directory;

  /** The registry takes no byte of the other blobs, so only their being stopped ends the push. */
  @Test
  @Timeout(30)
  void blobThatIsRefusedStopsTheOthers() throws Exception {
    RemoteProject project = new RemoteProject(directory);
    for (int i = 0; i < 6; i++) {
      project.file("data/" + i + ".bin", Integer.toString(i).repeat(2 << 20));
    }
    try (TestRegistry registry = TestRegistry.start()) {
      Fault first = registry.on("PUT", "/uploads/").nth(1).hold();
      Fault refused = registry.on("PUT", "/uploads/").nth(1);
      Fault others = registry.on("PUT", "/uploads/").hold();
      refused.answerAfter(others, 5, Reply.error(403, "DENIED", ""));

      var e = refusal(() -> project.manifest().push(registry.host() + "/lab/seir:v1"));

      assertThat(e.code()).isEqualTo("forbidden");
      assertThat(refused.fired()).isOne();
      assertThat(first.fired()).isOne();
      assertThat(others.fired()).as("five files and the config").isEqualTo(5);
      assertThat(registry.openUploads()).as("the refused one is left").hasSize(1);
    }
  }
}
