package io.modelops.bundle.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.modelops.bundle.Bundles;
import io.modelops.bundle.internal.files.TemporaryFile;
import io.modelops.bundle.testing.Programs;
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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The commands that replace one file are killed at any moment. After that, the file is the old or
 * the new one and all others are as they were; the same command, once more, does the work and
 * leaves nothing lying about.
 */
@Timeout(600)
class ReplaceCrashTest {
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

  @BeforeEach
  void require() {
    Programs.require("strace");
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void manifestIsTheOldOrTheNewOne(boolean thereIsAnOldOne) throws Exception {
    Tree tree = project();
    if (thereIsAnOldOne) {
      tree.bundle().discover().select().manifest().write();
      tree.write("models/sir.py", MODEL + "# edited\n");
    }
    killAtAnyMoment(tree, "manifest.json", "manifest");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", TABLE})
  void settingsAreTheOldOrTheNewOnes(String table) throws Exception {
    killAtAnyMoment(project().write("pyproject.toml", SETTINGS + table), "pyproject.toml", "save");
  }

  private void killAtAnyMoment(Tree tree, String file, String command) throws Exception {
    makeOld(tree);
    Map<String, String> old = contents(tree, file);
    Path copy = directory.resolve("copy");
    Programs.run("cp", "-a", tree.root().toString(), copy.toString());
    WorkspaceMain.run(copy, command);
    Map<String, String> done = contents(new Tree(copy), file);
    assertThat(done.get(file)).isNotNull().isNotEqualTo(old.get(file));
    new Strace(directory)
        .killedAtAnyMoment(
            tree.root(),
            tree,
            () -> {
              Map<String, String> left = contents(tree, file);
              left.keySet().removeIf(path -> path.startsWith(TemporaryFile.PREFIX));
              assertThat(left).isIn(old, done);
              WorkspaceMain.run(tree.root(), command);
              assertThat(contents(tree, file)).as("after the next run").isEqualTo(done);
            },
            command);
  }

  private Tree project() {
    return new Tree(directory.resolve("project"))
        .write("models/__init__.py", "")
        .write("models/sir.py", MODEL)
        .write("models/old.py", MODEL.replace("SIR", "Old"))
        .write("pyproject.toml", SETTINGS);
  }

  private static void makeOld(Tree tree) throws IOException {
    for (String path : tree.all()) {
      Files.setLastModifiedTime(tree.path(path), FileTime.fromMillis(0));
      Files.setPosixFilePermissions(tree.path(path), PosixFilePermissions.fromString("rw-r-----"));
    }
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

  @Test
  void tagOfALayoutIsTheOldOrTheNewBundleAndAllOfItIsThere() throws Exception {
    Tree tree = project();
    Path disk = directory.resolve("disk");
    String layout = "oci:" + disk.resolve("layout") + ":v1";
    Digest old = tree.bundle().discover().select().manifest().push(layout).digest();
    tree.write("models/sir.py", MODEL + "# edited\n");
    String other = "oci:" + directory.resolve("other") + ":v1";
    Digest done = tree.bundle().discover().select().manifest().push(other).digest();
    new Strace(directory)
        .killedAtAnyMoment(
            disk,
            tree,
            () -> {
              assertThat(complete(layout)).isIn(old, done);
              WorkspaceMain.run(tree.root(), "push", layout);
              assertThat(complete(layout)).isEqualTo(done);
            },
            "push",
            layout);
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
