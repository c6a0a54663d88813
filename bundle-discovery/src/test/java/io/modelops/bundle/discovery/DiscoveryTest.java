package io.modelops.bundle.discovery;

import static org.assertj.core.api.Assertions.assertThat;

import io.modelops.bundle.Bundle;
import io.modelops.bundle.Discovery;
import io.modelops.bundle.Providers;
import io.modelops.bundle.spi.SourceTree;
import io.modelops.bundle.value.DiscoveryOptions;
import io.modelops.bundle.value.Model;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DiscoveryTest {
  /** A project with one of everything; what is to be found in it is in epidemics.txt. */
  private static Path epidemics() throws Exception {
    return Path.of(Objects.requireNonNull(DiscoveryTest.class.getResource("epidemics")).toURI());
  }

  private static String expected() throws Exception {
    return Files.readString(epidemics().resolveSibling("epidemics.txt"));
  }

  @Test
  void everyClassHasItsVerdictReasonsAndFiles() throws Exception {
    assertThat(Report.full(Bundle.open(epidemics()).discover())).isEqualTo(expected());
  }

  @Test
  void executorMakesNoDifference() throws Exception {
    ExecutorService executor = Executors.newFixedThreadPool(4);
    try {
      Bundle bundle = Bundle.open(epidemics()).withExecutor(executor);
      CompletableFuture<Discovery> discovery =
          bundle.async(executor, b -> b.discover(DiscoveryOptions.defaults()));
      assertThat(Report.full(discovery.join())).isEqualTo(expected());
    } finally {
      executor.shutdown();
    }
  }

  @Test
  void unsavedBuffersCountInsteadOfFiles(@TempDir Path directory) {
    new Project(directory).with("a.py", "class A: ...\n").with("gone.py", Project.model("G"));
    Map<String, byte[]> buffers =
        Map.of(
            "a.py", Project.model("A").getBytes(StandardCharsets.UTF_8),
            "new/b.py", "import a\nclass B(a.A): ...\n".getBytes(StandardCharsets.UTF_8),
            "gone.py", new byte[0]);
    Providers providers = Providers.load().with(SourceTree.overlay(new DiskSourceTree(), buffers));

    Discovery discovery = Bundle.open(directory, providers).discover();

    assertThat(discovery.models())
        .extracting(Model::id, Model::files)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple("a:A", java.util.List.of("a.py")),
            org.assertj.core.groups.Tuple.tuple("new.b:B", java.util.List.of("a.py", "new/b.py")));
  }

  @Test
  void nothingButTheseTwoProvidersIsNeeded(@TempDir Path directory) {
    new Project(directory).with("a.py", Project.model("A"));
    Providers providers = Providers.none().with(new DiskSourceTree(), new PythonSourceParser());
    assertThat(Bundle.open(directory, providers).discover().models()).hasSize(1);
  }

  @Test
  void modelCarriesTheFirstLineOfItsDocstring() throws Exception {
    assertThat(Bundle.open(epidemics()).discover().candidates())
        .filteredOn(model -> model.id().equals("epi.base:BaseModel"))
        .extracting(Model::doc)
        .containsExactly("What every model of this package is.");
  }
}
