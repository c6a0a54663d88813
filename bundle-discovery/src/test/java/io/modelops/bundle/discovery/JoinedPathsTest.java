package io.modelops.bundle.discovery;

import static org.assertj.core.api.Assertions.assertThat;

import io.modelops.bundle.Discovery;
import io.modelops.bundle.testing.Programs;
import io.modelops.bundle.value.Model;
import io.modelops.bundle.value.Model.DataHint;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files that sources name by expressions, compared with what CPython makes of them. */
class JoinedPathsTest {
  private static final int EXPRESSIONS = 4_000;
  private static final long SEED = 20_261_130L;
  private static final String HEADER =
      """
      import importlib.resources, os, pathlib, pkgutil
      import os.path as osp
      from importlib import resources as ir
      from importlib.resources import files
      from os.path import abspath, dirname, join as j
      from pathlib import Path, Path as P
      """;

  @TempDir Path directory;
  private Project project;

  @BeforeEach
  void writeFiles() {
    project = new Project(directory.resolve("project"));
    for (String file :
        List.of(
            "x.csv",
            "data/x.csv",
            "data/sub/y.json",
            "README",
            "src/x.csv",
            "src/data/z.csv",
            "src/pkg/x.csv",
            "src/pkg/data/x.csv",
            "src/pkg/data/z.csv",
            "src/pkg/deep/y.json",
            "src/pkg/deep/data/x.csv",
            "src/pkg/deep/data/README",
            "src/pkg/deep/m.json",
            "src/pkg/deep/m.csv",
            "src/space/y.json",
            "src/pkg/m.csv",
            "y.json")) {
      project.with(file, "");
    }
    project.with("src/pkg/__init__.py", "").with("src/pkg/deep/__init__.py", "");
  }

  private List<String> hints(String source) {
    project.with("src/pkg/deep/m.py", source + "\n" + Project.model("M"));
    return dataHints().stream()
        .map(hint -> hint.mentioned().line() + ":" + hint.mentioned().column() + " " + hint.path())
        .toList();
  }

  private List<DataHint> dataHints() {
    Discovery discovery = project.discover();
    Model model = discovery.models().get(0);
    return model.dataHints();
  }

  @Test
  void aHintStandsAtTheLastLiteralOfThePath() {
    assertThat(hints("from pathlib import Path\nx = Path(__file__).parent / 'data' / 'x.csv'"))
        .containsExactly("2:38 src/pkg/deep/data/x.csv");
  }

  @Test
  void directoriesAreNoHints() {
    assertThat(hints("from pathlib import Path\nx = Path(__file__).parent / 'data'")).isEmpty();
  }

  @Test
  void aVariableStandsForItsLastAssignmentAbove() {
    assertThat(
            hints(
                """
                from pathlib import Path
                HERE: Path = Path(__file__).parent
                def f():
                    return HERE.parent / "x.csv"
                class A:
                    DATA = HERE / "data"
                    file = DATA / "x.csv"
                HERE = elsewhere()
                a = HERE / "m.json"
                HERE, b = Path(__file__).parent, 3
                c = HERE / "m.csv"
                D = Path(__file__).parents[1]
                D /= "data"
                d = D / "z.csv", D / "m.csv"
                try: D = Path(__file__).parents[1]
                except NameError: pass
                e = D / "m.csv", D.parent.joinpath("x.csv")
                """))
        .containsExactly(
            "4:26 src/pkg/x.csv",
            "7:19 src/pkg/deep/data/x.csv",
            "9:12 src/pkg/deep/m.json",
            "11:12 src/pkg/deep/m.csv",
            "14:22 src/pkg/deep/m.csv",
            "17:9 src/pkg/m.csv",
            "17:36 src/x.csv");
  }

  @Test
  void whatFollowsAnUnknownDirectoryCountsFromWhereAnyPathDoes() {
    assertThat(hints("import os\nx = os.path.join(root(), 'data', 'x.csv'), root / 'data/x.csv'"))
        .containsExactly("2:34 src/pkg/deep/data/x.csv", "2:51 src/pkg/deep/data/x.csv");
  }

  @Test
  void relativePathsCountFromTheSourceRootAsWell() {
    assertThat(hints("x = open('space/y.json'), open('data/sub/y.json')"))
        .containsExactly("1:10 src/space/y.json", "1:32 data/sub/y.json");
  }

  @Test
  void filesOfPackagesAreFoundWithAndWithoutInit() {
    assertThat(
            hints(
                """
                import pkgutil, pkg
                from importlib.resources import files, open_text
                from space import thing
                a = files("pkg") / "data" / "z.csv", files(pkg).joinpath("x.csv")
                b = pkgutil.get_data("pkg.deep", "data/x.csv"), open_text("space", "y.json")
                c = files(__package__) / "m.csv"
                """))
        .containsExactly(
            "4:29 src/pkg/data/z.csv",
            "4:58 src/pkg/x.csv",
            "5:34 src/pkg/deep/data/x.csv",
            "5:68 src/space/y.json",
            "6:26 src/pkg/deep/m.csv");
  }

  @Test
  void expressionsThatNameNoFileOfTheProjectHint() {
    assertThat(
            hints(
                """
                from pathlib import Path
                a = Path(__file__).parent / "/x.csv", Path("/") / "x.csv"
                b = Path(__file__).parents[9] / "x.csv", "x" + "/x.csv"
                c = ",".join(["data", "x"]), f"data/{a}.csv", Path(__file__).parent / f"{a}"
                """))
        .isEmpty();
  }

