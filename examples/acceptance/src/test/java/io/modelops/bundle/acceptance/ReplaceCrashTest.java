package io.modelops.bundle.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.modelops.bundle.Bundles;
import io.modelops.bundle.internal.files.TemporaryFile;
import io.modelops.bundle.testing.Programs;
import io.modelops.bundle.testing.Sweeps;
import io.modelops.bundle.value.Descriptor;
import io.modelops.bundle.value.Digest;
import io.modelops.bundle.value.Inspection;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The commands that replace one file are killed at calls that change the disk. After each, that
 * file is the old or the new one and all others are as they were; the same command, once more, does
 * the work and leaves nothing lying about.
 */
@Timeout(600)
class ReplaceCrashTest {
  /** They write alike: where sweeps are whole, every third call is met. */
  private static final int STEP = Sweeps.areWhole() ? 3 : 1;

  private static final String MODEL =
      """
      class SIR:
          def parameters(self):
              return {"beta": 0.3}

          def simulate(self):
              return []
      """;

  private static final String SETTINGS = "# a study\r\n[project]\r\nname = 'study' # keep\r\n";
  private static final String TABLE =
      "\r\n[tool.modelops-bundle]\r\nmodels = [\r\n  { class = 'models.old:Old' }, # mine\r\n]\r\n";

  @TempDir Path directory;

  private int projects;

  @BeforeEach
  void require() {
    Programs.require("strace");
  }

  /** What a sweep starts from. */
  private interface Preparation {
    void apply(Tree tree) throws IOException;
  }

  @ParameterizedTest(name = "{0}, at {1}")
  @CsvSource({
    "absent, 'write,pwrite64'",
    "absent, fsync",
    "absent, '?rename,?renameat,renameat2'",
    "older, 'write,pwrite64'",
    "older, fsync",
    "older, '?rename,?renameat,renameat2'",
    "older, '?chmod,fchmod,fchmodat'",
  })
  void manifestIsTheOldOrTheNewOne(String before, String calls) throws Exception {
    sweep(
        "manifest",
        "manifest.json",
        calls,
        tree -> {
          if (before.equals("older")) {
            tree.bundle().discover().select().manifest().write();
            tree.write("models/sir.py", MODEL + "# edited\n");
          }
        });
  }

  @ParameterizedTest(name = "{0}, at {1}")
  @CsvSource({
    "without table, 'write,pwrite64'",
    "without table, fsync",
    "without table, '?rename,?renameat,renameat2'",
    "without table, '?chmod,fchmod,fchmodat'",
    "with table, 'write,pwrite64'",
    "with table, fsync",
    "with table, '?rename,?renameat,renameat2'",
  })
  void settingsAreTheOldOrTheNewOnes(String before, String calls) throws Exception {
    String table = before.equals("with table") ? TABLE : "";
    sweep("save", "pyproject.toml", calls, tree -> tree.write("pyproject.toml", SETTINGS + table));
  }

  private void sweep(String command, String file, String calls, Preparation preparation)
      throws Exception {
    Strace strace = new Strace(directory);
    Tree unharmed = project(preparation);
    Map<String, String> old = contents(unharmed, file);
    strace.complete(unharmed, command);
    Map<String, String> done = contents(unharmed, file);
    assertThat(done.get(file)).isNotNull().isNotEqualTo(old.get(file));
    int kills = 0;
    for (boolean killed = true; killed; kills += killed ? 1 : 0) {
      Tree tree = project(preparation);
      killed = strace.run(tree, calls, "signal=KILL", Strace.next(kills * STEP), command);
      Map<String, String> left = contents(tree, file);
      left.keySet().removeIf(path -> path.startsWith(TemporaryFile.PREFIX));
      assertThat(left).as("after kill " + kills).isIn(old, done);
      strace.complete(tree, command);
      assertThat(contents(tree, file)).as("after the next run").isEqualTo(done);
    }
    assertThat(kills).as("kills that happened").isPositive();
  }

  private Tree project(Preparation preparation) throws IOException {
    Tree tree =
        new Tree(directory.resolve("p" + ++projects))
            .write("models/__init__.py", "")
            .write("models/sir.py", MODEL)
            .write("models/old.py", MODEL.replace("SIR", "Old"))
            .write("pyproject.toml", SETTINGS);
    preparation.apply(tree);
    for (String path : tree.all()) {
      Files.setLastModifiedTime(tree.path(path), FileTime.fromMillis(0));
      Files.setPosixFilePermissions(tree.path(path), PosixFilePermissions.fromString("rw-r-----"));
    }
    return tree;
  }

  /** By path: permissions and content; also the time, but of the file that may be replaced. */
  private static Map<String, String> contents(Tree tree, String replaced) throws IOException {
    Map<String, String> contents = new TreeMap<>();
    for (String path : tree.all()) {
      Path file = tree.path(path);
      contents.put(
          path,
          PosixFilePermissions.toString(Files.getPosixFilePermissions(file))
              + (path.equals(replaced) ? "" : Files.getLastModifiedTime(file))
              + HexFormat.of().formatHex(Files.readAllBytes(file)));
    }
    return contents;
  }

  @ParameterizedTest
  @ValueSource(strings = {"write,pwrite64", "fsync", "?rename,?renameat,renameat2"})
  void tagOfALayoutIsTheOldOrTheNewBundleAndAllOfItIsThere(String calls) throws Exception {
    Strace strace = new Strace(directory);
    int kills = 0;
    for (boolean killed = true; killed; kills += killed ? 1 : 0) {
      Tree tree = project(unprepared -> {});
      String layout = "oci:" + directory.resolve("layout" + projects) + ":v1";
      Digest old = tree.bundle().discover().select().manifest().push(layout).digest();
      tree.write("models/sir.py", MODEL + "# edited\n");
      killed = strace.run(tree, calls, "signal=KILL", Strace.next(kills * STEP), "push", layout);
      Digest left = complete(layout);
      strace.complete(tree, "push", layout);
      Digest done = complete(layout);
      assertThat(done).isNotEqualTo(old);
      assertThat(left).isIn(old, done);
    }
    assertThat(kills).as("kills that happened").isPositive();
  }

  /** The digest of the tag, after a look at every blob that it needs. */
  private static Digest complete(String layout) throws Exception {
    Inspection bundle = Bundles.load().inspect(layout); // which verifies manifest and config
    Path blobs = Path.of(layout.substring("oci:".length(), layout.lastIndexOf(':')));
    for (Descriptor layer : bundle.layers()) {
      byte[] blob = Files.readAllBytes(blobs.resolve("blobs/sha256").resolve(layer.digest().hex()));
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(blob);
      assertThat(HexFormat.of().formatHex(hash)).isEqualTo(layer.digest().hex());
    }
    return bundle.manifest().digest();
  }
}
