package io.modelops.bundle.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.lang.module.ModuleDescriptor;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A provider is found on the module path and on the class path alike. */
class ServicesTest {
  @ParameterizedTest
  @ValueSource(strings = {"bundle-discovery", "bundle-manifest", "bundle-registry"})
  void moduleInfoAndServiceFilesNameTheSameProviders(String module) throws IOException {
    Path classes = Path.of("../..", module, "target/classes");
    var declared = new TreeMap<String, TreeSet<String>>();
    try (InputStream in = Files.newInputStream(classes.resolve("module-info.class"))) {
      ModuleDescriptor.read(in)
          .provides()
          .forEach(p -> declared.put(p.service(), new TreeSet<>(p.providers())));
    }
    var listed = new TreeMap<String, TreeSet<String>>();
    try (var files = Files.list(classes.resolve("META-INF/services"))) {
      for (Path file : files.toList()) {
        List<String> lines = new ArrayList<>(Files.readAllLines(file));
        lines.removeIf(line -> line.isBlank() || line.startsWith("#"));
        listed.put(file.getFileName().toString(), new TreeSet<>(lines));
      }
    }

    assertThat(listed).isEqualTo(declared).isNotEmpty();
  }
}
