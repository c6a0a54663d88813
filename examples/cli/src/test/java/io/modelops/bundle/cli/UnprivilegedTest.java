package io.modelops.bundle.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.modelops.bundle.registry.testing.TestRegistry;
import io.modelops.bundle.testing.InWholeSweeps;
import io.modelops.bundle.testing.OtherUser;
import io.modelops.bundle.testing.Programs;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The commands as a user who may not do everything, on disks that are read-only or full. */
@Timeout(120)
class UnprivilegedTest {
  private static final List<String[]> READERS =
      List.of(
          new String[] {"status"},
          new String[] {"discover"},
          new String[] {"manifest", "--check"},
          new String[] {"diff"},
          new String[] {"inspect", "oci:build/bundle:v1"});
  private static final List<String[]> WRITERS =
      List.of(
          new String[] {"init", "localhost:5555/other"},
          new String[] {"discover", "--save"},
          new String[] {"manifest"},
          new String[] {"add", "notes.txt"},
          new String[] {"remove", "data"},
          new String[] {"remove", "--rm", "data/a.csv"},
          new String[] {"push"});

  @TempDir static Path library;

  private static String classPath = "";

  @TempDir Path temporary;

  private Path directory;
  private Session session;
  private boolean mounted;

  @BeforeAll
  static void copyTheClassPath() {
    classPath = OtherUser.classPath(library);
  }

  /** A project as it is after a push, with files on which every command has something to do. */
  @BeforeEach
  void makeProject() throws IOException {
    Files.setPosixFilePermissions(temporary, PosixFilePermissions.fromString("rwxr-xr-x"));
    directory = Files.createDirectory(temporary.resolve("project"));
    fill();
    OtherUser.give(directory);
  }

  private void fill() {
    session = Session.in(directory);
    session.write("pyproject.toml", "# mine\n").write("models/sir.py", Session.MODEL);
    session.write("data/a.csv", "1\n").write("notes.txt", "n\n");
    session.write(".modelopsignore", "build/\n");
    session.done("init", "oci:build/bundle:v1");
    session.done("add", "data");
    session.done("manifest");
    session.done("push");
  }

  @AfterEach
  void release() {
    if (mounted) {
      Programs.run("umount", directory.toString());
    }
    Programs.run("chmod", "-R", "u+rwX", directory.toString());
  }

  /** Puts a small disk in the project's place. */
  private void mount(String options) {
    Programs.require("mount", "umount");
    List<String> mount =
        List.of("mount", "-t", "tmpfs", "-o", options, "none", directory.toString());
    Assumptions.assumeTrue(Programs.start(Map.of(), mount).status() == 0, "cannot mount");
    mounted = true;
    fill();
    OtherUser.give(directory);
  }

  private Program program(String... prefix) {
    List<String> words = new ArrayList<>(List.of(prefix));
    words.addAll(OtherUser.prefix());
    words.add(System.getProperty("java.home") + File.separator + "bin" + File.separator + "java");
    words.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-XX:-UsePerfData"));
    words.addAll(List.of("-cp", classPath, Main.class.getName()));
    return new Program(directory, words.toArray(String[]::new));
  }

  private Session.Result run(String... command) {
    return program().run(command);
  }

  /** Refused as what the file system does not allow, in JSON, with a hint. */
  private Session.Result failed(String... command) {
    Session.Result result =
        run(Stream.concat(Stream.of(command), Stream.of("--json")).toArray(String[]::new));
    assertThat(result.status()).as(List.of(command) + " " + result).isEqualTo(3);
    assertThat(result.json("error")).doesNotContain("\"internal\"", "\"hint\": \"\"");
    return result;
  }

  private void permissions(String path, String permissions) throws IOException {
    Files.setPosixFilePermissions(
        directory.resolve(path), PosixFilePermissions.fromString(permissions));
  }

  @InWholeSweeps
  @ParameterizedTest(name = "read-only {0}")
  @ValueSource(strings = {"project directory", "file system"})
  void readOnlyProjectIsReadAndNotWritten(String what) {
    if (what.equals("file system")) {
      mount("size=4m");
      session.write("models/seir.py", Session.MODEL.replace("SIR", "SEIR"));
      Programs.run("mount", "-o", "remount,ro", directory.toString());
    } else {
      session.write("models/seir.py", Session.MODEL.replace("SIR", "SEIR"));
      Programs.run("chmod", "-R", "a-w", directory.toString());
    }
    Snapshot before = Snapshot.of(directory);
    for (String[] command : READERS) {
      Session.Result result = run(command);
      int expected = command[0].equals("manifest") ? 1 : 0;
      assertThat(result.status()).as(List.of(command) + " " + result).isEqualTo(expected);
    }
    assertThat(run("status").out()).contains("notes.txt");
    for (String[] command : WRITERS) {
      assertThat(failed(command).out()).containsAnyOf("Read-only file system", "permission denied");
    }
    assertThat(Snapshot.of(directory)).isEqualTo(before);
  }

