package io.modelops.bundle.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.modelops.bundle.testing.Programs;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@DisabledOnOs(OS.WINDOWS)
class LauncherIT {
  @TempDir Path temporary;
  private Path directory;

  @BeforeEach
  void makeDirectory() throws IOException {
    directory = Files.createDirectory(temporary.resolve("some where"));
  }

  @Test
  void runsThroughLinksFromAnywhere() throws IOException {
    Path link = Files.createSymbolicLink(temporary.resolve("one"), Program.BIN);
    Path second =
        Files.createSymbolicLink(temporary.resolve("two"), Path.of("one/modelops-bundle"));
    assertThat(link).isDirectory();
    Session.Result version = new Program(directory, second.toString()).run("--version");
    assertThat(version.err()).isEmpty();
    assertThat(version.out()).matches("modelops-bundle [0-9].*\n");
    assertThat(version.status()).isZero();
    Files.delete(link);
  }

  @Test
  void javaOnThePathServesWhereJavaHomeIsNotSet() {
    String java = Path.of(System.getProperty("java.home"), "bin").toString();
    Session.Result version =
        Program.in(directory)
            .with("JAVA_HOME", null)
            .with("PATH", java + ":" + System.getenv("PATH"))
            .run("--version");
    assertThat(version.status()).isZero();
  }

  @Test
  void missingJavaIsNamedWithTheMend() throws IOException {
    Path empty = Files.createDirectory(temporary.resolve("bin"));
    Session.Result none =
        new Program(directory, "/bin/sh", Program.BIN + "/modelops-bundle")
            .with("JAVA_HOME", null)
            .with("PATH", empty.toString())
            .run("--version");
    assertThat(none.status()).isEqualTo(3);
    assertThat(none.err()).contains("no Java found; install a Java of 17 or later");
    Session.Result wrong = Program.in(directory).with("JAVA_HOME", "/nowhere").run("--version");
    assertThat(wrong.status()).isEqualTo(3);
    assertThat(wrong.err()).contains("JAVA_HOME is /nowhere");
  }

  @Test
  void olderJavaIsNamed() throws IOException {
    Path home = temporary.resolve("jdk-11");
    Files.createDirectories(home.resolve("bin"));
    Files.copy(Path.of("/bin/false"), home.resolve("bin/java"));
    Files.writeString(home.resolve("release"), "JAVA_VERSION=\"11.0.2\"\n");
    Session.Result old = Program.in(directory).with("JAVA_HOME", home.toString()).run("--version");
    assertThat(old.status()).isEqualTo(3);
    assertThat(old.err()).contains("Java 17 or later is needed", "is 11.0.2");
  }

  @Test
  void eachLauncherHasTheLineEndsOfItsSystem() throws IOException {
    String windows = Files.readString(Program.BIN.resolve("modelops-bundle.bat"));
    assertThat(windows).startsWith("@echo off\r\n").endsWith("\r\n");
    assertThat(windows.replace("\r\n", "")).doesNotContain("\n");
    assertThat(Files.readString(Program.BIN.resolve("modelops-bundle"))).doesNotContain("\r");
  }

  @Test
  void workingDirectoryThatIsGoneIsNamed() {
    Session.Result gone =
        new Program(directory, "/bin/sh", "-c")
            .run(
                "mkdir gone && cd gone && rmdir ../gone && '"
                    + Program.BIN
                    + "/modelops-bundle' status");
    assertThat(gone.status()).isEqualTo(3);
    assertThat(gone.err()).contains("the working directory does not exist any more");
  }

  @Test
  void everyJavaOfThisMachineStartsWithoutAWarning() throws IOException {
    try (Stream<Path> homes = Files.list(Path.of(System.getProperty("java.home")).getParent())) {
      for (Path home : homes.filter(h -> Files.isExecutable(h.resolve("bin/javac"))).toList()) {
        Session.Result help =
            Program.in(directory).with("JAVA_HOME", home.toString()).run("--help");
        if (!help.err().contains("Java 17 or later is needed")) {
          assertThat(help.err()).as(home.toString()).isEmpty();
          assertThat(help.status()).isZero();
        }
      }
    }
  }

  /** Not picocli's, and what extends them: some versions of Java keep none so old. */
  @Test
  void classesOfTheLibraryAreAllPreloadedForStatus() throws Exception {
    Path log = temporary.resolve("classes.log");
    Program program = settledProject();
    Session.Result status =
        program
            .with("MODELOPS_BUNDLE_JAVA_OPTIONS", "-Xlog:class+load:file=" + log)
            .run("status", "--offline");
    assertThat(status.status()).isZero();
    assertThat(Files.readAllLines(log))
        .noneMatch(line -> line.matches(".* io\\.modelops\\.bundle\\.(?!cli\\.).* source: file:.*"))
        .anyMatch(line -> line.contains("StatusFiles source: shared"));
  }

  @Test
  void anUnchangedProjectIsDiscoveredAgainWithoutAParser() throws Exception {
    Path log = directory.resolveSibling("classes");
    Program program = settledProject();
    Session.in(directory).write("m.py", Session.MODEL);
    Thread.sleep(100);
    program.run("discover");
    Session.Result again =
        program
            .with("MODELOPS_BUNDLE_JAVA_OPTIONS", "-Xlog:class+load:file=" + log)
            .run("discover");
    assertThat(again.out()).contains("m:SIR");
    assertThat(Files.readAllLines(log))
        .noneMatch(line -> line.contains("io.modelops.bundle.discovery.python."));
  }

