package io.modelops.bundle.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.modelops.bundle.Bundle;
import io.modelops.bundle.testing.Programs;
import io.modelops.bundle.value.InitializeOptions;
import io.modelops.bundle.value.PushOptions;
import io.modelops.bundle.value.Reference;
import io.modelops.bundle.value.RegistryOptions;
import io.modelops.bundle.value.RemoveOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The power fails. The project is on an ext4 file system that writes only what it is told to. A
 * copy of its image is what a power failure at that moment would have left. The cut is after each
 * call that makes something durable or gives it a name, and right after the end: then there must be
 * what the command said it did.
 */
@Timeout(300)
class PowerLossTest {
  private static final String CALLS =
      "fsync,?link,linkat,?rename,?renameat,renameat2,?unlink,unlinkat";
  private static final Pattern DIGEST = Pattern.compile("\"digest\":\"sha256:([0-9a-f]{64})");

  @TempDir Path directory;

  private Path image;
  private Tree tree;
  private boolean mounted;

  @BeforeEach
  void makeProject() throws IOException {
    Programs.require("mkfs.ext4", "mount", "umount", "strace", "truncate", "cp");
    image = directory.resolve("image");
    tree = new Tree(Files.createDirectory(directory.resolve("disk")));
    Programs.run("truncate", "-s", "16M", image.toString());
    Programs.run("mkfs.ext4", "-q", image.toString());
    Assumptions.assumeTrue(mount(image), "cannot mount");
    tree.write("pyproject.toml", "# mine\n").write("models/sir.py", model("SIR"));
    tree.files("a.csv", "b.csv");
    tree.bundle()
        .initialize(
            InitializeOptions.defaults().withRegistry(Reference.parse("oci:build/bundle:v1")));
    for (String command : List.of("add", "manifest", "push")) {
      Main.run(tree.bundle(), command, "a.csv");
    }
    tree.write("models/seir.py", model("SEIR"));
    unmount();
  }

  private static String model(String name) {
    return "class " + name + ":\n  def simulate(self): ...\n  def parameters(self): ...\n";
  }

  @AfterEach
  void unmount() {
    if (mounted) {
      Programs.run("umount", tree.root().toString());
      mounted = false;
    }
  }

  private boolean mount(Path device) {
    List<String> command =
        List.of(
            "mount", "-o", "loop,noauto_da_alloc,commit=300", device.toString(), "" + tree.root());
    mounted = Programs.start(Map.of(), command).status() == 0;
    return mounted;
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(strings = {"add", "init", "delete", "manifest", "save", "push"})
  void afterAPowerFailureThereIsTheOldOrTheNewContent(String command) throws Exception {
    assertThat(mount(image)).isTrue();
    String before = outcome(command);
    unmount();
    List<Path> failures = run(command);
    assertThat(mount(image)).isTrue();
    String after = outcome(command);
    unmount();
    List<String> outcomes = new ArrayList<>();
    for (Path failure : failures) {
      assertThat(mount(failure)).isTrue();
      String found = outcome(command);
      Main.run(tree.bundle(), command, "b.csv");
      outcomes.add(found + ", then " + outcome(command));
      unmount();
      Files.delete(failure);
    }
    assertThat(after).as("what was said to be done").isNotEqualTo(before);
    assertThat(outcomes)
        .isNotEmpty()
        .isSubsetOf(before + ", then " + after, after + ", then " + after);
  }

  /** Runs a command. Returns images of what failures left, and leaves what one after it left. */
  private List<Path> run(String command) throws Exception {
    Path running = directory.resolve("running");
    copy(image, running);
    assertThat(mount(running)).isTrue();
    List<Path> failures = new ArrayList<>();
    Strace.stopAfterEachCall(
        CALLS,
        Programs.java(
            Programs.jdk(),
            List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-XX:-UsePerfData"),
            Main.class,
            tree.root().toString(),
            command,
            "b.csv"),
        () -> {
          Path failure = directory.resolve("failure" + failures.size());
          copy(running, failure);
          failures.add(failure);
        });
    copy(running, image);
    unmount();
    return failures;
  }

  private static void copy(Path from, Path to) {
    Programs.run("cp", "--sparse=always", from.toString(), to.toString());
  }

  /** What a command is there to change. */
  private String outcome(String command) throws IOException {
    return switch (command) {
      case "init" -> registry();
      case "add", "delete" -> tree.bundle().workspace().tracked().toString();
      case "manifest" -> Files.readString(tree.path("manifest.json"));
      case "save" -> Files.readString(tree.path("pyproject.toml"));
      default -> artifact();
    };
  }

  /** Where to push to, after a look at the files that are made before it is set. */
  private String registry() throws IOException {
    for (String path : List.of(".gitignore", ".modelopsignore", "README.md", "models/example.py")) {
      if (Files.exists(tree.path(path))) {
        assertThat(tree.path(path)).isNotEmptyFile();
      }
    }
    return tree.bundle().workspace().reference().toString();
  }

  /** The digest that the tag names, after a look at all that it leads to. */
  private String artifact() throws IOException {
    Path blobs = tree.path("build/bundle/blobs/sha256");
    String digest = first(Files.readString(tree.path("build/bundle/index.json")));
    Matcher named = DIGEST.matcher(Files.readString(blobs.resolve(digest)));
    for (boolean more = named.find(); more; more = named.find()) {
      assertThat(sha256(blobs.resolve(named.group(1)))).isEqualTo(named.group(1));
    }
    assertThat(sha256(blobs.resolve(digest))).isEqualTo(digest);
    return digest;
  }

  private static String first(String text) {
    Matcher matcher = DIGEST.matcher(text);
    assertThat(matcher.find()).as(text).isTrue();
    return matcher.group(1);
  }

  private static String sha256(Path file) throws IOException {
    try {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file));
      return HexFormat.of().formatHex(hash);
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }

  /** A program of one command. */
  static final class Main {
    private Main() {}

    /** {@code DIRECTORY COMMAND FILE}. */
    public static void main(String[] arguments) {
      run(Bundle.open(Path.of(arguments[0])), arguments[1], arguments[2]);
    }

    private static void run(Bundle bundle, String command, String file) {
      switch (command) {
        case "init" ->
            bundle.initialize(
                InitializeOptions.defaults()
                    .withRegistry(Reference.parse("localhost:5555/new:v1"))
                    .withTemplate());
        case "add" -> bundle.workspace().add(List.of(file));
        case "delete" ->
            bundle
                .workspace()
                .remove(List.of("a.csv"), RemoveOptions.defaults().withDelete().withForce());
        case "manifest" -> bundle.discover().select().manifest().write();
        case "save" -> bundle.discover().save(bundle.discover().models());
        default -> {
          Reference target = bundle.workspace().reference().orElseThrow();
          bundle
              .workspace()
              .push(
                  bundle.discover().select().manifest(),
                  target,
                  PushOptions.of(RegistryOptions.defaults()));
        }
      }
    }
  }
}
