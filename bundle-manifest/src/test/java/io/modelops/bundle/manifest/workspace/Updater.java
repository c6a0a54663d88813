package io.modelops.bundle.manifest.workspace;

import io.modelops.bundle.spi.Operation;
import io.modelops.bundle.value.WorkspaceState;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/** A program that tracks files of its own and forgets every second of them again. */
public final class Updater {
  private Updater() {}

  /** {@code ROOT NAME COUNT locks|no-locks}. */
  public static void main(String[] arguments) throws IOException {
    run(
        Path.of(arguments[0]),
        arguments[1],
        Integer.parseInt(arguments[2]),
        arguments[3].equals("locks"));
  }

  /** Also called by reflection, through other class loaders. */
  public static void run(Path root, String name, int count, boolean locks) throws IOException {
    FileWorkspaceStore store =
        new FileWorkspaceStore(
            Duration.ofSeconds(100), locks ? new FileLocking() : (d, p, o) -> () -> {});
    for (int i = 0; i < count; i++) {
      String path = name + "/" + i;
      store.update(root, state -> with(state, path), Operation.unobserved());
      if (i % 2 == 1) {
        store.update(root, state -> without(state, path), Operation.unobserved());
      }
    }
  }

  static WorkspaceState with(WorkspaceState state, String path) {
    TreeSet<String> paths = new TreeSet<>(state.tracked());
    paths.add(path);
    return state.withTracked(paths);
  }

  private static WorkspaceState without(WorkspaceState state, String path) {
    TreeSet<String> paths = new TreeSet<>(state.tracked());
    paths.remove(path); // gone already, if this is applied for the second time
    return state.withTracked(paths);
  }

  /** What must be tracked in the end. */
  static List<String> expected(int names, int count) {
    List<String> paths = new ArrayList<>();
    for (int name = 0; name < names; name++) {
      for (int i = 0; i < count; i += 2) {
        paths.add(name + "/" + i);
      }
    }
    return paths;
  }

  static Process start(Path root, String name, int count, boolean locks) throws IOException {
    return java(
            Updater.class.getName(),
            root.toString(),
            name,
            Integer.toString(count),
            locks ? "locks" : "no-locks")
        .inheritIO()
        .start();
  }

  static ProcessBuilder java(String... arguments) {
    List<String> command = new ArrayList<>();
    command.add(System.getProperty("java.home") + File.separator + "bin" + File.separator + "java");
    command.addAll(List.of("-Xshare:auto", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-cp"));
    command.add(System.getProperty("java.class.path"));
    command.addAll(List.of(arguments));
    return new ProcessBuilder(command);
  }
}
