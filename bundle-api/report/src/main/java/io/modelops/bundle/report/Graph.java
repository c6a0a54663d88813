package io.modelops.bundle.report;

import io.modelops.bundle.value.BundlePath;
import io.modelops.bundle.value.Explanation.Step;
import io.modelops.bundle.value.Model;
import io.modelops.bundle.value.Relations;
import io.modelops.bundle.value.Relations.Derivation;
import io.modelops.bundle.value.SourceRange;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What is drawn of the chosen models. What lies in a package is drawn there, so the imports that
 * only say so are left out.
 *
 * @param files sources, with an edge for each that one imports
 * @param classes with an edge for each class that one derives from
 */
record Graph(Part files, Part classes) {
  private static final Set<Step.Kind> DRAWN =
      EnumSet.of(Step.Kind.IMPORT, Step.Kind.BASE, Step.Kind.STUB);

  /** How the names of sources begin that say what is in a package. */
  private static final String PACKAGE = "__init__.";

  /** One kind of nodes and the edges among them. */
  record Part(List<Node> nodes, List<Edge> edges) {}

  /**
   * A node.
   *
   * @param name unique in its part: a path, a class name, or a dotted name
   * @param label what is shown of it where its directory is known
   * @param directory where it lies, with a slash at the end; empty for the project's own
   */
  record Node(String name, String label, String directory, Kind kind) {
    static Node file(String path, Kind kind) {
      String directory = directory(path);
      return new Node(path, path.substring(directory.length()), directory, kind);
    }

    static Node type(String className, SourceRange location, Kind kind) {
      String label = className.substring(className.indexOf(':') + 1);
      return new Node(className, label, directory(location.file()), kind);
    }

    private static String directory(String file) {
      return file.substring(0, file.lastIndexOf('/') + 1);
    }
  }

  /** What a node is. */
  enum Kind {
    /** A class or function that is a model, or a file that defines one. */
    MODEL,
    /** A file or class that models need. */
    NEEDED,
    /** A class that is not of the project. */
    OUTSIDE
  }

  /**
   * An edge.
   *
   * @param from the place of the node among those of the part
   * @param to the same
   * @param line where the import or the class is; 0 if that is not known
   */
  record Edge(int from, int to, int line) {}

  /** A part that grows. */
  private static final class Draft {
    private final SortedMap<String, Node> nodes = new TreeMap<>(BundlePath.ORDER);
    private final SortedMap<String, Map<String, Integer>> edges = new TreeMap<>(BundlePath.ORDER);

    /** Adds an edge between nodes that are added before or after. */
    void connect(String from, String to, int line) {
      if (!from.equals(to)) {
        edges.computeIfAbsent(from, key -> new LinkedHashMap<>()).putIfAbsent(to, line);
      }
    }

    Part part() {
      Map<String, Integer> numbers = new HashMap<>();
      nodes.keySet().forEach(name -> numbers.put(name, numbers.size()));
      List<Edge> all = new ArrayList<>();
      edges.forEach(
          (from, targets) ->
              targets.forEach(
                  (to, line) ->
                      all.add(
                          new Edge(
                              numbers.getOrDefault(from, 0), numbers.getOrDefault(to, 0), line))));
      return new Part(List.copyOf(nodes.values()), List.copyOf(all));
    }
  }

  static Graph of(Content content) {
    return new Graph(
        files(content.chosen(), content.relations()),
        classes(content.chosen(), content.relations()));
  }

  private static Part files(List<Model> models, Relations relations) {
    Draft draft = new Draft();
    for (Map.Entry<String, List<Step>> each : relations.needs().entrySet()) {
      String file = each.getKey();
      for (Step step : each.getValue()) {
        if (DRAWN.contains(step.kind()) && !isPackageOfAnother(step, each.getValue())) {
          SourceRange place = step.place();
          draft.nodes.putIfAbsent(file, Node.file(file, Kind.NEEDED));
          draft.nodes.putIfAbsent(step.file(), Node.file(step.file(), Kind.NEEDED));
          draft.connect(file, step.file(), place == null ? 0 : place.line());
        }
      }
    }
    for (Model model : models) {
      String file = model.location().file();
      draft.nodes.put(file, Node.file(file, Kind.MODEL));
    }
    return draft.part();
  }

  /**
   * Whether a step leads to a package only because of what is in it: {@code from package import
   * module} and bases that are defined there.
   */
  private static boolean isPackageOfAnother(Step step, List<Step> steps) {
    String directory = Node.directory(step.file());
    if (!step.file().startsWith(PACKAGE, directory.length())) {
      return false;
    }
    return step.kind() == Step.Kind.BASE
        || steps.stream()
            .anyMatch(
                other ->
                    other.kind() == Step.Kind.IMPORT
                        && Objects.equals(other.place(), step.place())
                        && other.file().startsWith(directory)
                        && !other.file().equals(step.file()));
  }

  private static Part classes(List<Model> models, Relations relations) {
    Draft draft = new Draft();
    for (Derivation each : relations.classes().values()) {
      for (String base : each.bases()) {
        draft.nodes.putIfAbsent(base, new Node(base, base, "", Kind.OUTSIDE));
        draft.connect(each.className(), base, each.location().line());
      }
      draft.nodes.put(each.className(), Node.type(each.className(), each.location(), Kind.NEEDED));
    }
    for (Model model : models) {
      draft.nodes.put(
          model.className(), Node.type(model.className(), model.location(), Kind.MODEL));
    }
    return draft.part();
  }
}
