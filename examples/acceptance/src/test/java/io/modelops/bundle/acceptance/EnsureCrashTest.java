package io.modelops.bundle.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.modelops.bundle.Bundles;
import io.modelops.bundle.testing.Programs;
import io.modelops.bundle.testing.Sweeps;
import io.modelops.bundle.value.CacheOptions;
import io.modelops.bundle.value.EnsureOptions;
import io.modelops.bundle.value.Reference;
import io.modelops.bundle.value.RegistryOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Ensuring and collecting are killed, or refused by the system, at calls that change the disk, and
 * run beside one another. Every content in the cache is what its name says, always; what is marked
 * as whole is whole; and what is named stays.
 */
@Timeout(900)
class EnsureCrashTest {
  /** Of a sweep, every eighth call is refused or, where sweeps are not whole, one of 40. */
  private static final int STEP = 8;

  private static final int PROCESSES = 8;

  @TempDir Path directory;

  private Path disk;
  private Path cache;
  private Reference first;
  private Reference second;

  @BeforeEach
  void push() {
    Reference layout = Reference.parse("oci:" + directory.resolve("layout") + ":v1");
    first = layout.withTag("v1");
    second = layout.withTag("v2");
    disk = directory.resolve("disk");
    cache = disk.resolve("cache");
    Tree project = new Tree(directory.resolve("project"));
    project.files("same", "replaced", "d/deleted").write("empty", "");
    push(project, first);
    assertThat(project.path("d/deleted").toFile().delete()).isTrue();
    project.write("replaced", "new").write("large", "large ".repeat(200_000));
    push(project, second);
  }

  private static void push(Tree project, Reference reference) {
    project.bundle().select(List.of()).with(project.all()).manifest().push(reference.toString());
  }

  @Test
  void theNextEnsureDoesTheRestAfterOneThatWasKilled() throws Exception {
    Programs.require("strace");
    Tree tree = new Tree(disk.resolve("tree"));
    ensure(tree, first);
    new Strace(directory)
        .killedAtAnyMoment(
            disk,
            tree,
            () -> {
              assertContentsAreSound();
              assertWhatIsMarkedIsWhole(tree);
              WorkspaceMain.run(tree.root(), "ensure", second.toString(), cache.toString());
              assertIsSecond(tree);
            },
            "ensure",
            second.toString(),
            cache.toString());
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource({
    "'write,pwrite64', error=ENOSPC",
    "'?link,linkat', error=EPERM",
  })
  void theNextEnsureDoesTheRestAfterAnyFailure(String calls, String fault) throws Exception {
    Programs.require("strace");
    Strace strace = new Strace(directory);
    int faults = 0;
    boolean fired = true;
    while (fired) {
      cache = directory.resolve("cache" + faults);
      Tree tree = new Tree(directory.resolve("w" + faults));
      ensure(tree, first);
      fired =
          strace.refuse(
              tree,
              calls,
              fault,
              Strace.next(faults * STEP),
              "ensure",
              second.toString(),
              cache.toString());
      assertContentsAreSound();
      assertWhatIsMarkedIsWhole(tree);
      strace.complete(tree, "ensure", second.toString(), cache.toString());
      assertIsSecond(tree);
      faults += fired ? 1 : 0;
    }
    assertThat(faults).as("faults that were met").isPositive();
  }

  @Test
  void aCollectionThatIsKilledTakesNothingThatIsNamed() throws Exception {
    Programs.require("strace");
    Tree tree = new Tree(disk.resolve("tree"));
    ensure(tree, first);
    ensure(new Tree(disk.resolve("other")), second);
    Files.delete(ref(first));
    new Strace(directory)
        .killedAtAnyMoment(
            disk,
            tree,
            () -> {
              assertContentsAreSound();
              Bundles.load().ensure(second, options().withOffline());
              WorkspaceMain.run(tree.root(), "collect", cache.toString());
              Bundles.load().ensure(second, options().withOffline());
              assertThat(cache.resolve("trash")).isEmptyDirectory();
            },
            "collect",
            cache.toString());
  }

  private Path ref(Reference reference) throws IOException {
    try (Stream<Path> refs = Files.list(cache.resolve("refs"))) {
      return refs.filter(ref -> text(ref).startsWith(reference.toString())).findFirst().get();
    }
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void manyProcessesPullEnsureAndCollectAtOnce() throws Exception {
    int rounds = Sweeps.areWhole() ? 40 : 4;
    List<Process> processes = new ArrayList<>();
    for (int i = 0; i < PROCESSES; i++) {
      List<String> command =
          Programs.java(
              Programs.jdk(),
              List.of("-XX:-UsePerfData", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"),
              CacheMain.class,
              cache.toString(),
              String.valueOf(rounds),
              directory.resolve("p" + i).toString(),
              List.of("collect", "ensure", "pull", "ensure").get(i % 4),
              (i % 2 == 0 ? first : second).toString(),
              (i % 2 == 0 ? second : first).toString());
      Files.createDirectory(directory.resolve("p" + i));
      Path output = directory.resolve("out" + i);
      processes.add(
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(output.toFile())
              .start());
    }
    for (int i = 0; i < PROCESSES; i++) {
      assertThat(processes.get(i).waitFor(600, TimeUnit.SECONDS)).isTrue();
      assertThat(processes.get(i).exitValue()).as(text(directory.resolve("out" + i))).isZero();
    }
    assertContentsAreSound();
    Bundles.load().ensure(first, options());
    Bundles.load().ensure(second, options());
  }

  private static void assertIsSecond(Tree tree) {
    assertWhatIsMarkedIsWhole(tree);
    assertThat(tree.path("replaced")).hasContent("new");
    assertThat(tree.path(".modelops-bundle/pull")).doesNotExist();
  }

  private EnsureOptions options() {
    return EnsureOptions.of(RegistryOptions.defaults())
        .withCache(CacheOptions.defaults().withDirectory(cache));
  }

  private void ensure(Tree tree, Reference reference) {
    Bundles.load().ensure(reference, tree.root(), options());
  }

  private void assertContentsAreSound() throws Exception {
    try (Stream<Path> walk = Files.walk(cache.resolve("blobs"))) {
      for (Path blob : walk.filter(Files::isRegularFile).toList()) {
        assertThat(hash(blob)).isEqualTo(blob.getFileName().toString());
      }
    }
  }

  private static String hash(Path file) throws IOException, GeneralSecurityException {
    MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
    return HexFormat.of().formatHex(sha256.digest(Files.readAllBytes(file)));
  }

  private static void assertWhatIsMarkedIsWhole(Tree tree) {
    if (Files.exists(tree.path(".modelops-bundle/ensured"))) {
      boolean isSecond = text(tree.path(".modelops-bundle/ensured")).contains("\"large\"");
      assertThat(tree.path("same")).hasContent("content of same");
      assertThat(tree.path("empty")).isEmptyFile();
      assertThat(tree.path("replaced")).hasContent(isSecond ? "new" : "content of replaced");
      assertThat(Files.exists(tree.path("d/deleted"))).isEqualTo(!isSecond);
      assertThat(Files.exists(tree.path("large"))).isEqualTo(isSecond);
    }
  }
}
