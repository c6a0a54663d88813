package io.modelops.bundle.acceptance;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.modelops.bundle.Bundles;
import io.modelops.bundle.error.BundleException;
import io.modelops.bundle.testing.OtherUser;
import io.modelops.bundle.testing.Programs;
import io.modelops.bundle.value.CacheOptions;
import io.modelops.bundle.value.EnsureOptions;
import io.modelops.bundle.value.EnsureResult;
import io.modelops.bundle.value.Glob;
import io.modelops.bundle.value.Reference;
import io.modelops.bundle.value.RegistryOptions;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Workspace commands as a user who may not do everything, on a disk that is full or read-only, and
 * in other locales. Root may do everything, so the commands run as another user.
 */
@Timeout(120)
class UnprivilegedTest {
  @TempDir static Path library;

  private static String classPath = "";

  @TempDir Path directory;

  private Tree tree;
  private String output = "";

  @BeforeAll
  static void copyTheClassPath() {
    classPath = OtherUser.classPath(library);
  }

  @BeforeEach
  void create() throws Exception {
    sh("chmod", "755", directory.toString());
    tree = new Tree(directory.resolve("project")).files("a.csv", "dir/b.csv", "c.csv");
    OtherUser.give(directory);
    assertThat(run("init")).isZero();
    assertThat(run("add", "a.csv")).isZero();
  }

  @AfterEach
  void release() throws Exception {
    sh("chmod", "-R", "u+rwx", tree.root().toString());
  }

  private static int sh(String... command) throws IOException, InterruptedException {
    return new ProcessBuilder(command).inheritIO().start().waitFor();
  }

  private int run(String... arguments) throws Exception {
    return run(Map.of(), List.of(), List.of(), arguments);
  }

  private int run(
      Map<String, String> environment,
      List<String> prefix,
      List<String> options,
      String... arguments)
      throws Exception {
    List<String> command = new ArrayList<>(prefix);
    command.addAll(OtherUser.prefix());
    command.add(System.getProperty("java.home") + File.separator + "bin" + File.separator + "java");
    command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-XX:-UsePerfData"));
    command.addAll(options);
    command.addAll(List.of("-cp", classPath));
    command.addAll(List.of(WorkspaceMain.class.getName(), tree.root().toString()));
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().putAll(environment);
    Process process = builder.start();
    output = new String(process.getInputStream().readAllBytes(), UTF_8);
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    return process.exitValue();
  }

  private void permissions(String path, String permissions) throws IOException {
    Files.setPosixFilePermissions(tree.path(path), PosixFilePermissions.fromString(permissions));
  }

  @Test
  void readOnlyProjectHasAStatusButTakesNoChange() throws Exception {
    permissions(".modelops-bundle", "r-xr-xr-x");
    permissions(".", "r-xr-xr-x");
    assertThat(run("status")).as(output).isZero();
    assertThat(output).contains("a.csv");
    assertThat(run("add", "c.csv")).isEqualTo(3);
    assertThat(output).startsWith("workspace-failed: cannot add: ");
    assertThat(run("delete", "a.csv")).isEqualTo(3);
    assertThat(output).startsWith("undeletable: cannot delete 'a.csv'");
    permissions(".modelops-bundle", "rwxr-xr-x");
    assertThat(run("status")).isZero();
    assertThat(output).contains("path=a.csv, state=ADDED").doesNotContain("path=c.csv");
    assertThat(tree.path("a.csv")).hasContent("content of a.csv");
  }

  @Test
  void statusAndAddNameADirectoryThatCannotBeRead() throws Exception {
    permissions("dir", "---------");
    assertThat(run("status")).isEqualTo(3);
    assertThat(output).startsWith("unreadable: 'dir'").contains("permission denied");
    assertThat(run("add", ".")).isEqualTo(3);
    assertThat(output).startsWith("unreadable: 'dir'");
    assertThat(run("add", "c.csv")).isZero();
    tree.write(".modelopsignore", "dir/\n");
    assertThat(run("status")).as(output).isZero();
  }

  @Test
  void addRefusesAFileThatCannotBeRead() throws Exception {
    permissions("c.csv", "---------");
    assertThat(run("add", "c.csv")).isEqualTo(3);
    assertThat(output).startsWith("unreadable: 'c.csv'");
    assertThat(run("add", ".")).isEqualTo(3);
    assertThat(run("status")).isZero();
  }

  @Test
  void statusNamesAStateDirectoryThatCannotBeRead() throws Exception {
    permissions(".modelops-bundle", "---------");
    assertThat(run("status")).isEqualTo(3);
    assertThat(output).startsWith("workspace-failed: ").contains(".modelops-bundle");
  }

  @Test
  void stateOfAnotherUserIsRefused() throws Exception {
    sh("chown", "-R", "0", tree.path(".modelops-bundle").toString());
    for (String command : List.of("status", "init")) {
      assertThat(run(command)).isEqualTo(3);
      assertThat(output).startsWith("foreign-state: .modelops-bundle belongs to another user");
    }
  }

