package io.modelops.bundle.discovery.python;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class StandardLibraryTest {

  @Test
  void everyFileThatCPythonAcceptsHasTheSameStructure() throws Exception {
    List<String> differences = new ArrayList<>();
    int same = 0;
    try (CPython python = new CPython()) {
      for (Path file : CPython.standardLibrary()) {
        SourceStructure structure = PythonParser.parse(Files.readAllBytes(file), () -> {});
        String answer = python.compare(file, structure);
        if (answer.equals("same")) {
          same++;
        } else if (!answer.startsWith("refused")) {
          differences.add(file + ": " + answer);
        }
      }
    }
    assertThat(differences).isEmpty();
    assertThat(same).isGreaterThan(500);
  }
}