  /** The launcher lets the JDK's own class be asked, which by itself is closed. */
  @Test
  void whatStatusKeepsIsTheSameHoweverTheJdkIsAsked() throws Exception {
    Program launcher = settledProject();
    Program plain = withoutLauncher();
    Path cache = directory.resolve(".modelops-bundle/cache");
    for (List<Program> order : List.of(List.of(launcher, plain), List.of(plain, launcher))) {
      Files.delete(cache);
      assertThat(order.get(0).run("status", "--offline").out()).contains("unmodified");
      Object first = Files.readAttributes(cache, BasicFileAttributes.class).fileKey();
      assertThat(order.get(1).run("status", "--offline").out()).contains("unmodified");
      assertThat(Files.readAttributes(cache, BasicFileAttributes.class).fileKey()).isEqualTo(first);
    }
  }

  @Test
  void indexWithNamesOfAnotherLocaleIsNoFault() throws Exception {
    Session.in(directory).write("données/x.csv", "1");
    settledProject();
    Session.Result status = withoutLauncher().with("LC_ALL", "C").run("status", "--offline");
    assertThat(status.err()).doesNotContain("fault");
    assertThat(status.status()).isZero();
  }

  private Program withoutLauncher() {
    Path java = Path.of(System.getProperty("java.home"), "bin/java");
    Path jar = Program.BIN.resolveSibling("lib/modelops-bundle.jar");
    return new Program(directory, java.toString(), "-jar", jar.toString());
  }

  /** Pushed, and unchanged for longer than a tick of the file system's clock. */
  private Program settledProject() throws InterruptedException {
    Session session = Session.in(directory).write("pyproject.toml", "").write("a.csv", "1");
    session.done("init", "oci:../layout:v1");
    session.done("add", "a.csv");
    session.done("push");
    Thread.sleep(100);
    session.done("status");
    return Program.in(directory);
  }

  @Test
  void answersAndMessagesDoNotMix() {
    Session.in(directory).write("pyproject.toml", "").write("m.py", Session.MODEL);
    Session.Result found = Program.in(directory).run("discover", "--json");
    found.json("discover");
    assertThat(found.err()).contains("1 model found");
    assertThat(Program.in(directory).run("discover", "--json", "-q").err()).isEmpty();
  }

  @Test
  void failureIsAJsonDocumentAndAStatus() {
    Session.Result result = Program.in(directory).run("status", "--json");
    assertThat(result.status()).isEqualTo(2);
    result.json("error");
  }

  @Test
  void interruptEndsWith130() throws IOException, InterruptedException {
    Session.in(directory).write("pyproject.toml", "").write("m.py", Session.MODEL);
    Program program = Program.in(directory);
    Process process = program.start("discover", "--interactive");
    while (!Files.readString(program.output("err")).contains("q to leave")) {
      Thread.onSpinWait();
    }
    interrupt(process);
    assertThat(program.result(process).status()).isEqualTo(130);
  }

  @Test
  void interruptedPushEndsWith130AndStillAnswersInJson() throws IOException, InterruptedException {
    Session session =
        Session.in(directory).write("pyproject.toml", "").write("m.py", Session.MODEL);
    try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      session.done("init", "127.0.0.1:" + silent.getLocalPort() + "/models");
      Program program = Program.in(directory);
      Process process = program.start("push", "--json");
      try (Socket connection = silent.accept()) {
        interrupt(process);
        Session.Result result = program.result(process);
        assertThat(connection.isConnected()).isTrue();
        assertThat(result.status()).isEqualTo(130);
        assertThat(result.json("error")).contains("\"code\": \"cancelled\"");
      }
    }
  }

  private static void interrupt(Process process) throws IOException, InterruptedException {
    new ProcessBuilder("kill", "-INT", String.valueOf(process.pid())).start().waitFor();
  }

  @Test
  void terminalGetsColoursUnlessTheyAreUnwanted() throws IOException {
    Programs.require("python3");
    Session.in(directory).write("pyproject.toml", "").write("m.py", Session.MODEL);
    assertThat(screen(Program.in(directory).with("TERM", "xterm"))).contains("\u001b[1mm:SIR");
    assertThat(screen(Program.in(directory).with("TERM", "xterm").with("NO_COLOR", "1")))
        .contains("m:SIR")
        .doesNotContain("\u001b[1m");
    assertThat(Program.in(directory).run("discover").out()).doesNotContain("\u001b");
  }

  private String screen(Program like) throws IOException {
    return onTerminal(like, "discover");
  }

  private String onTerminal(Program like, String... command) throws IOException {
    Path transcript = temporary.resolve("transcript");
    String[] words =
        Stream.concat(
                Stream.of(
                    Program.resource("on_terminal.py"),
                    transcript.toString(),
                    "--",
                    Program.BIN.resolve("modelops-bundle").toString()),
                Stream.of(command))
            .toArray(String[]::new);
    assertThat(like.through("python3").run(words).status()).isZero();
    return Files.readString(transcript);
  }
}
