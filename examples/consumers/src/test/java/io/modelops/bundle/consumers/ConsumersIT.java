package io.modelops.bundle.consumers;

import static org.assertj.core.api.Assertions.assertThat;

import io.modelops.bundle.testing.Programs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Projects that use the published artifacts: they compile without a warning, and run. */
class ConsumersIT {
  private static final Path README = Path.of("../../README.md");
  private static final String SAMPLE = "../quickstart/project";
  private static final String DIGEST = "sha256:[0-9a-f]{64}";

  @TempDir Path directory;

  /** The compiler sees bundle-api alone; JSpecify comes with Guava when the program runs. */
  @Test
  void moduleWithoutJspecifyUsesTheWholeChain() throws IOException {
    Consumer consumer = Consumer.build("module-path");

    String printed = consumer.runOnTheModulePath(SAMPLE, "oci:" + directory.resolve("layout:v1"));

    assertThat(printed.lines())
        .hasSize(2)
        .allMatch(line -> line.matches(DIGEST))
        .allSatisfy(digest -> assertThat(README).content().contains(digest));
  }

  @Test
  void hostKeepsItsLogbackBesideTheBom() throws IOException {
    Consumer consumer = Consumer.build("logback-1.2");

    String printed = consumer.runOnTheClassPath();

    assertThat(consumer.jars())
        .extracting(jar -> jar.getFileName().toString())
        .filteredOn(name -> name.startsWith("logback") || name.startsWith("slf4j"))
        .containsExactly(
            "logback-classic-1.2.13.jar", "logback-core-1.2.13.jar", "slf4j-api-1.7.32.jar");
    assertThat(printed.lines())
        .singleElement()
        .asString()
        .endsWith("INFO consumer.Main - the registry says not-found");
  }

  @Test
  void shadedJarRunsBehindOlderAntlrAndJackson() throws IOException {
    Consumer consumer = Consumer.build("shaded");

    List<String> printed = consumer.runOnTheClassPath(SAMPLE).lines().toList();

    assertThat(consumer.jars()).as("the shaded jar brings no other").hasSize(3);
    assertThat(printed).first().isEqualTo("4.7.2 2.9.10");
    assertThat(printed).last().asString().matches(DIGEST);
    assertThat(README).content().contains(printed.get(1));
  }

  @Test
  void shadedJarRunsInAnOsgiFramework() throws IOException {
    String cache = directory.resolve("cache").toString();
    String jar = Published.of("modelops-bundle-shaded").file().toAbsolutePath().toString();

    String printed = Consumer.build("osgi").runOnTheClassPath(cache, jar, SAMPLE);

    assertThat(printed.lines()) // newer JDKs warn of what the framework does
        .last()
        .asString()
        .matches(DIGEST);
  }

  @Test
  void testRegistryServesToolsThatHaveNothingElseOfOurs() {
    String java = Programs.jdk().resolve("bin/java").toString();
    String jar = Published.of("bundle-registry", "tests").file().toString();

    assertThat(Programs.run(java, "-cp", jar, "src/it/test-registry/consumer/Main.java").lines())
        .containsExactly("429", "429", "200", "2 of 3");
  }

  @ParameterizedTest
  @ValueSource(strings = {"bundle-discovery", "bundle-manifest", "bundle-registry"})
  void readmeTellsWhatAModuleBringsOfOthers(String module) throws IOException {
    List<Path> jars =
        Consumer.build("one-module", "-Dmodule=" + module).jars().stream()
            .filter(jar -> !jar.toString().contains("/io/modelops/"))
            .toList();
    double megabytes = 0;
    for (Path jar : jars) {
      megabytes += Files.size(jar) / 1e6;
    }
    String expected = "%d, %.1f MB".formatted(jars.size(), megabytes);

    assertThat(README)
        .content()
        .containsPattern("\\| `" + module + "` \\|[^\n]*\\| " + expected + " \\|\n");
  }
}
