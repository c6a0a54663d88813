package io.modelops.bundle.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.modelops.bundle.testing.Programs;
import io.modelops.bundle.testing.Sweeps;
import java.io.BufferedReader;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * {@link WorkspaceMain} in a process of its own, which strace stops after system calls, or refuses
 * one.
 */
record Strace(Path directory) {
  /** What changes the disk; not what opens a file, of which a JVM that starts opens hundreds. */
  private static final String CHANGES =
      "write,pwrite64,ftruncate,fallocate,copy_file_range,sendfile,utimensat"
          + ",?mkdir,mkdirat,?link,linkat,?symlink,symlinkat,?unlink,unlinkat,?rmdir"
          + ",?rename,?renameat,renameat2,?chmod,fchmod,fchmodat";

  private static final List<String> OPTIONS =
      List.of("-XX:-UsePerfData", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC");

  /** Of a sweep over all calls, every tenth is refused; where sweeps are whole, every one. */
  private static final int STEP = Sweeps.areWhole() ? 1 : 10;

  /**
   * Which call the next run of a sweep is refused.
   *
   * @param runs that were refused one before
   */
  static int next(int runs) {
    return 1 + runs * STEP;
  }

  /** What is looked at while a program is stopped, or after it was killed. */
  interface Moment {
    void look() throws Exception;
  }

  /**
   * Runs a command and stops it after each call that can change the disk. What is there then is all
   * that there would be, had it been killed then. Afterwards, each of these states takes the place
   * of the disk and is looked at.
   *
   * @param disk the directory that holds all that the command changes
   */
  void killedAtAnyMoment(Path disk, Tree tree, Moment state, String... command) throws Exception {
    List<Path> states = new ArrayList<>();
    stopAfterEachCall(
        CHANGES,
        java(tree, command),
        () -> {
          Path copy = directory.resolve("state" + states.size());
          Programs.run("cp", "-a", disk.toString(), copy.toString());
          states.add(copy);
        });
    assertThat(states).as("states of the disk").isNotEmpty();
    for (Path copy : states) {
      Programs.run("rm", "-r", disk.toString());
      Files.move(copy, disk);
      state.look();
    }
  }

  /** Stops all threads of a program after each call of a kind, and lets it go on to its end. */
  static void stopAfterEachCall(String calls, List<String> program, Moment moment)
      throws Exception {
    List<String> line = new ArrayList<>(List.of("strace", "-f", "-o", "/dev/stderr"));
    line.addAll(List.of("-e", "trace=" + calls));
    line.addAll(List.of("-e", "inject=" + calls + ":signal=STOP"));
    line.addAll(program);
    Process strace = new ProcessBuilder(line).redirectOutput(Redirect.DISCARD).start();
    try (BufferedReader trace = strace.errorReader()) {
      Set<String> stopped = new HashSet<>();
      for (String said = trace.readLine(); said != null; said = trace.readLine()) {
        if (said.endsWith("--- stopped by SIGSTOP ---")) {
          stopped.add(said.substring(0, said.indexOf(' ')));
        }
        if (!stopped.isEmpty() && stopped.containsAll(threads(strace))) {
          moment.look();
          stopped.clear();
          Programs.run("kill", "-CONT", String.valueOf(pid(strace)));
        }
      }
    } finally {
      strace.descendants().forEach(ProcessHandle::destroyForcibly);
    }
    assertThat(strace.waitFor()).as("exit status").isZero();
  }

  private static long pid(Process strace) {
    return strace.children().findFirst().orElseThrow().pid();
  }

  private static Set<String> threads(Process strace) {
    return Set.of(Path.of("/proc/" + pid(strace) + "/task").toFile().list());
  }

  /**
   * Runs a command whose Nth call of a kind is refused.
   *
   * @param calls as strace names them
   * @param fault {@code error=ENOSPC} and the like
   * @return whether it came to that call
   */
  boolean refuse(Tree tree, String calls, String fault, int when, String... command)
      throws IOException, InterruptedException {
    Path log = directory.resolve("strace.log");
    List<String> strace = new ArrayList<>(List.of("strace", "-f", "-qq", "-o", log.toString()));
    strace.addAll(List.of("-e", "trace=" + calls, "-e", "signal=none"));
    strace.addAll(List.of("-e", "inject=" + calls + ":" + fault + ":when=" + when));
    strace.addAll(java(tree, command));
    int status = status(strace);
    String trace = Files.readString(log);
    boolean fired = trace.contains("(INJECTED)");
    if (fired) {
      assertThat(status).as(trace).isIn(0, 3); // done all the same, or refused with a reason
    } else {
      assertThat(status).as("exit status of the run that met no fault").isZero();
    }
    return fired;
  }

  /** Runs a command undisturbed. */
  void complete(Tree tree, String... command) throws IOException, InterruptedException {
    assertThat(status(java(tree, command))).as("exit status of the next run").isZero();
  }

  private static List<String> java(Tree tree, String... command) {
    List<String> line =
        Programs.java(Programs.jdk(), OPTIONS, WorkspaceMain.class, tree.root().toString());
    line.addAll(List.of(command));
    return line;
  }

  private static int status(List<String> command) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(Redirect.DISCARD)
            .start();
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    return process.exitValue();
  }
}
