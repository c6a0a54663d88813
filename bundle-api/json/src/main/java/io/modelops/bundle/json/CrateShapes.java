package io.modelops.bundle.json;

import io.modelops.bundle.json.JsonWriter.Members;
import io.modelops.bundle.value.About;
import io.modelops.bundle.value.About.Author;
import io.modelops.bundle.value.About.Text;
import io.modelops.bundle.value.ManifestContent;
import io.modelops.bundle.value.ManifestContent.FileEntry;
import io.modelops.bundle.value.Model;
import io.modelops.bundle.value.Parameter;
import io.modelops.bundle.value.SourceValue;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The metadata document of an RO-Crate 1.2: a flat graph of what is in a bundle. */
record CrateShapes(About about, ManifestContent content, List<Model> models, LocalDate published) {
  private static final String ROOT = "./";
  private static final String DOCUMENT = "ro-crate-metadata.json";
  private static final String VERSION = "https://w3id.org/ro/crate/1.2";
  private static final String PYTHON = "https://www.python.org/";

  void write(JsonWriter json) throws IOException {
    List<Members> graph = new ArrayList<>();
    graph.add(CrateShapes::descriptor);
    graph.add(this::root);
    content.files().forEach((path, file) -> graph.add(each -> file(each, path, file)));
    for (Model model : models) {
      graph.add(each -> model(each, model));
      model.parameters().forEach(it -> graph.add(each -> parameter(each, model, it)));
    }
    about.authors().forEach(author -> graph.add(each -> author(each, author)));
    graph.add(this::license);
    if (!models.isEmpty()) {
      graph.add(CrateShapes::python);
    }
    json.text("@context", VERSION + "/context")
        .objects("@graph", graph, (each, members) -> members.write(each));
  }

  private static void descriptor(JsonWriter json) throws IOException {
    json.text("@id", DOCUMENT).text("@type", "CreativeWork");
    link(json, "conformsTo", VERSION);
    link(json, "about", ROOT);
  }

  private void root(JsonWriter json) throws IOException {
    String title = either(about.text(Text.TITLE), about.text(Text.NAME), "Bundle of models");
    json.text("@id", ROOT)
        .text("@type", "Dataset")
        .text("name", title)
        .text("description", either(about.text(Text.DESCRIPTION), "Simulation models: " + title))
        .text("datePublished", published);
    link(json, "license", licenseId());
    json.text("identifier", content.bundleDigest());
    said(json, "version", about.text(Text.VERSION));
    said(json, "url", about.text(Text.URL));
    String doi = about.text(Text.DOI);
    said(json, "sameAs", doi == null ? null : "https://doi.org/" + doi);
    if (!about.keywords().isEmpty()) {
      json.text("keywords", String.join(", ", about.keywords()));
    }
    links(json, "author", about.authors().stream().map(CrateShapes::id).toList());
    links(json, "hasPart", content.files().keySet().stream().map(CrateShapes::id).toList());
    links(json, "mentions", models.stream().map(CrateShapes::id).toList());
  }

  private static void file(JsonWriter json, String path, FileEntry file) throws IOException {
    json.text("@id", id(path));
    if (path.endsWith(".py")) {
      json.texts("@type", List.of("File", "SoftwareSourceCode"))
          .text("encodingFormat", "text/x-python");
    } else {
      json.text("@type", "File");
    }
    json.text("name", path).text("contentSize", file.size()).text("sha256", file.digest().hex());
  }

  private static void model(JsonWriter json, Model model) throws IOException {
    json.text("@id", id(model)).text("@type", "SoftwareSourceCode").text("name", model.id());
    said(json, "description", model.doc());
    link(json, "programmingLanguage", PYTHON);
    links(json, "hasPart", model.files().stream().map(CrateShapes::id).toList());
    links(json, "input", model.parameters().stream().map(each -> id(model, each)).toList());
  }

  /** As Bioschemas has it, which RO-Crates of workflows use. */
  private static void parameter(JsonWriter json, Model model, Parameter parameter)
      throws IOException {
    json.text("@id", id(model, parameter))
        .text("@type", "FormalParameter")
        .text("name", parameter.name());
    said(json, "description", parameter.doc());
    said(json, "additionalType", parameter.kind());
    said(json, "defaultValue", text(parameter.defaultValue()));
    said(json, "minValue", text(parameter.lower()));
    said(json, "maxValue", text(parameter.upper()));
  }

  private static void author(JsonWriter json, Author author) throws IOException {
    json.text("@id", id(author)).text("@type", "Person").text("name", author.name());
    said(json, "affiliation", author.affiliation());
  }

  private void license(JsonWriter json) throws IOException {
    String license = about.text(Text.LICENSE);
    json.text("@id", licenseId())
        .text("@type", "CreativeWork")
        .text("name", license == null ? "No licence is stated" : license)
        .text(
            "description",
            license == null
                ? "The project does not state under which licence it may be used."
                : "The licence that the project states: " + license);
  }

  private static void python(JsonWriter json) throws IOException {
    json.text("@id", PYTHON)
        .texts("@type", List.of("ComputerLanguage", "SoftwareApplication"))
        .text("name", "Python")
        .text("url", PYTHON);
  }

  /** An SPDX identifier has a page; an expression of several has none. */
  private String licenseId() {
    String license = about.text(Text.LICENSE);
    boolean one = license != null && license.chars().allMatch(CrateShapes::isOfIdentifier);
    return one ? "https://spdx.org/licenses/" + license : "#license";
  }

  private static boolean isOfIdentifier(int c) {
    return c < 0x80 && (Character.isLetterOrDigit(c) || c == '-' || c == '.' || c == '+');
  }

  private static String id(Author author) {
    return author.orcid() == null ? "#author/" + encoded(author.name()) : author.orcid();
  }

  private static String id(Model model) {
    return "#model/" + encoded(model.id());
  }

  private static String id(Model model, Parameter parameter) {
    return id(model) + "/" + encoded(parameter.name());
  }

  private static String id(String path) {
    return encoded(path);
  }

  /** With what an address cannot hold as {@code %XX}. */
  private static String encoded(String text) {
    try {
      return new URI(null, null, "/" + text, null).toASCIIString().substring(1);
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException(text, e);
    }
  }

  private static String either(@Nullable String... texts) {
    for (String text : texts) {
      if (text != null) {
        return text;
      }
    }
    throw new IllegalArgumentException();
  }

  private static @Nullable String text(@Nullable SourceValue value) {
    return value == null ? null : value.text();
  }

  private static void said(JsonWriter json, String name, @Nullable String text) throws IOException {
    if (text != null) {
      json.text(name, text);
    }
  }

  private static void link(JsonWriter json, String name, String id) throws IOException {
    json.object(name, members -> members.text("@id", id));
  }

  private static void links(JsonWriter json, String name, Collection<String> ids)
      throws IOException {
    if (!ids.isEmpty()) {
      json.objects(name, ids, (each, id) -> each.text("@id", id));
    }
  }
}