  @ParameterizedTest(name = "umask {0}")
  @CsvSource({"000, rw-rw-rw-", "077, rw-------", "022, rw-r--r--"})
  void newFilesHaveTheModeOfTheUmask(String umask, String permissions) throws Exception {
    Tree other = new Tree(directory.resolve("other" + umask)).files("x");
    OtherUser.give(other.root());
    tree = other;
    List<String> prefix = List.of("sh", "-c", "umask " + umask + "; exec \"$@\"", "sh");
    assertThat(run(Map.of(), prefix, List.of(), "init")).as(output).isZero();
    for (String path : List.of("pyproject.toml", ".gitignore", ".modelops-bundle/state-1")) {
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(tree.path(path))))
          .isEqualTo(permissions);
    }
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({"'size=4k', add", "'size=64k,nr_inodes=6', add"})
  void fullDiskLeavesTheOldState(String size, String command) throws Exception {
    Programs.require("mount", "umount");
    Path mount = Files.createDirectory(directory.resolve("small"));
    Tree project = tree;
    Assumptions.assumeTrue(
        sh("mount", "-t", "tmpfs", "-o", size, "tmpfs", mount.toString()) == 0, "cannot mount");
    try {
      tree = new Tree(mount);
      Files.createDirectory(tree.path(".modelops-bundle"));
      Files.copy(project.path(".modelops-bundle/state-2"), tree.path(".modelops-bundle/state-2"));
      Files.createFile(tree.path("c.csv"));
      if (size.contains("inodes")) {
        Files.createFile(tree.path("filler"));
        Files.createFile(tree.path("filler2"));
      }
      OtherUser.give(mount);
      assertThat(run(command, "c.csv")).as(output).isEqualTo(3);
      assertThat(output).contains("No space left on device");
      assertThat(run("status")).as(output).isZero();
      assertThat(output).contains("path=a.csv").doesNotContain("path=c.csv");
      assertThat(tree.all()).noneMatch(path -> path.contains("tmp"));
    } finally {
      assertThat(sh("umount", mount.toString())).isZero();
      tree = project;
    }
  }

  @Test
  void twoUsersOfAGroupShareACache() throws Exception {
    Path cache = Files.createDirectory(directory.resolve("cache"));
    Path layout = directory.resolve("layout");
    assertThat(sh("chgrp", "65534", cache.toString())).isZero();
    assertThat(sh("chmod", "2775", cache.toString())).isZero();
    String reference = "oci:" + layout + ":v1";
    tree.bundle().select(List.of()).with(List.of("a.csv")).manifest().push(reference);
    OtherUser.give(layout);
    tree = new Tree(Files.createDirectory(directory.resolve("worker")));
    OtherUser.give(tree.root());
    EnsureOptions options =
        EnsureOptions.of(RegistryOptions.defaults())
            .withPaths(List.of(Glob.parse("none*")))
            .withCache(CacheOptions.defaults().withDirectory(cache));
    assertThatThrownBy(() -> Bundles.load().ensure(Reference.parse(reference), options))
        .isInstanceOf(BundleException.class); // only the documents are here now, and root's

    List<String> umask = List.of("sh", "-c", "umask 077; exec \"$@\"", "sh");
    assertThat(run(Map.of(), umask, List.of(), "ensure", reference, cache.toString()))
        .as(output)
        .isZero();

    for (String path : new Tree(cache).all()) {
      assertThat(sh("test", "-g", cache.resolve(path).getParent().toString())).isZero();
      assertThat(Files.getPosixFilePermissions(cache.resolve(path)))
          .as(path)
          .contains(PosixFilePermission.GROUP_READ);
    }
    EnsureResult here =
        Bundles.load()
            .ensure(
                Reference.parse(reference),
                EnsureOptions.of(RegistryOptions.defaults())
                    .withCache(CacheOptions.defaults().withDirectory(cache))
                    .withOffline());
    assertThat(here.files()).containsExactly("a.csv");
  }

  @Test
  void ensureOnAFullDiskFailsAndLeavesNothingWrong() throws Exception {
    Programs.require("mount", "umount");
    String reference = "oci:" + directory.resolve("layout") + ":v1";
    tree.write("large", "large ".repeat(100_000));
    tree.bundle().select(List.of()).with(List.of("a.csv", "large")).manifest().push(reference);
    OtherUser.give(directory.resolve("layout"));
    tree = new Tree(Files.createDirectory(directory.resolve("worker")));
    OtherUser.give(tree.root());
    Path mount = Files.createDirectory(directory.resolve("small"));
    Assumptions.assumeTrue(
        sh("mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", mount.toString()) == 0,
        "cannot mount");
    try {
      OtherUser.give(mount);
      assertThat(run("ensure", reference, mount.resolve("cache").toString())).isEqualTo(3);
      assertThat(output).contains("no-space");
      assertThat(new Tree(mount).all()).noneMatch(path -> path.contains("ingest/"));
      assertThat(tree.path(".modelops-bundle")).doesNotExist();
    } finally {
      assertThat(sh("umount", mount.toString())).isZero();
    }
  }

  @Test
  void addRefusesANameThatTheLocaleCannotExpress() throws Exception {
    tree.files("größe.csv");
    Map<String, String> posix = Map.of("LC_ALL", "C", "LANG", "C");
    List<String> options = List.of("-Dsun.jnu.encoding=ANSI_X3.4-1968");
    assertThat(run(posix, List.of(), options, "add", ".")).isEqualTo(3);
    assertThat(output).startsWith("unreadable: ").contains("UTF-8");
    assertThat(run(posix, List.of(), options, "status")).as(output).isZero();
    assertThat(run(posix, List.of(), options, "add", "c.csv")).as(output).isZero();
  }

  @Test
  void stateIsTheSameInEveryLocaleZoneAndCharset() throws Exception {
    byte[] here = Files.readAllBytes(tree.path(".modelops-bundle/state-2"));
    tree = new Tree(directory.resolve("turkish")).files("a.csv");
    OtherUser.give(tree.root());
    List<String> options =
        List.of(
            "-Duser.language=tr",
            "-Duser.country=TR",
            "-Duser.timezone=Pacific/Apia",
            "-Dfile.encoding=ISO-8859-1");
    assertThat(run(Map.of(), List.of(), options, "init")).as(output).isZero();
    assertThat(run(Map.of(), List.of(), options, "add", "a.csv")).isZero();
    assertThat(tree.path(".modelops-bundle/state-2")).hasBinaryContent(here);
  }
}
