package io.modelops.bundle.acceptance;

import io.modelops.bundle.error.BundleException;
import io.modelops.bundle.value.RemoveOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/** What people do in a checkout between two pushes. */
enum Edit {
  DATA {
    @Override
    void make(Tree tree, Random random) throws IOException {
      write(tree, some(random, "data/a.csv", "data/b.csv", "data/c.csv"), digit(random));
    }
  },
  MODEL {
    @Override
    void make(Tree tree, Random random) throws IOException {
      String file = some(random, "models/sir.py", "models/seir.py");
      String base = random.nextInt(3) == 0 ? "from models.base import x\n" : "";
      write(
          tree, file, base + "class M:\n  def simulate(self): ...\n  def parameters(self): ...\n");
    }
  },
  NO_MODEL {
    @Override
    void make(Tree tree, Random random) throws IOException {
      write(tree, some(random, "models/sir.py", "models/seir.py"), "class M:\n  pass\n");
    }
  },
  IMPORTED {
    @Override
    void make(Tree tree, Random random) throws IOException {
      write(tree, "models/base.py", "x = " + digit(random) + "\n");
    }
  },
  DELETE {
    @Override
    void make(Tree tree, Random random) throws IOException {
      clear(tree.path(some(random, "data/a.csv", "data/b.csv", "models/sir.py", "models/base.py")));
    }
  },
  /** A directory, or a link, in a file's place. */
  OTHER_KIND {
    @Override
    void make(Tree tree, Random random) throws IOException {
      Path file = tree.path(some(random, "data/a.csv", "data/b.csv"));
      clear(file);
      if (random.nextInt(3) > 0) {
        write(tree, tree.root().relativize(file) + "/inner.csv", digit(random));
      } else {
        Files.createDirectories(file.getParent());
        Files.createSymbolicLink(file, Path.of("elsewhere"));
      }
    }
  },
  ADD {
    @Override
    void make(Tree tree, Random random) {
      tree.bundle().workspace().add(List.of(some(random, "data", "models", "data/a.csv")));
    }
  },
  REMOVE {
    @Override
    void make(Tree tree, Random random) {
      RemoveOptions kept = RemoveOptions.defaults();
      RemoveOptions options = random.nextBoolean() ? kept : kept.withDelete().withForce();
      tree.bundle()
          .workspace()
          .remove(List.of(some(random, "data", "models", "data/b.csv")), options);
    }
  },
  SETTINGS {
    @Override
    void make(Tree tree, Random random) throws IOException {
      String models =
          some(
              random,
              "",
              "",
              "models = []\n",
              "models = [ { id = \"m\", class = \"models.sir:M\" } ]\n",
              "models = [ { class = \"models.sir:M\", files = [\"models/*.py\"] } ]\n",
              "models = [ { class = \"models.sir:M\", files = [\"data/*.csv\"] } ]\n");
      write(tree, "pyproject.toml", "[tool.modelops-bundle]\n" + models);
    }
  },
  IGNORE {
    @Override
    void make(Tree tree, Random random) throws IOException {
      write(tree, ".modelopsignore", some(random, "", "seir.py\n", "data/\n", "models/\n"));
    }
  },
  MANIFEST {
    @Override
    void make(Tree tree, Random random) throws IOException {
      switch (random.nextInt(4)) {
        case 0 -> clear(tree.path("manifest.json"));
        case 1 -> write(tree, "manifest.json", "{}");
        default -> tree.bundle().discover().select().manifest().write();
      }
    }
  },
  NOTHING {
    @Override
    void make(Tree tree, Random random) {}
  };

  /** Does it; what the library refuses is not done. */
  void tryOn(Tree tree, Random random) throws IOException {
    try {
      make(tree, random);
    } catch (BundleException e) {
      // as a person, who reads why and goes on
    }
  }

  abstract void make(Tree tree, Random random) throws IOException;

  private static String some(Random random, String... all) {
    return all[random.nextInt(all.length)];
  }

  private static String digit(Random random) {
    return Integer.toString(random.nextInt(3));
  }

  private static void write(Tree tree, String path, String content) throws IOException {
    Path file = tree.path(path);
    Path parent = file.getParent();
    if (Files.exists(parent, LinkOption.NOFOLLOW_LINKS) && !Files.isDirectory(parent)) {
      clear(parent);
    }
    if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
      clear(file);
    }
    tree.write(path, content);
  }

  private static void clear(Path path) throws IOException {
    if (Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
      try (Stream<Path> children = Files.list(path)) {
        for (Path child : children.toList()) {
          clear(child);
        }
      }
    }
    Files.deleteIfExists(path);
  }
}
