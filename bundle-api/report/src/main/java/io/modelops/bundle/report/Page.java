package io.modelops.bundle.report;

import io.modelops.bundle.value.ManifestContent;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.Objects;

/** The report as one page that loads nothing, and is forbidden to. */
final class Page {
  private static final List<String> SCRIPTS =
      List.of("page.js", "cytoscape.min.js", "layout.js", "graph.js");

  private final Content content;
  private final Graph graph;
  private final Links links;
  private final Html html = new Html();

  Page(Content content, Graph graph) {
    this.content = content;
    this.graph = graph;
    this.links = Links.of(content);
  }

  String text() {
    List<String> scripts = SCRIPTS.stream().map(Page::resource).toList();
    head(scripts);
    html.raw("<a class=\"skip\" href=\"#models\">Skip to the models</a>\n");
    header();
    html.raw("<main>\n");
    ProblemsSection problems = new ProblemsSection(content, html);
    ModelsSection models = new ModelsSection(content, links, html);
    GraphSection drawing = new GraphSection(graph, links, html);
    problems.suggestions();
    models.models();
    drawing.write();
    new FilesSection(content, links, html).write();
    new RequirementsSection(content, links, html).write();
    problems.problems();
    models.others();
    html.raw("</main>\n");
    html.element(
        "footer", "Made by modelops-bundle. The graph is drawn by Cytoscape.js (MIT licence).");
    html.raw("\n<script type=\"application/json\" id=\"graph-data\">")
        .raw(drawing.data())
        .raw("</script>\n");
    scripts.forEach(script -> html.raw("<script>").raw(script).raw("</script>\n"));
    html.raw("</body>\n</html>\n");
    return html.toString();
  }

  private void head(List<String> scripts) {
    StringBuilder policy =
        new StringBuilder("default-src 'none'; base-uri 'none'; form-action 'none'; ")
            .append("style-src 'unsafe-inline'; script-src");
    scripts.forEach(script -> policy.append(" 'sha256-").append(hash(script)).append("'"));
    html.raw("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n");
    html.raw("<meta http-equiv=\"Content-Security-Policy\" content=\"" + policy + "\">\n");
    html.raw("<meta name=\"generator\" content=\"" + Report.MARK + "\">\n");
    html.raw("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n");
    html.raw("<meta name=\"color-scheme\" content=\"light dark\">\n");
    html.element("title", "Models: " + summary()).raw("\n<style>\n");
    html.raw(resource("report.css")).raw("</style>\n</head>\n<body>\n");
  }

  private String summary() {
    String in = count(content.chosen().size(), "model") + " in the bundle";
    return content.models().isEmpty() ? in : in + ", " + content.models().size() + " left out";
  }

  private void header() {
    ManifestContent manifest = content.manifest();
    long problems = content.issues().stream().filter(ProblemsSection::isProblem).count();
    html.raw("<header>\n<h1>Model report</h1>\n").open("ul", "class", "facts");
    fact("#models", summary());
    String size = manifest == null ? "" : ", " + count(manifest.size(), "byte");
    fact("#files", count(content.files().size(), "file") + size);
    fact("#problems", problems == 0 ? "no problems" : count(problems, "problem"));
    if (!content.others().isEmpty()) {
      boolean one = content.others().size() == 1;
      fact(
          "#others",
          content.others().size() + (one ? " class" : " classes") + " that are no models");
    }
    if (!graph.files().nodes().isEmpty()) {
      fact("#graph", "the graph");
    }
    html.end();
    if (manifest != null) {
      html.open("p", "class", "digest").text("Bundle ");
      html.element("code", manifest.bundleDigest().toString()).end();
    }
    html.raw("</header>\n");
  }

  private void fact(String to, String text) {
    html.open("li").element("a", text, "href", to).end();
  }

  static String count(long number, String noun) {
    return grouped(number) + " " + noun + (number == 1 ? "" : "s");
  }

  /** {@code 1,234}. */
  static String grouped(long number) {
    StringBuilder digits = new StringBuilder(Long.toString(number));
    for (int at = digits.length() - 3; at > 0; at -= 3) {
      digits.insert(at, ',');
    }
    return digits.toString();
  }

  /** As a content security policy names a script. */
  private static String hash(String script) {
    try {
      MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
      byte[] digest = sha256.digest(script.getBytes(StandardCharsets.UTF_8));
      return Base64.getEncoder().encodeToString(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String resource(String name) {
    try (InputStream in = Page.class.getResourceAsStream(name)) {
      byte[] bytes = Objects.requireNonNull(in, name).readAllBytes();
      return new String(bytes, StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