  @Test
  void anyDepthAndAnyBracketsAreRead() {
    String open = "(".repeat(5_000);
    assertThat(hints("x = " + open + "'m.csv'" + ")".repeat(5_000) + "\ny = ]}) 'm.json'"))
        .containsExactly("1:5005 src/pkg/deep/m.csv", "2:9 src/pkg/deep/m.json");
    assertThat(hints("x = [[['m.csv', {'m.json'"))
        .containsExactly("1:8 src/pkg/deep/m.csv", "1:18 src/pkg/deep/m.json");
  }

  @Test
  void hintsAreTheFilesThatCPythonWouldOpen() throws Exception {
    Programs.require("python3");
    List<String> expressions = new Expressions(new Random(SEED)).make(EXPRESSIONS);
    String source = HEADER + String.join("\n", expressions) + "\n" + Project.model("M");
    project.with("src/pkg/deep/m.py", source);
    int first = (int) HEADER.lines().count() + 1;
    Set<String> hinted = new TreeSet<>();
    for (DataHint hint : dataHints()) {
      hinted.add(at(hint.mentioned().line() - first, expressions) + hint.path());
    }
    Set<String> opened = new TreeSet<>();
    for (String line : evaluate()) {
      String[] words = line.split("\t", -1);
      String expression = at(Integer.parseInt(words[0]) - first, expressions);
      if (words[1].equals("FAILED")) {
        hinted.removeIf(hint -> hint.startsWith(expression));
      } else if (!words[1].endsWith(".py")) { // those are files of the model
        opened.add(expression + words[1]);
      }
    }
    assertThat(opened).hasSizeGreaterThan(EXPRESSIONS / 20);
    assertThat(hinted).isEqualTo(opened);
  }

  private static String at(int index, List<String> expressions) {
    return index + ": " + expressions.get(index) + " -> ";
  }

  private List<String> evaluate() throws IOException, InterruptedException {
    Path script = directory.resolve("joined.py");
    try (InputStream in = JoinedPathsTest.class.getResourceAsStream("joined.py")) {
      Files.write(script, Objects.requireNonNull(in).readAllBytes());
    }
    Process process =
        new ProcessBuilder("python3", script.toString(), project.root().toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    List<String> lines;
    try (var output = process.inputReader()) {
      lines = output.lines().toList();
    }
    assertThat(process.waitFor()).isZero();
    return lines;
  }

  /** Assignments of expressions, one a line, that make paths. */
  private record Expressions(Random random) {
    private static final List<String> NAMES =
        List.of(
            "x.csv",
            "data",
            "data/x.csv",
            "..",
            "deep",
            "z.csv",
            "y.json",
            "README",
            ".",
            "sub",
            "m.csv",
            "../data",
            "./x.csv",
            "pkg",
            "data/",
            "../..",
            "sub/y.json",
            "src");

    List<String> make(int count) {
      List<String> lines = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        boolean path = random.nextBoolean();
        String variable = (path ? "p" : "s") + random.nextInt(4);
        String value = path ? path(3) : string(3);
        lines.add(variable + (random.nextInt(9) == 0 ? ": object = " : " = ") + value);
      }
      return lines;
    }

    private String any(String... choices) {
      return choices[random.nextInt(choices.length)];
    }

    private String name() {
      String name = NAMES.get(random.nextInt(NAMES.size()));
      return switch (random.nextInt(8)) {
        case 0 -> "f\"" + name + "\"";
        case 1 -> "r'" + name + "'";
        case 2 -> "'" + name.substring(0, 1) + "' \"" + name.substring(1) + "\"";
        default -> "'" + name + "'";
      };
    }

    /** An object of pathlib. */
    private String path(int depth) {
      if (depth == 0) {
        return any(
            "Path(__file__)",
            "P(__file__).parent",
            "pathlib.Path(__file__).resolve().parent",
            "Path(" + name() + ")",
            "Path(__file__).parents[" + random.nextInt(4) + "]",
            "Path.cwd()",
            "files('pkg')",
            "ir.files('pkg.deep')",
            "importlib.resources.files(__package__)",
            "p0",
            "p1",
            "Path('data')",
            "Path()");
      }
      String inner = path(random.nextInt(depth));
      return switch (random.nextInt(10)) {
        case 0 -> "(" + inner + ")";
        case 1 -> "Path(" + string(depth - 1) + ", " + name() + ")";
        case 2 -> "Path(" + inner + ").parent";
        case 3 -> "Path(" + inner + ").resolve()";
        case 4 -> "(" + inner + ").joinpath(" + name() + ", " + string(depth - 1) + ")";
        case 5 -> "Path(" + inner + ").parent.joinpath(" + name() + ")";
        case 6 -> "Path(" + inner + any(", 'm.txt').with_suffix('.json')", ").with_name('x.csv')");
        case 7 -> inner + " / (" + string(depth - 1) + ")";
        default -> inner + " / " + name();
      };
    }

    /** A string or path, for functions that take either. */
    private String string(int depth) {
      if (depth == 0) {
        return any(
            name(), name(), "__file__", "dirname(__file__)", "os.getcwd()", "os.pardir", "s0");
      }
      String inner = random.nextInt(4) == 0 ? path(depth - 1) : string(random.nextInt(depth));
      return switch (random.nextInt(8)) {
        case 0 -> "os.path.dirname(" + inner + ")";
        case 1 -> "abspath(" + inner + ")";
        case 2 -> "str(" + inner + ") + '/' + " + any("'x.csv'", "'data' f'/x.csv'", "'../y.json'");
        case 3 -> "os.path.join(" + inner + ", " + name() + ", " + string(depth - 1) + ")";
        case 4 -> "os.path.dirname(os.path.realpath(" + inner + "))";
        case 5 -> "os.fspath(" + inner + ") + os.sep + 'x.csv'";
        default -> any("osp", "os.path") + ".join(" + inner + ", " + name() + ")";
      };
    }
  }
}
