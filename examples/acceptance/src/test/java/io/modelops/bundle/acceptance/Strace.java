package io.modelops.bundle.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.modelops.bundle.testing.Programs;
import io.modelops.bundle.testing.Sweeps;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** {@link WorkspaceMain} in a process of its own, which strace kills or refuses a system call. */
record Strace(Path directory) {
  private static final List<String> OPTIONS =
      List.of("-XX:-UsePerfData", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC");

  /** Of a sweep over all calls, every tenth is run; where sweeps are whole, every one. */
  private static final int STEP = Sweeps.areWhole() ? 1 : 10;

  /**
   * At which call the next run of a sweep is harmed.
   *
   * @param runs that were harmed before
   */
  static int next(int runs) {
    return 1 + runs * STEP;
  }

  /**
   * Runs a command until some thread comes to its Nth call of a kind; if none does, to its end.
   *
   * @param calls as strace names them
   * @param fault {@code signal=KILL} or {@code error=ENOSPC} and the like
   * @return whether one came to it
   */
  boolean run(Tree tree, String calls, String fault, int when, String... command)
      throws IOException, InterruptedException {
    Path log = directory.resolve("strace.log");
    List<String> strace = new ArrayList<>(List.of("strace", "-f", "-qq", "-o", log.toString()));
    strace.addAll(List.of("-e", "trace=" + calls, "-e", "signal=none"));
    strace.addAll(List.of("-e", "inject=" + calls + ":" + fault + ":when=" + when));
    strace.addAll(java(tree, command));
    int status = status(strace);
    String trace = Files.readString(log);
    boolean fired = status == 137 || trace.contains("(INJECTED)") || trace.contains("SIGKILL");
    if (!fired) {
      assertThat(status).as("exit status of the run that met no fault").isZero();
    } else if (fault.startsWith("error")) {
      assertThat(status).as(trace).isIn(0, 3); // done all the same, or refused with a reason
    } else {
      assertThat(status).as(trace).isEqualTo(137);
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
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    return process.exitValue();
  }
}
