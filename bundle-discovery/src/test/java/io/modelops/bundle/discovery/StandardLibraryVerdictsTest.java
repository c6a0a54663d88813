package io.modelops.bundle.discovery;

import static org.assertj.core.api.Assertions.assertThat;

import io.modelops.bundle.Bundle;
import io.modelops.bundle.Discovery;
import io.modelops.bundle.testing.Programs;
import io.modelops.bundle.value.DiscoveryOptions;
import io.modelops.bundle.value.Issue;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** Compares with the rule as rule.py applies it to what CPython's own parser sees. */
class StandardLibraryVerdictsTest {
  private static final String PYTHON =
      Files.isExecutable(Path.of("/usr/bin/python3")) ? "/usr/bin/python3" : "python3";

  private static final String[] RULES = {"read,write", "run,start", "__enter__,__exit__"};
  private static final Set<String> PRUNED =
      new TreeSet<>(DiscoveryOptions.defaults().prunedDirectories());

  private static Path library = Path.of("");
  private static List<String> lines = List.of();

  @BeforeAll
  static void askPython(@TempDir Path scratch) throws Exception {
    PRUNED.add("dist-packages");
    String path = python("-c", "import sysconfig; print(sysconfig.get_path('stdlib'))").get(0);
    library = Path.of(path);
    Path script = Files.write(scratch.resolve("rule.py"), resource("rule.py"));
    List<String> arguments = new ArrayList<>(List.of(script.toString(), path));
    arguments.add(String.join(",", PRUNED));
    arguments.addAll(List.of(RULES));
    lines = python(arguments.toArray(String[]::new));
  }

  private static List<String> linesAfter(String start) {
    return lines.stream()
        .filter(line -> line.startsWith(start))
        .map(line -> line.substring(start.length()))
        .toList();
  }

  @ParameterizedTest
  @FieldSource("RULES")
  void everyClassHasTheVerdictThatCPythonsParserLeadsTo(String methods) {
    Discovery discovery =
        Bundle.open(library)
            .discover(
                DiscoveryOptions.defaults()
                    .withMethods(methods.split(",", -1))
                    .withPrunedDirectories(PRUNED)
                    .withTests()
                    .withExhaustive());

    Set<String> verdicts =
        discovery.candidates().stream()
            .map(model -> model.verdict() + " " + model.id() + " " + model.location())
            .collect(Collectors.toCollection(TreeSet::new));
    assertThat(verdicts)
        .as("%d models among %d candidates", discovery.models().size(), verdicts.size())
        .hasSizeGreaterThan(200)
        .containsExactlyInAnyOrderElementsOf(linesAfter(methods + " "));
    assertThat(filesWithFaults(discovery))
        .as("files with faults")
        .isSubsetOf(linesAfter("REFUSED "));
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
    Programs.require("python3");
    List<String> command = new ArrayList<>(List.of(PYTHON));
    command.addAll(List.of(arguments));
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).isZero();
    return output.lines().toList();
  }
}
