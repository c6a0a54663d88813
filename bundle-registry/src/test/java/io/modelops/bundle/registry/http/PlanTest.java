package io.modelops.bundle.registry.http;

import static io.modelops.bundle.registry.http.Client.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import io.modelops.bundle.Manifest;
import io.modelops.bundle.registry.testing.Fault;
import io.modelops.bundle.registry.testing.RecordedRequest;
import io.modelops.bundle.registry.testing.Reply;
import io.modelops.bundle.registry.testing.TestRegistry;
import io.modelops.bundle.value.PushPlan;
import io.modelops.bundle.value.PushResult;
import io.modelops.bundle.value.Reference;
import io.modelops.bundle.value.RegistryOptions;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlanTest {
  @TempDir private Path directory;
  private TestRegistry registry;
  private RemoteProject project;

  @BeforeEach
  void start() throws Exception {
    registry = TestRegistry.start();
    project =
        new RemoteProject(directory.resolve("project"))
            .file("models/sir.py", "x = 1\n")
            .file("data/large.bin", "y".repeat(2 << 20));
  }

  @AfterEach
  void stop() {
    registry.close();
  }

  private String reference() {
    return registry.host() + "/lab/seir:v1";
  }

  private PushPlan plan() {
    return plan(project.manifest(), reference());
  }

  private static PushPlan plan(Manifest manifest, String reference) {
    return manifest.plan(Reference.parse(reference), RegistryOptions.defaults());
  }

  private void assertNothingWasSent() {
    assertThat(registry.requests())
        .isNotEmpty()
        .allSatisfy(
            r -> {
              assertThat(r.method()).isIn("HEAD", "GET");
              assertThat(r.bodySize()).isZero();
            });
    assertThat(registry.blobs("lab/seir")).isEmpty();
    assertThat(registry.tags("lab/seir")).isEmpty();
    assertThat(registry.openUploads()).isEmpty();
  }

  @Test
  void theFirstPlanIsToSendEverythingAndSendsNothing() {
    PushPlan plan = plan();

    assertNothingWasSent();
    assertThat(plan.remote()).isNull();
    assertThat(plan.present()).isEmpty();

    PushResult pushed = project.manifest().push(reference());
    assertThat(plan.send()).isEqualTo(pushed.sent());
    assertThat(plan.bytesToSend()).isEqualTo(pushed.bytesSent());
    assertThat(plan.digest()).isEqualTo(pushed.digest());
    assertThat(plan.bundleDigest()).isEqualTo(pushed.bundleDigest());
  }

  @Test
  void afterAPushThereIsNothingToSend() {
    PushResult pushed = project.manifest().push(reference());

    PushPlan plan = plan();

    assertThat(plan.send()).isEmpty();
    assertThat(plan.bytesToSend()).isZero();
    assertThat(plan.present()).isEqualTo(pushed.sent());
    assertThat(plan.remote()).isEqualTo(pushed.digest()).isEqualTo(plan.digest());
  }

  @Test
  void afterAChangeWhatChangedWouldBeSent() throws Exception {
    PushResult before = project.manifest().push(reference());
    project.file("models/sir.py", "x = 2\n");

    PushPlan plan = plan();

    assertThat(plan.remote()).isEqualTo(before.digest()).isNotEqualTo(plan.digest());
    assertThat(plan.send()).hasSize(2); // the document and the pack
    assertThat(plan.present()).extracting(d -> d.title()).containsExactly("data/large.bin");
    assertThat(project.manifest().push(reference()).sent()).isEqualTo(plan.send());
  }

  @Test
  void blobsAreAskedForOnceEach() {
    PushPlan plan = plan();
    assertThat(registry.count("HEAD", "/blobs/")).isEqualTo(plan.send().size());
    assertThat(registry.count("HEAD", "/manifests/")).isOne();
    assertThat(registry.count("GET", "/")).isZero();
  }

  @Test
  void aRegistryThatRefusesIsSaidSo() {
    Fault fault = registry.on("HEAD", "/").answer(Reply.of(403));
    assertThat(refusal(this::plan).code()).isEqualTo("forbidden");
    assertThat(fault.fired()).isPositive();
  }

  @Test
  void cancellingTheFutureStopsThePlanning() throws Exception {
    Fault fault = registry.on("HEAD", "/blobs/").hold();
    ExecutorService executor = Executors.newSingleThreadExecutor();
    try {
      CompletableFuture<PushPlan> future =
          project
              .manifest()
              .async(
                  executor, m -> m.plan(Reference.parse(reference()), RegistryOptions.defaults()));
      fault.awaitFired();

      assertThat(future.cancel(true)).isTrue();

      executor.shutdown();
      assertThat(executor.awaitTermination(2, TimeUnit.SECONDS)).isTrue();
      assertThat(registry.requests()) // of those for blobs none was answered
          .extracting(RecordedRequest::target)
          .containsExactly("/v2/lab/seir/manifests/v1");
    } finally {
      executor.shutdownNow();
    }
  }

  @Test
  void aPlanForALayoutMakesNone() {
    Path layout = directory.resolve("layout");
    PushPlan plan = plan(project.manifest(), "oci:" + layout);

    assertThat(layout).doesNotExist();
    assertThat(plan.remote()).isNull();
    assertThat(plan.send()).isEqualTo(project.manifest().push("oci:" + layout).sent());
  }

  @Test
  void aPlanCanBeKept() throws Exception {
    for (String reference : new String[] {reference(), "oci:" + directory.resolve("l") + ":v1"}) {
      PushPlan plan = plan(project.manifest(), reference);
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
        out.writeObject(plan);
      }
      try (var in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
        assertThat(in.readObject()).isEqualTo(plan);
      }
    }
  }
}
