package io.modelops.bundle.consumers;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.module.ModuleDescriptor;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** What is in the published jars, beside the classes. */
class PublishedJarsIT {
  static final List<String> MODULES =
      List.of("bundle-api", "bundle-discovery", "bundle-manifest", "bundle-registry");

  private static final List<String> SHADED_MODULES = MODULES.subList(0, 3);

  @ParameterizedTest
  @FieldSource("MODULES")
  void bundleExportsThePackagesOfTheModule(String module) throws IOException {
    Published jar = Published.of(module);

    assertThat(jar.header("Bundle-SymbolicName")).isEqualTo("io.modelops." + module);
    assertThat(jar.packages("Export-Package"))
        .isEqualTo(
            jar.module().exports().stream()
                .map(ModuleDescriptor.Exports::source)
                .collect(Collectors.toCollection(TreeSet::new)));
    assertThat(jar.packages("Import-Package"))
        .doesNotContainAnyElementsOf(jar.packages("Export-Package"))
        .noneMatch(name -> name.startsWith("sun."));
  }

  @ParameterizedTest
  @FieldSource("MODULES")
  void sourcesAndJavadocOfTheExportedPackagesGoWithEachJar(String module) throws IOException {
    ModuleDescriptor descriptor = Published.of(module).module();

    assertThat(Published.of(module, "sources").entries()).contains("module-info.java");
    assertThat(Published.of(module, "javadoc").text("element-list").lines())
        .containsExactlyInAnyOrderElementsOf(withModule(descriptor));
  }

  private static Set<String> withModule(ModuleDescriptor descriptor) {
    Set<String> lines = exportedToAll(descriptor);
    lines.add("module:" + descriptor.name());
    return lines;
  }

  private static Set<String> exportedToAll(ModuleDescriptor descriptor) {
    return descriptor.exports().stream()
        .filter(export -> !export.isQualified())
        .map(ModuleDescriptor.Exports::source)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  @Test
  void shadedJarExportsAndProvidesWhatItsModulesDo() throws IOException {
    Published shaded = Published.of("modelops-bundle-shaded");
    Set<String> exported = new TreeSet<>();
    Set<String> services = new TreeSet<>();
    for (String module : SHADED_MODULES) {
      exported.addAll(exportedToAll(Published.of(module).module()));
      services.addAll(Published.of(module).services());
    }

    assertThat(shaded.packages("Export-Package")).isEqualTo(exported);
    assertThat(shaded.services()).containsAll(services);
  }

  @Test
  void shadedJarHoldsNoClassUnderTheNameOfAnother() throws IOException {
    assertThat(Published.of("modelops-bundle-shaded").entries())
        .filteredOn(name -> name.endsWith(".class"))
        .isNotEmpty()
        .allMatch(name -> name.startsWith("io/modelops/bundle/"));
  }

  @Test
  void shadedJarKeepsTheLicensesOfWhatIsInIt() throws IOException {
    assertThat(Published.of("modelops-bundle-shaded").entries())
        .contains(
            "META-INF/ANTLR-LICENSE",
            "META-INF/FastDoubleParser-LICENSE",
            "META-INF/FastDoubleParser-ThirdParty-LICENSE",
            "META-INF/LICENSE",
            "META-INF/NOTICE",
            "META-INF/Schubfach-LICENSE");
  }
}
