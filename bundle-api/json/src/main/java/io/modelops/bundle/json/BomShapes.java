package io.modelops.bundle.json;

import io.modelops.bundle.value.About;
import io.modelops.bundle.value.About.Text;
import io.modelops.bundle.value.ManifestContent;
import io.modelops.bundle.value.Model;
import io.modelops.bundle.value.Requirement;
import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A list of what models import, as CycloneDX 1.6 has it. It has neither serial number nor time,
 * which are optional and would differ each time.
 */
record BomShapes(About about, ManifestContent content, List<Model> models) {
  private static final String BUNDLE = "bundle";

  private static final String PREFIX = "modelops-bundle:";

  void write(JsonWriter json) throws IOException {
    List<Component> components = components();
    json.text("bomFormat", "CycloneDX")
        .text("specVersion", "1.6")
        .number("version", 1)
        .object("metadata", metadata -> metadata.object("component", this::bundle))
        .objects("components", components, (each, component) -> component.write(each))
        .objects(
            "dependencies",
            List.of(components),
            (each, all) ->
                each.text("ref", BUNDLE)
                    .texts("dependsOn", all.stream().map(Component::reference).toList()));
  }

  private void bundle(JsonWriter json) throws IOException {
    String name = about.text(Text.NAME);
    String version = about.text(Text.VERSION);
    json.text("type", "application")
        .text("bom-ref", BUNDLE)
        .text("name", name == null ? BUNDLE : name);
    if (version != null) {
      json.text("version", version);
    }
    json.objects(
        "properties",
        List.of(content.bundleDigest()),
        (each, digest) -> property(each, "bundle-digest", digest));
  }

  private static void property(JsonWriter json, String name, Object value) throws IOException {
    json.text("name", PREFIX + name).text("value", value);
  }

  /** One for each distribution, sorted by name. */
  private List<Component> components() {
    return models.stream()
        .flatMap(model -> model.requirements().stream())
        .collect(
            Collectors.groupingBy(Requirement::distribution, TreeMap::new, Collectors.toList()))
        .values()
        .stream()
        .map(Component::of)
        .toList();
  }

  /**
   * A distribution.
   *
   * @param all the requirements that it meets; at least one
   * @param modules of it that are imported, sorted
   */
  private record Component(List<Requirement> all, List<String> modules) {
    static Component of(List<Requirement> all) {
      return new Component(all, all.stream().map(Requirement::module).distinct().sorted().toList());
    }

    private Requirement first() {
      return all.stream().min(Comparator.comparing(Requirement::state)).orElseThrow();
    }

    private @Nullable String version() {
      return first().locked();
    }

    String reference() {
      return version() == null ? name() : name() + "@" + version();
    }

    private String name() {
      return "pkg:pypi/" + first().distribution();
    }

    void write(JsonWriter json) throws IOException {
      Requirement requirement = first();
      json.text("type", "library")
          .text("bom-ref", reference())
          .text("name", requirement.distribution());
      if (version() != null) {
        json.text("version", version());
      }
      json.text("purl", reference());
      String specifier = requirement.specifier();
      Stream<List<String>> properties =
          Stream.concat(
              Stream.of(
                  List.of(
                      "declared", requirement.state().name().toLowerCase(java.util.Locale.ROOT))),
              Stream.concat(
                  specifier == null || specifier.isEmpty()
                      ? Stream.of()
                      : Stream.of(List.of("specifier", specifier)),
                  modules.stream().map(module -> List.of("module", module))));
      json.objects(
          "properties",
          properties.toList(),
          (each, property) -> property(each, property.get(0), property.get(1)));
    }
  }
}