  @Test
  void pushOutOfAReadOnlyProjectSaysThatOnlyTheRecordIsMissing() throws IOException {
    Path elsewhere = Files.createDirectory(temporary.resolve("elsewhere"));
    OtherUser.give(elsewhere);
    Programs.run("chmod", "-R", "a-w", directory.toString());
    assertThat(failed("push", "oci:" + elsewhere.resolve("layout") + ":v1").out())
        .contains("cannot record the push, though it is done", "permission denied");
    assertThat(elsewhere.resolve("layout/index.json")).exists();
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(strings = {"lib", "lib/seir.py"})
  void sourceThatCannotBeReadIsNamedAndNotLeftOutUnnoticed(String path) throws IOException {
    session.write("lib/seir.py", Session.MODEL.replace("SIR", "SEIR"));
    OtherUser.give(directory.resolve("lib"));
    String pushed = session.read("build/bundle/index.json");
    permissions(path, "---------");
    assertThat(run("discover").err()).contains(path, "permission denied");
    for (String command : List.of("manifest", "push", "diff")) {
      assertThat(failed(command).out()).contains("'" + path + "' could not be read");
    }
    assertThat(failed("manifest", "--check").out()).contains("'" + path + "'");
    assertThat(failed("add", path).out()).contains("'" + path + "'");
    assertThat(session.read("build/bundle/index.json")).isEqualTo(pushed);
    session.write(".modelopsignore", "build/\nlib/\n");
    assertThat(run("manifest", "--check").status()).isZero();
  }

  @Test
  void trackedFileThatCannotBeReadIsNamed() throws IOException {
    permissions("data/a.csv", "---------");
    for (String command : List.of("manifest", "push", "diff")) {
      assertThat(failed(command).out()).contains("cannot read 'data/a.csv'");
    }
  }

  @Test
  void pyprojectThatCannotBeReadIsNamedAndKept() throws IOException {
    permissions("pyproject.toml", "---------");
    Snapshot before = Snapshot.of(directory);
    for (String[] command :
        List.of(
            new String[] {"discover"},
            new String[] {"discover", "--save"},
            new String[] {"manifest"},
            new String[] {"status"},
            new String[] {"push"})) {
      assertThat(failed(command).out()).contains("pyproject-unreadable", "pyproject.toml");
    }
    assertThat(Snapshot.of(directory)).isEqualTo(before);
  }

  @InWholeSweeps
  @ParameterizedTest(name = "{0} on {1}")
  @CsvSource({
    "manifest, size=256k",
    "discover --save, size=256k",
    "init localhost:5555/other, size=256k",
    "add notes.txt, size=256k",
    "push, size=256k",
    "manifest, 'size=4m,nr_inodes=60'",
    "discover --save, 'size=4m,nr_inodes=60'",
    "push, 'size=4m,nr_inodes=60'",
  })
  void commandOnAFullDiskChangesNothing(String command, String disk) throws IOException {
    mount(disk);
    session.write("models/seir.py", Session.MODEL.replace("SIR", "SEIR"));
    Files.createDirectory(directory.resolve("build/full"));
    OtherUser.give(directory);
    useUp(disk.contains("inodes"));
    Snapshot before = Snapshot.of(directory);
    String[] words = command.split(" ");
    assertThat(failed(words).out()).contains("No space left on device");
    assertThat(Snapshot.of(directory)).isEqualTo(before);
    Programs.run("rm", "-r", directory.resolve("build/full").toString());
    assertThat(run(words).status()).isZero();
    assertThat(Snapshot.of(directory)).isNotEqualTo(before);
  }

  /** Up to the last inode, or the last block. */
  private void useUp(boolean inodes) {
    Path full = directory.resolve("build/full");
    try (OutputStream out = Files.newOutputStream(full.resolve("blocks"))) {
      for (int i = 0; ; i++) {
        if (inodes) {
          Files.createFile(full.resolve("inode" + i));
        } else {
          out.write(new byte[4096]);
        }
      }
    } catch (IOException e) {
      assertThat(e).hasMessageContaining("No space left on device");
    }
  }

  @Test
  void lockFileThatIsReadOnlyIsNamed() throws IOException {
    permissions(".modelops-bundle/lock", "r--r--r--");
    assertThat(failed("add", "notes.txt").out()).contains("cannot add: ", ".modelops-bundle/lock");
    assertThat(run("status").status()).isZero();
  }

  @Test
  void readOnlyManifestIsReplacedAndStaysReadOnly() throws IOException {
    session.write("models/seir.py", Session.MODEL.replace("SIR", "SEIR"));
    permissions("manifest.json", "r--r-----");
    assertThat(run("manifest").status()).isZero();
    assertThat(session.read("manifest.json")).contains("models.seir:SEIR");
    assertThat(modeOf("manifest.json")).isEqualTo("r--r-----");
  }

  @Test
  void stateThatIsUnreadableOrOfAnotherUserIsNamed() throws IOException {
    permissions(".modelops-bundle", "---------");
    assertThat(failed("status").out()).contains(".modelops-bundle");
    permissions(".modelops-bundle", "rwxr-xr-x");
    Programs.run("chown", "-R", "0", directory.resolve(".modelops-bundle").toString());
    for (String command : List.of("status", "manifest", "push", "add notes.txt", "init")) {
      assertThat(failed(command.split(" ")).out())
          .contains("foreign-state", ".modelops-bundle belongs to another user");
    }
  }

  /** As in a directory for temporary files, where anybody may lay a trap. */
  @Test
  void projectOfAnotherUserAboveIsNotTaken() throws IOException {
    Path others = temporary.resolve("others");
    Path mine = Files.createDirectories(others.resolve("mine"));
    Session.in(others).write("pyproject.toml", "").done("init", "localhost:5555/trap");
    OtherUser.give(mine);
    Program there = program().at(mine);
    assertThat(there.run("status").err()).contains("no project in " + mine);
    assertThat(there.run("push", "-n").status()).isEqualTo(2);
    assertThat(there.run("init", "oci:here").status()).isZero();
    assertThat(there.run("status").out()).contains("oci:" + mine.resolve("here"));
  }

  @InWholeSweeps
  @ParameterizedTest(name = "umask {0}")
  @CsvSource({"000, rw-rw-rw-", "077, rw-------", "022, rw-r--r--"})
  void newFilesHaveTheModeOfTheUmaskAndOthersKeepTheirs(String umask, String mode)
      throws IOException {
    permissions("models/sir.py", "rwxr-x--x");
    permissions("data/a.csv", "r--r-----");
    Files.delete(directory.resolve("manifest.json"));
    Files.delete(directory.resolve("pyproject.toml"));
    Program masked = program("sh", "-c", "umask " + umask + "; exec \"$@\"", "sh");
    for (String command :
        List.of("discover --save", "add notes.txt", "manifest", "status", "push oci:new:v1")) {
      assertThat(masked.run(command.split(" ")).status()).as(command).isZero();
    }
    for (String path :
        List.of("pyproject.toml", "manifest.json", "new/index.json", "new/oci-layout")) {
      assertThat(modeOf(path)).as(path).isEqualTo(mode);
    }
    try (Stream<Path> blobs = Files.list(directory.resolve("new/blobs/sha256"))) {
      assertThat(blobs).isNotEmpty().allMatch(blob -> mode.equals(modeOf(blob.toString())));
    }
    assertThat(modeOf("models/sir.py")).isEqualTo("rwxr-x--x");
    assertThat(modeOf("data/a.csv")).isEqualTo("r--r-----");
  }

  private String modeOf(String path) {
    try {
      return PosixFilePermissions.toString(Files.getPosixFilePermissions(directory.resolve(path)));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @ParameterizedTest(name = "HOME is {0}")
  @ValueSource(strings = {"", "/nowhere", "/proc", "unreadable", "a file"})
  @InWholeSweeps
  void unusableHomeIsNoObstacle(String kind) throws IOException {
    Path home = temporary.resolve(kind);
    if (kind.equals("unreadable")) {
      Files.createDirectory(home);
      Files.setPosixFilePermissions(home, PosixFilePermissions.fromString("---------"));
    } else if (kind.equals("a file")) {
      Files.createFile(home);
    }
    String value = kind.isEmpty() ? null : home.toString();
    try (TestRegistry registry = TestRegistry.start()) {
      Program lost =
          program()
              .with("HOME", value)
              .with("XDG_CONFIG_HOME", value)
              .with("XDG_RUNTIME_DIR", value)
              .with("XDG_CACHE_HOME", value)
              .with("DOCKER_CONFIG", value);
      String reference = registry.host() + "/lab/models:v1";
      for (String command : List.of("init " + reference, "push", "inspect " + reference)) {
        Session.Result result = lost.run(command.split(" "));
        assertThat(result.status()).as(command + " " + result).isZero();
      }
      assertThat(registry.tags("lab/models")).containsExactly("v1");
    }
  }
}
