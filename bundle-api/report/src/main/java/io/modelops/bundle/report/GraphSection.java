package io.modelops.bundle.report;

import io.modelops.bundle.report.Graph.Edge;
import io.modelops.bundle.report.Graph.Kind;
import io.modelops.bundle.report.Graph.Node;
import io.modelops.bundle.report.Graph.Part;
import io.modelops.bundle.value.BundlePath;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiConsumer;

/** The graph: for the script as data, for everybody as nested lists. */
final class GraphSection {
  private static final String TOOLS =
      """
      <div id="graph-tools" class="script" hidden>
      <fieldset><legend>Show</legend>
      <label><input type="radio" name="part" value="0" checked> imports</label>
      <label><input type="radio" name="part" value="1"> inheritance</label>
      </fieldset>
      <label>Search <input type="search" id="graph-search"></label>
      <button type="button" id="graph-fold">Fold all</button>
      <button type="button" id="graph-unfold">Unfold all</button>
      <button type="button" id="graph-fit">Show all</button>
      </div>
      <div id="graph-view" class="script" hidden tabindex="0" role="application"
       aria-label="Graph" aria-describedby="graph-keys"></div>
      <p id="graph-keys" class="script hint" hidden>Keys in the graph: arrows go to the next node, Enter folds or
      unfolds a package, + and − zoom, 0 shows all, Escape leaves the node. A double click folds, too.</p>
      <div id="graph-about" class="script" hidden><p id="graph-state" role="status"></p><div id="graph-near"></div></div>
      """;

  private final Graph graph;
  private final Links links;
  private final Html html;

  GraphSection(Graph graph, Links links, Html html) {
    this.graph = graph;
    this.links = links;
    this.html = html;
  }

  void write() {
    html.open("section", "id", "graph").element("h2", "Imports and inheritance").raw("\n");
    if (graph.files().nodes().isEmpty()) {
      html.element("p", "There is nothing to draw.").end();
      return;
    }
    html.raw(TOOLS);
    html.open("details", "id", "graph-list", "open", "open");
    html.element("summary", "The same as a list").raw("\n");
    list("Imports", graph.files(), " imports ", links::file);
    list(
        "Inheritance",
        graph.classes(),
        " derives from ",
        (to, name) -> links.model(to, name, name));
    html.end().end();
  }

  private void list(String title, Part part, String verb, BiConsumer<Html, String> link) {
    html.element("h3", title).raw("\n");
    SortedMap<String, Html> directories = new TreeMap<>(BundlePath.ORDER);
    Map<Integer, Html> targets = new TreeMap<>();
    for (Edge edge : part.edges()) {
      Html known = targets.computeIfAbsent(edge.from(), key -> new Html());
      known.text(known.isEmpty() ? verb : ", ");
      link.accept(known, part.nodes().get(edge.to()).name());
    }
    for (int i = 0; i < part.nodes().size(); i++) {
      Node node = part.nodes().get(i);
      Html item = directories.computeIfAbsent(group(node), key -> new Html());
      item.open("li");
      link.accept(item, node.name());
      item.raw(targets.getOrDefault(i, new Html()).toString()).end();
    }
    directories.forEach(
        (directory, items) -> {
          html.open("details", "open", "open").open("summary").element("code", directory).end();
          html.open("ul").raw(items.toString()).close().end();
        });
  }

  /** Where a node is listed. */
  private static String group(Node node) {
    return node.kind() == Kind.OUTSIDE
        ? "outside the project"
        : node.directory().isEmpty() ? "./" : node.directory();
  }

  /** The data of the script, as JSON that may stand in an element of HTML. */
  String data() {
    StringBuilder json = new StringBuilder("[");
    part(graph.files(), links.files(), json);
    part(graph.classes(), links.models(), json.append(",\n"));
    return json.append("]").toString();
  }

  private static void part(Part part, Map<String, String> anchors, StringBuilder json) {
    json.append("{\"nodes\":[");
    String comma = "\n";
    for (Node node : part.nodes()) {
      json.append(comma).append('[');
      List.of(
              node.name(),
              node.label(),
              node.directory(),
              node.kind().name(),
              anchors.getOrDefault(node.name(), ""))
          .forEach(text -> string(text, json));
      json.setCharAt(json.length() - 1, ']');
      comma = ",\n";
    }
    json.append("],\n\"edges\":[");
    comma = "";
    for (Edge edge : part.edges()) {
      json.append(comma).append('[').append(edge.from()).append(',').append(edge.to());
      json.append(',').append(edge.line()).append(']');
      comma = ",";
    }
    json.append("]}");
  }

  /** With a comma behind it. */
  private static void string(String text, StringBuilder json) {
    json.append('"');
    for (char c : BundlePath.escape(text).toCharArray()) {
      switch (c) {
        case '"' -> json.append("\\\"");
        case '\\' -> json.append("\\\\");
        case '<' -> json.append("\\u003c"); // no end of the element
        default -> json.append(c);
      }
    }
    json.append("\",");
  }
}
