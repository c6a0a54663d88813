package io.modelops.bundle.manifest;

import io.modelops.bundle.Bundle;
import io.modelops.bundle.Manifest;
import io.modelops.bundle.Providers;
import io.modelops.bundle.value.Model;
import io.modelops.bundle.value.SourceRange;
import io.modelops.bundle.value.Verdict;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A project that a test makes. */
record Project(Path root) {
  static final Model SIR = model("models.sir:SIR", "models.sir:SIR", "models/sir.py");
  static final Model SEIR = model("seir", "models.seir:SEIR", "models/seir.py", "models/sir.py");

  /** Two models, one of which has the other's file too. */
  static Project small(Path root) {
    return new Project(root)
        .file("models/sir.py", "class SIR: ...\n")
        .file("models/seir.py", "from .sir import SIR\n")
        .file("data/cases.csv", "day,cases\n");
  }

  static Model model(String id, String className, String... files) {
    SourceRange place = new SourceRange(files.length == 0 ? "x.py" : files[0], 1, 1, 1);
    return Model.of(className, Verdict.MODEL, place).withId(id).withFiles(List.of(files));
  }

  Project file(String path, String content) {
    return file(path, content.getBytes(StandardCharsets.UTF_8));
  }

  Project file(String path, byte[] content) {
    try {
      Path file = root.resolve(path);
      Files.createDirectories(file.resolveSibling("."));
      Files.write(file, content);
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Path path(String path) {
    return root.resolve(path);
  }

  Bundle bundle() {
    return Bundle.open(root, Providers.load());
  }

  Manifest manifest(Model... models) {
    return bundle().select(List.of(models)).manifest();
  }

  /** Everything that lies directly in the project. */
  List<String> names() {
    try (var list = Files.list(root)) {
      return list.map(file -> file.getFileName().toString()).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
