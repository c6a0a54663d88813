package io.modelops.bundle.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.modelops.bundle.testing.InWholeSweeps;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** What happens to the process while a command runs. */
@EnabledOnOs(OS.LINUX)
@Timeout(120)
class ProcessTest {
  private static final int TERMINATED = 128 + 15;

  @TempDir Path temporary;
  private Path directory;
  private Session session;

  @BeforeEach
  void makeProject() throws IOException {
    directory = Files.createDirectory(temporary.resolve("project"));
    session = Session.in(directory);
    session.write("pyproject.toml", "# mine\n").write("m.py", Session.MODEL);
    session.write("data/a.csv", "1\n").write(".modelopsignore", "build/\n");
    session.done("init", "oci:build/bundle:v1");
  }

  private static Program program(Path directory, String... options) {
    String java =
        System.getProperty("java.home") + File.separator + "bin" + File.separator + "java";
    String[] words =
        Stream.of(
                Stream.of(java, "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"),
                Stream.of(options),
                Stream.of("-cp", System.getProperty("java.class.path"), Main.class.getName()))
            .flatMap(each -> each)
            .toArray(String[]::new);
    return new Program(directory, words);
  }

  @Test
  void commandTerminatedWhileItWaitsForTheLockChangesNothing() throws Exception {
    Path lock = directory.resolve(".modelops-bundle/lock");
    Program program = program(directory);
    Snapshot before = Snapshot.of(directory);
    try (FileChannel held =
        FileChannel.open(lock, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      assertThat(held.lock().isValid()).isTrue();
      Process process = program.start("add", "data");
      while (process.isAlive() && !hasOpen(process, lock)) {
        Thread.onSpinWait();
      }
      process.destroy();
      assertThat(program.result(process).status()).isEqualTo(TERMINATED);
    }
    assertThat(Snapshot.of(directory)).isEqualTo(before);
    assertThat(program.run("add", "data").status()).isZero();
  }

  private static boolean hasOpen(Process process, Path file) throws IOException {
    try (Stream<Path> handles = Files.list(Path.of("/proc/" + process.pid() + "/fd"))) {
      return handles.anyMatch(handle -> leadsTo(handle, file));
    }
  }

  private static boolean leadsTo(Path handle, Path file) {
    try {
      return Files.isSameFile(handle, file);
    } catch (IOException e) {
      return false; // closed meanwhile
    }
  }

  @Test
  void terminatedPushChangesNothing() throws Exception {
    session.done("add", "data");
    session.done("push");
    session.write("data/a.csv", "2\n");
    Snapshot before = Snapshot.of(directory);
    Program program = program(directory);
    try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      String reference = "127.0.0.1:" + silent.getLocalPort() + "/models:v1";
      Process process = program.start("push", reference, "--json");
      try (Socket connection = silent.accept()) {
        process.destroy();
        Session.Result result = program.result(process);
        assertThat(connection.isConnected()).isTrue();
        assertThat(result.status()).isEqualTo(TERMINATED);
        assertThat(result.json("error")).contains("\"code\": \"cancelled\"");
      }
    }
    assertThat(Snapshot.of(directory)).isEqualTo(before);
    assertThat(program.run("push").status()).isZero();
  }

  @Test
  void workingDirectoryMayVanishWhenTheProjectIsNamed() throws Exception {
    Path vanishing = Files.createDirectory(temporary.resolve("vanishing"));
    Program program = program(vanishing);
    Process process =
        program.start("--project", directory.toString(), "discover", "--interactive", "--save");
    while (process.isAlive() && !Files.readString(program.output("err")).contains("q to leave")) {
      Thread.onSpinWait();
    }
    Files.delete(vanishing);
    try (OutputStream typing = process.getOutputStream()) {
      typing.write('\n');
    }
    Session.Result result = program.result(process);
    assertThat(result.status()).as(result.toString()).isZero();
    assertThat(session.read("pyproject.toml")).startsWith("# mine\n").contains("m:SIR");
  }

  /** Temporary files are made beside the files that they become, never elsewhere. */
  @Test
  @InWholeSweeps
  void directoryForTemporaryFilesIsNotUsed() throws IOException {
    Path nowhere = temporary.resolve("nowhere");
    Program program = program(directory, "-Djava.io.tmpdir=" + nowhere);
    for (String command :
        new String[] {
          "init ./new",
          "discover --save",
          "add data",
          "manifest",
          "push",
          "status",
          "diff",
          "inspect oci:build/bundle:v1",
          "remove --rm data"
        }) {
      Session.Result result = program.run(command.split(" "));
      assertThat(result.status()).as(command + " " + result).isZero();
    }
    assertThat(nowhere).doesNotExist();
  }
}
