package io.modelops.bundle.benchmarks;

import io.modelops.bundle.Bundle;
import io.modelops.bundle.Discovery;
import io.modelops.bundle.Session;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.stream.LongStream;

/**
 * Edits one file after the other of a project of 10,000 sources, and prints how long a session
 * takes to answer, how long it goes on after it was cancelled, and what it keeps in memory.
 * Arguments: an empty directory for the project; how many edits.
 */
public final class EditSession {
  private static final int PACKAGES = 500;
  private static final int MODULES = 19;
  private static final int GROUP = 10;
  private static final int WARM_UP = 50;
  private static final int CANCELLED = 100;
  private static final String MODEL =
      "class Model:\n    def simulate(self): ...\n    def parameters(self): ...\n";

  private final Random random = new Random(20_261_201L);
  private final Path root;
  private int count;

  private EditSession(Path root) {
    this.root = root;
  }

  public static void main(String[] args) throws Exception {
    EditSession edits = new EditSession(Path.of(args[0]));
    edits.generate();
    Session session = Bundle.open(edits.root).session();
    long start = System.nanoTime();
    Discovery found = session.discover();
    System.out.printf(
        "%d models, first search %d ms%n",
        found.models().size(), (System.nanoTime() - start) / 1_000_000);
    for (Edit kind : Edit.values()) {
      edits.measure(kind, session, Integer.parseInt(args[1]));
    }
    edits.cancel(session);
    System.gc();
    Runtime runtime = Runtime.getRuntime();
    System.out.printf("heap %d MB%n", (runtime.totalMemory() - runtime.freeMemory()) >> 20);
  }

  /** What is done to a source. */
  private enum Edit {
    COMMENT,
    SHIFT,
    FUNCTION,
    CLASS,
    IMPORT
  }

  private void generate() throws IOException {
    Files.writeString(
        Files.createDirectories(root).resolve("pyproject.toml"),
        "[project]\nname = 'p'\nversion = '1'\ndependencies = ['numpy']\n");
    for (int i = 0; i < PACKAGES; i++) {
      Path directory = Files.createDirectories(root.resolve("p" + i));
      StringBuilder initial = new StringBuilder();
      for (int j = 0; j < MODULES; j++) {
        Files.writeString(directory.resolve("m" + j + ".py"), source(i, j));
        if (j % 4 == 0) {
          initial.append("from .m%d import C%d_%d\n".formatted(j, i, j));
        }
      }
      if (i % GROUP == 0) { // what models derive from, through ever more modules
        initial.append(i == 0 ? MODEL : "from p%d import Model\n".formatted(i - GROUP));
      }
      Files.writeString(directory.resolve("__init__.py"), initial);
    }
  }

  /** Imports lead to packages of the same group, to the first one, and now and then in a circle. */
  private String source(int pack, int module) {
    int first = pack / GROUP * GROUP;
    StringBuilder text = new StringBuilder("import os\nimport numpy as np\n");
    String base = "object";
    for (int i = 0; i < 3; i++) {
      int other = i == 0 ? 0 : first + random.nextInt(Math.max(1, pack - first));
      int imported = 4 * random.nextInt(5);
      if (other != pack) {
        base = "C%d_%d".formatted(other, imported);
        text.append("from p%d import %s\n".formatted(other, base));
      }
    }
    if (module > 0) {
      text.append("from .m%d import f%d\n".formatted(module - 1, module - 1));
    }
    if (random.nextInt(100) == 0) {
      text.append("from . import m%d\n".formatted(random.nextInt(MODULES)));
    }
    boolean model = module == 1 && pack % 5 < 3;
    if (model) {
      text.append("from p%d import Model\n".formatted(first));
      base = "Model";
    }
    text.append("class C%d_%d(%s):\n".formatted(pack, module, base));
    if (model) {
      text.append("    def __init__(self, beta=0.1, n=1000): ...\n");
      text.append("    def simulate(self, days=%d):\n        return days\n".formatted(module));
    }
    for (int i = 0; i < 5; i++) {
      text.append("    def method%d(self, x, y=None):\n".formatted(i));
      text.append("        total = 0\n        for each in range(x):\n");
      text.append("            total += np.sqrt(each) * self.scale\n        return total\n");
    }
    text.append("def f%d(x):\n    return x\nLIMIT = 10\n".formatted(module));
    return text.toString();
  }

  private String edit(Edit kind) throws IOException {
    count++;
    int pack = random.nextInt(PACKAGES);
    String path = "p%d/m%d.py".formatted(pack, random.nextInt(MODULES));
    Path file = root.resolve(path);
    String text = Files.readString(file);
    Files.writeString(
        file,
        switch (kind) {
          case COMMENT -> text + "# " + count + "\n";
          case SHIFT -> "# " + count + "\n" + text;
          case FUNCTION -> text + "def g%d(x):\n    return x\n".formatted(count);
          case CLASS -> text + "class D%d(object):\n    def simulate(self): ...\n".formatted(count);
          case IMPORT -> "from p%d import m0\n".formatted(pack / GROUP * GROUP) + text;
        });
    return path;
  }

  private void measure(Edit kind, Session session, int edits) throws IOException {
    long[] times = new long[edits];
    for (int i = -WARM_UP; i < edits; i++) {
      Set<String> changed = Set.of(edit(kind));
      long start = System.nanoTime();
      session.discover(changed);
      if (i >= 0) {
        times[i] = System.nanoTime() - start;
      }
    }
    print(kind.toString().toLowerCase(java.util.Locale.ROOT), times);
  }

  /** Cancels searches at points that are spread over their time. */
  private void cancel(Session session) throws Exception {
    long[] after = new long[CANCELLED];
    for (int i = 0; i < CANCELLED; i++) {
      Set<String> changed = Set.of(edit(Edit.IMPORT));
      long end = System.nanoTime() + i * 100_000L;
      long[] asked = new long[1];
      try {
        session
            .withCancellation(
                () -> {
                  boolean stop = System.nanoTime() > end;
                  asked[0] = asked[0] == 0 && stop ? System.nanoTime() : asked[0];
                  return stop;
                })
            .discover(changed);
      } catch (CancellationException e) {
        after[i] = System.nanoTime() - end;
      }
    }
    print("stopped after", after);
  }

  private static void print(String what, long[] times) {
    List<Long> sorted = LongStream.of(times).sorted().boxed().toList();
    System.out.printf(
        "%s: %.1f ms (median), %.1f ms (longest of %d)%n",
        what, sorted.get(times.length / 2) / 1e6, sorted.get(times.length - 1) / 1e6, times.length);
  }
}
