package io.modelops.bundle.discovery;

import static org.assertj.core.api.Assertions.assertThat;

import io.modelops.bundle.spi.Provider;
import io.modelops.bundle.spi.SettingsFormat;
import io.modelops.bundle.spi.SourceParser;
import io.modelops.bundle.spi.SourceTree;
import java.io.InputStream;
import java.lang.module.ModuleDescriptor;
import java.net.URL;
import java.util.Collections;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProvidersTest {
  private static ModuleDescriptor descriptor() throws Exception {
    ClassLoader loader = DiskSourceTree.class.getClassLoader();
    for (URL url : Collections.list(loader.getResources("module-info.class"))) {
      try (InputStream in = url.openStream()) {
        ModuleDescriptor descriptor = ModuleDescriptor.read(in);
        if (descriptor.name().equals("io.modelops.bundle.discovery")) {
          return descriptor;
        }
      }
    }
    throw new AssertionError("no module descriptor");
  }

  @ParameterizedTest
  @ValueSource(classes = {SettingsFormat.class, SourceTree.class, SourceParser.class})
  void moduleAndClassPathProvideTheSame(Class<? extends Provider> kind) throws Exception {
    Set<String> declared =
        descriptor().provides().stream()
            .filter(provides -> provides.service().equals(kind.getName()))
            .flatMap(provides -> provides.providers().stream())
            .collect(Collectors.toSet());
    Set<String> found =
        ServiceLoader.load(kind, kind.getClassLoader()).stream()
            .map(provider -> provider.type().getName())
            .collect(Collectors.toSet());
    assertThat(found).isEqualTo(declared).hasSize(1);
  }

  @Test
  void providersHaveStableIds() {
    assertThat(new DiskSourceTree().id()).isEqualTo("disk");
    assertThat(new PyprojectSettings().id()).isEqualTo("pyproject");
    assertThat(new PythonSourceParser().id()).isEqualTo("python");
  }
}
