package io.modelops.bundle.report;

import io.modelops.bundle.report.Graph.Edge;
import io.modelops.bundle.report.Graph.Kind;
import io.modelops.bundle.report.Graph.Node;
import io.modelops.bundle.report.Graph.Part;
import io.modelops.bundle.value.BundlePath;
import java.util.List;
import java.util.TreeSet;

/** The graph as text for programs that draw it. Ids are numbers, so names are labels only. */
final class GraphText {
  private final Graph graph;
  private final Dialect dialect;
  private final StringBuilder out = new StringBuilder();

  /** What the languages differ in; every text ends with a line. */
  private interface Dialect {
    String head();

    String open(String id, String directory);

    String close();

    String file(String id, Node file);

    String type(String id, Node type);

    String imports(String from, String to);

    String derives(String from, String to);

    String tail();
  }

  private GraphText(Graph graph, Dialect dialect) {
    this.graph = graph;
    this.dialect = dialect;
  }

  static String mermaid(Graph graph) {
    return new GraphText(graph, new Mermaid()).text();
  }

  static String dot(Graph graph) {
    return new GraphText(graph, new Dot()).text();
  }

  private String text() {
    out.append(dialect.head());
    TreeSet<String> directories = new TreeSet<>(BundlePath.ORDER);
    for (Part part : List.of(graph.files(), graph.classes())) {
      part.nodes().forEach(node -> directories.add(node.directory()));
    }
    int number = 0;
    for (String directory : directories) {
      boolean root = directory.isEmpty();
      out.append(root ? "" : dialect.open("d" + number++, directory));
      nodes(directory);
      out.append(root ? "" : dialect.close());
    }
    for (Edge edge : graph.files().edges()) {
      out.append(dialect.imports("f" + edge.from(), "f" + edge.to()));
    }
    for (Edge edge : graph.classes().edges()) {
      out.append(dialect.derives("c" + edge.from(), "c" + edge.to()));
    }
    return out.append(dialect.tail()).toString();
  }

  private void nodes(String directory) {
    List<Node> files = graph.files().nodes();
    for (int i = 0; i < files.size(); i++) {
      if (files.get(i).directory().equals(directory)) {
        out.append(dialect.file("f" + i, files.get(i)));
      }
    }
    List<Node> classes = graph.classes().nodes();
    for (int i = 0; i < classes.size(); i++) {
      if (classes.get(i).directory().equals(directory)) {
        out.append(dialect.type("c" + i, classes.get(i)));
      }
    }
  }

  private static final class Mermaid implements Dialect {
    private static final String PLAIN = " _./:,()-=";

    @Override
    public String head() {
      return "%% "
          + Report.MARK
          + "\nflowchart LR\n"
          + "  classDef model stroke-width:3px\n"
          + "  classDef outside stroke-dasharray:4 3\n";
    }

    @Override
    public String open(String id, String directory) {
      return "  subgraph " + id + "[\"" + label(directory) + "\"]\n";
    }

    @Override
    public String close() {
      return "  end\n";
    }

    @Override
    public String file(String id, Node file) {
      return "  " + id + "[\"" + label(file.label()) + "\"]" + style(file);
    }

    @Override
    public String type(String id, Node type) {
      return "  " + id + "([\"" + label(type.name()) + "\"])" + style(type);
    }

    private static String style(Node node) {
      return switch (node.kind()) {
        case MODEL -> ":::model\n";
        case NEEDED -> "\n";
        case OUTSIDE -> ":::outside\n";
      };
    }

    @Override
    public String imports(String from, String to) {
      return "  " + from + " -.-> " + to + "\n";
    }

    @Override
    public String derives(String from, String to) {
      return "  " + from + " --> " + to + "\n";
    }

    @Override
    public String tail() {
      return "";
    }

    /** What could be markup as the code of its character. */
    private static String label(String text) {
      StringBuilder label = new StringBuilder();
      BundlePath.escape(text)
          .codePoints()
          .forEach(
              c -> {
                if (Character.isLetterOrDigit(c) || PLAIN.indexOf(c) >= 0) {
                  label.appendCodePoint(c);
                } else {
                  label.append('#').append(c).append(';');
                }
              });
      return label.toString();
    }
  }

  private static final class Dot implements Dialect {
    @Override
    public String head() {
      return "// "
          + Report.MARK
          + "\ndigraph models {\n"
          + "  rankdir=LR\n"
          + "  node [shape=box, fontname=\"sans-serif\"]\n"
          + "  graph [fontname=\"sans-serif\"]\n";
    }

    @Override
    public String open(String id, String directory) {
      return "  subgraph cluster_" + id + " {\n  label=" + label(directory) + "\n";
    }

    @Override
    public String close() {
      return "  }\n";
    }

    @Override
    public String file(String id, Node file) {
      String style = file.kind() == Kind.MODEL ? ", style=bold" : "";
      return "  " + id + " [label=" + label(file.label()) + style + "]\n";
    }

    @Override
    public String type(String id, Node type) {
      String style =
          switch (type.kind()) {
            case MODEL -> "\"rounded,bold\"";
            case NEEDED -> "rounded";
            case OUTSIDE -> "\"rounded,dashed\"";
          };
      return "  " + id + " [label=" + label(type.name()) + ", style=" + style + "]\n";
    }

    @Override
    public String imports(String from, String to) {
      return "  " + from + " -> " + to + " [style=dashed]\n";
    }

    @Override
    public String derives(String from, String to) {
      return "  " + from + " -> " + to + " [arrowhead=empty]\n";
    }

    @Override
    public String tail() {
      return "}\n";
    }

    /** In quotes; Graphviz reads entities of HTML in labels, too. */
    private static String label(String text) {
      String plain = BundlePath.escape(text).replace("&", "&amp;");
      return "\"" + plain.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
    }
  }
}
