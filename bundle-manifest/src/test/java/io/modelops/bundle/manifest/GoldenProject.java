package io.modelops.bundle.manifest;

import io.modelops.bundle.Manifest;
import io.modelops.bundle.value.Model;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/** The project of the golden vector: every name that is awkward and allowed. Never changes. */
final class GoldenProject {
  static final List<Model> MODELS =
      List.of(
          Project.model("models.sir:SIRModel", "models.sir:SIRModel", "models/sir.py"),
          Project.model(
              "mod\u00e8le",
              "models.\u00e9t\u00e9:Mod\u00e8le.Inner",
              "models/__init__.py",
              "models/\u00e9t\u00e9.py",
              "data/\ud83d\ude00.txt",
              "data/\uff5e.txt",
              "models/sir.py",
              "models/sir.py"),
          Project.model("no files", "_0:__"),
          Project.model("the \"best\" \\ one /", "a.b.c:D", "data/empty.bin"),
          Project.model("\uff5e", "m:FullWidthTilde", "data/\uff5e.txt"),
          Project.model("\ud83d\ude00", "m:Grin", "data/\ud83d\ude00.txt"));

  private GoldenProject() {}

  static Project in(Path root) {
    return new Project(root)
        .file("README.md", "line\r\nend\r\n")
        .file("data/deep er/still deeper/it's ok, 100% [x] {y} & #1.csv", "a;b\n")
        .file("data/empty.bin", "")
        .file("data/\uff5e.txt", "full width tilde\n")
        .file("data/\ud83d\ude00.txt", "grinning face\n")
        .file("models/__init__.py", "")
        .file("models/sir.py", "class SIRModel:\n    pass\n")
        .file("models/\u00e9t\u00e9.py", new byte[] {0, (byte) 0xff, (byte) 0xfe, 13, 10, 26});
  }

  static Manifest manifest(Path root) {
    return in(root)
        .bundle()
        .select(MODELS)
        .with(List.of("README.md", "data/deep er/still deeper/it's ok, 100% [x] {y} & #1.csv"))
        .manifest();
  }

  /** What reference.py takes. */
  static String modelsAsJson() {
    return MODELS.stream()
        .map(
            model ->
                quoted(model.id())
                    + ":{\"class\":"
                    + quoted(model.className())
                    + ",\"files\":"
                    + model.files().stream()
                        .map(GoldenProject::quoted)
                        .collect(Collectors.joining(",", "[", "]"))
                    + "}")
        .collect(Collectors.joining(",", "{", "}"));
  }

  private static String quoted(String text) {
    return "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
  }
}
