package io.modelops.bundle.discovery;

import static org.assertj.core.api.Assertions.assertThat;

import io.modelops.bundle.Bundle;
import io.modelops.bundle.Discovery;
import io.modelops.bundle.value.DiscoveryOptions;
import io.modelops.bundle.value.Issue;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Compares with the rule as rule.py applies it to what CPython's own parser sees. */
class StandardLibraryVerdictsTest {
  private static final String PYTHON =
      Files.isExecutable(Path.of("/usr/bin/python3")) ? "/usr/bin/python3" : "python3";

  @TempDir Path scratch;

  @ParameterizedTest
  @ValueSource(strings = {"read,write", "run,start", "__enter__,__exit__"})
  void everyClassHasTheVerdictThatCPythonsParserLeadsTo(String methods) throws Exception {
    Path library =
        Path.of(python("-c", "import sysconfig; print(sysconfig.get_path('stdlib'))").get(0));
    Set<String> pruned = new TreeSet<>(DiscoveryOptions.defaults().prunedDirectories());
    pruned.add("dist-packages");
    Path rule = Files.write(scratch.resolve("rule.py"), resource("rule.py"));
    List<String> lines =
        python(rule.toString(), library.toString(), methods, String.join(",", pruned));

    Discovery discovery =
        Bundle.open(library)
            .discover(
                DiscoveryOptions.defaults()
                    .withMethods(methods.split(",", -1))
                    .withPrunedDirectories(pruned)
                    .withTests(true));

    Set<String> verdicts =
        discovery.candidates().stream()
            .map(model -> model.verdict() + " " + model.id() + " " + model.location())
            .collect(Collectors.toCollection(TreeSet::new));
    assertThat(verdicts)
        .as("%d models among %d candidates", discovery.models().size(), verdicts.size())
        .hasSizeGreaterThan(200)
        .containsExactlyInAnyOrderElementsOf(
            lines.stream().filter(line -> !line.startsWith("REFUSED ")).toList());
    assertThat(filesWithFaults(discovery))
        .as("files with faults")
        .isSubsetOf(
            lines.stream()
                .filter(line -> line.startsWith("REFUSED "))
                .map(line -> line.substring("REFUSED ".length()))
                .toList());
  }

  private static Set<String> filesWithFaults(Discovery discovery) {
    return discovery.issues().stream()
        .filter(issue -> issue.code().startsWith("python-"))
        .map(Issue::file)
        .collect(Collectors.toSet());
  }

  private static byte[] resource(String name) throws IOException {
    try (InputStream in = StandardLibraryVerdictsTest.class.getResourceAsStream(name)) {
      return Objects.requireNonNull(in).readAllBytes();
    }
  }

  private static List<String> python(String... arguments) throws Exception {
    List<String> command = new java.util.ArrayList<>(List.of(PYTHON));
    command.addAll(List.of(arguments));
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).isZero();
    return output.lines().toList();
  }
}
