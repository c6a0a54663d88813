package io.modelops.bundle.report;

import java.nio.file.Path;

/** A project whose names and texts are markup for whoever takes them for that. */
final class HostileProject {
  /** Has everything that ends or begins something in HTML, in scripts, Mermaid or Graphviz. */
  static final String TEXT =
      "</script><script>document.title='lost'</script><img src=x onerror=\"document.title='lost'\">"
          + "<!--]]>&amp;&#60; '`${x}` \\ %s %% #quot; end; \u202egnp.exe\u202c \u0007 {\"a\": [1]}";

  /** What is shown of it. */
  static final String SHOWN =
      TEXT.replace("\u202e", "\\u202e").replace("\u202c", "\\u202c").replace("\u0007", "\\u0007");

  static final String ID = "</script><b>&amp;\"]--> `#35;`";
  static final String DIRECTORY = "a\"b<!--<script>&amp;';--]{|}`#35;";
  static final String DATA = "d'<b onclick=x>.csv";

  private HostileProject() {}

  static Project in(Path directory) {
    String literal =
        "'" + TEXT.replace("\\", "\\\\").replace("'", "\\'").replace("\u0007", "\\a") + "'";
    return new Project(directory)
        .with(DIRECTORY + "/kern\u00e9\u6f22.py", "X = 1\n")
        .with(DIRECTORY + "/" + DATA, "1\n")
        .with("end.py", "class Naïve漢:\n    def simulate(self): ...\n")
        .with(
            "subgraph.py",
            "from end import Naïve漢\n\n\nclass Ende(Naïve漢):\n    "
                + literal
                + "\n\n    def __init__(self, p=%s, q: %s = 1): ...\n\n".formatted(literal, literal)
                + "    def parameters(self): ...\n")
        .with(
            "pyproject.toml",
            "[tool.modelops-bundle]\nmodels = [{ id = "
                + basic(ID)
                + ", class = \"subgraph:Ende\", files = [\"**\"] }]\n");
  }

  /** The directory with the odd name has the models, so that it is drawn. */
  static Project inOddDirectory(Project project) {
    return project
        .with(DIRECTORY + "/end.py", "class Naïve漢:\n    def simulate(self): ...\n")
        .with(
            DIRECTORY + "/subgraph.py",
            "from end import Naïve漢\nclass E(Naïve漢):\n    def parameters(self): ...\n")
        .with(
            "pyproject.toml",
            "[tool.modelops-bundle]\nsource-roots = [" + basic(DIRECTORY) + "]\n");
  }

  private static String basic(String text) {
    return "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
  }
}
