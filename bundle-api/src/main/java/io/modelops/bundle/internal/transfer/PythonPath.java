package io.modelops.bundle.internal.transfer;

import io.modelops.bundle.value.ManifestContent;
import io.modelops.bundle.value.ManifestContent.ModelEntry;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Where Python finds the modules of a bundle's models: the source roots that they follow from. */
record PythonPath(ManifestContent content) {
  /** In a directory, which comes last if it is none of them. */
  List<String> in(String directory) {
    Stream<String> roots =
        content.models().values().stream()
            .map(PythonPath::root)
            .flatMap(Optional::stream)
            .sorted()
            .map(root -> root.isEmpty() ? directory : directory + "/" + root);
    return Stream.concat(roots, Stream.of(directory)).distinct().toList();
  }

  /** {@code src} of the module {@code models.sir} in {@code src/models/sir.py}. */
  private static Optional<String> root(ModelEntry model) {
    String module = model.className().replaceFirst(":.*", "").replace('.', '/');
    return model.files().stream()
        .map(file -> file.replaceFirst("(/__init__)?\\.py$", ""))
        .filter(file -> file.equals(module) || file.endsWith("/" + module))
        .map(file -> file.substring(0, Math.max(0, file.length() - module.length() - 1)))
        .min(Comparator.comparingInt(String::length));
  }
}
