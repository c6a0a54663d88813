package io.modelops.bundle.acceptance;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Random;

/** What may become of a project between two looks at it. */
enum Change {
  NOTHING {
    @Override
    void make(Tree tree, Random random) {}
  },
  /** In place, with as many bytes and the old time put back. */
  EDIT {
    @Override
    void make(Tree tree, Random random) throws IOException {
      byte first = (byte) ('0' + random.nextInt(3));
      keepingTime(some(tree, random), file -> overwrite(file, first));
    }
  },
  REPLACE {
    @Override
    void make(Tree tree, Random random) throws IOException {
      Path other = some(tree, random);
      Files.move(some(tree, random), other, StandardCopyOption.REPLACE_EXISTING);
    }
  },
  CREATE {
    @Override
    void make(Tree tree, Random random) {
      String directory = List.of("data", "more", "more/new", "models").get(random.nextInt(4));
      tree.files(
          directory + "/new" + random.nextInt(3) + List.of(".csv", ".log").get(random.nextInt(2)));
    }
  },
  DELETE {
    @Override
    void make(Tree tree, Random random) throws IOException {
      Files.delete(some(tree, random));
    }
  },
  PUT_BACK {
    @Override
    void make(Tree tree, Random random) {
      tree.files("data/a.csv", "data/b.csv", "more/data/a.csv", "more/data/c.csv", "notes.md");
    }
  },
  LINK {
    @Override
    void make(Tree tree, Random random) throws IOException {
      Files.createLink(
          tree.path("data/link" + random.nextInt(1000000) + ".csv"), some(tree, random));
    }
  },
  /** The directories exchange their contents, names and all. */
  SWAP {
    @Override
    void make(Tree tree, Random random) throws IOException {
      Files.move(tree.path("data"), tree.path("swap"));
      Files.move(tree.path("more"), tree.path("data"));
      Files.move(tree.path("swap"), tree.path("more"));
    }
  },
  IGNORE_OTHERS {
    @Override
    void make(Tree tree, Random random) throws IOException {
      String others = List.of("build/\n*.log\n", "build/\nc.csv\n").get(random.nextInt(2));
      keepingTime(tree.path(".modelopsignore"), file -> Files.writeString(file, others));
    }
  },
  PUSH_ELSEWHERE {
    @Override
    void make(Tree tree, Random random) throws IOException {
      String tag = ":v" + (1 + random.nextInt(2));
      keepingTime(
          tree.path("pyproject.toml"),
          file -> Files.writeString(file, Files.readString(file).replaceFirst(":v[12]", tag)));
    }
  };

  abstract void make(Tree tree, Random random) throws IOException;

  private static Path some(Tree tree, Random random) {
    List<String> files =
        tree.all().stream().filter(path -> path.endsWith(".csv") || path.endsWith(".md")).toList();
    return tree.path(files.get(random.nextInt(files.size())));
  }

  private static void overwrite(Path file, byte first) throws IOException {
    try (RandomAccessFile open = new RandomAccessFile(file.toFile(), "rw")) {
      open.write(first);
    }
  }

  /** What is done to a file. */
  private interface Edit {
    void apply(Path file) throws IOException;
  }

  /** The time of the last modification is put back. */
  private static void keepingTime(Path file, Edit edit) throws IOException {
    FileTime time = Files.getLastModifiedTime(file);
    edit.apply(file);
    Files.setLastModifiedTime(file, time);
  }
}
