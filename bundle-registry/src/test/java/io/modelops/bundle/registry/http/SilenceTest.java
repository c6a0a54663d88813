package io.modelops.bundle.registry.http;

import static io.modelops.bundle.registry.http.Client.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import io.modelops.bundle.registry.testing.Fault;
import io.modelops.bundle.registry.testing.Reply;
import io.modelops.bundle.registry.testing.TestRegistry;
import io.modelops.bundle.value.ProgressListener;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A server that does not answer is named while it is waited for, and not waited for at length. */
class SilenceTest {
  private final List<String> said = new CopyOnWriteArrayList<>();
  private TestRegistry registry;

  @BeforeEach
  void start() throws IOException {
    registry = TestRegistry.start();
  }

  @AfterEach
  void stop() {
    registry.close();
  }

  private Client client(Runnable heard) {
    return new Client()
        .with(
            new ProgressListener() {
              @Override
              public void waiting(String why) {
                said.add(why);
                heard.run();
              }
            });
  }

  @Test
  void whoIsSilentIsNamedBeforeItAnswers() throws Exception {
    Fault fault = registry.on("HEAD", "/manifests/").hold();
    Client client = client(fault::release).withStall(Duration.ofSeconds(12));

    try (HttpRepository repository = client.open(registry)) {
      assertThat(repository.resolve("1.0")).isEmpty();
    }
    assertThat(said).containsExactly("waiting for " + registry.url() + " to answer");
  }

  @Test
  void whoIsSilentTwiceIsNotAskedAgain() {
    Fault fault = registry.on("HEAD", "/manifests/").hold();
    Client client = client(() -> {}).withStall(Duration.ofMillis(240));

    try (HttpRepository repository = client.open(registry)) {
      assertThat(refusal(() -> repository.resolve("1.0")).code()).isEqualTo("timeout");
    }
    assertThat(fault.fired()).isEqualTo(2);
    assertThat(client.pauses).hasSize(1);
    fault.release();
  }

  @Test
  void whyItIsTriedAgainIsSaid() throws Exception {
    Fault fault =
        registry.on("HEAD", "/manifests/").nth(1).answer(Reply.error(503, "BUSY", "later"));

    try (HttpRepository repository = client(() -> {}).open(registry)) {
      assertThat(repository.resolve("1.0")).isEmpty();
    }
    assertThat(fault.fired()).isOne();
    assertThat(said).hasSize(1);
    assertThat(said.get(0)).contains("HTTP 503").endsWith("; trying again");
  }
}
