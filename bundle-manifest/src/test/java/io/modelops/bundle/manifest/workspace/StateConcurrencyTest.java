package io.modelops.bundle.manifest.workspace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.modelops.bundle.error.WorkspaceException;
import io.modelops.bundle.spi.Operation;
import io.modelops.bundle.testing.Programs;
import io.modelops.bundle.testing.Sweeps;
import io.modelops.bundle.value.WorkspaceState;
import java.io.File;
import java.io.IOException;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** No change of the state is lost, whoever else writes at the same time. */
@Timeout(300)
class StateConcurrencyTest {
  @TempDir Path root;

  private final FileWorkspaceStore store = new FileWorkspaceStore();

  @BeforeEach
  void create() throws IOException {
    assertThat(store.create(root, WorkspaceState.initial(null))).isTrue();
  }

  @ParameterizedTest(name = "eight processes lose nothing, locks work: {0}")
  @ValueSource(booleans = {true, false})
  void eightProcessesLoseNothing(boolean locks) throws Exception {
    List<Process> processes = new ArrayList<>();
    int all = locks ? 200 : 100; // without locks, they are in one another's way
    int count = Sweeps.areWhole() ? all : all / 5;
    for (int i = 0; i < 8; i++) {
      processes.add(Updater.start(root, Integer.toString(i), count, locks));
    }
    for (Process process : processes) {
      assertThat(process.waitFor()).isZero();
    }
    assertThat(store.read(root).tracked()).containsExactlyInAnyOrderElementsOf(expected(8, count));
    assertNothingIsLeftOver();
  }

  @ParameterizedTest(name = "eight threads lose nothing, locks work: {0}")
  @ValueSource(booleans = {true, false})
  void eightThreadsLoseNothing(boolean locks) throws Exception {
    inThreads(
        8,
        i -> {
          Updater.run(root, Integer.toString(i), 50, locks);
          return null;
        });
    assertThat(store.read(root).tracked()).containsExactlyInAnyOrderElementsOf(expected(8, 50));
    assertNothingIsLeftOver();
  }

  /** An editor and a build daemon in one process. */
  @Test
  void twoClassLoadersOfOneProcessLoseNoChange() throws Exception {
    inThreads(
        2,
        i -> {
          List<URL> urls = new ArrayList<>();
          for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
            urls.add(Path.of(entry).toUri().toURL());
          }
          try (URLClassLoader loader =
              new URLClassLoader(urls.toArray(new URL[0]), ClassLoader.getPlatformClassLoader())) {
            Class<?> updater = loader.loadClass(Updater.class.getName());
            assertThat(updater).isNotSameAs(Updater.class);
            Method run =
                updater.getMethod("run", Path.class, String.class, int.class, boolean.class);
            run.invoke(null, root, Integer.toString(i), 100, true);
            return null;
          }
        });
    assertThat(store.read(root).tracked()).containsExactlyInAnyOrderElementsOf(expected(2, 100));
  }

  /** On POSIX, closing the file anywhere in a process ends every lock of that process on it. */
  @Test
  void lockThatIsLostUnnoticedLosesNoChange() throws Exception {
    Process other = Updater.start(root, "1", 100, true);
    for (int i = 0; i < 100; i++) {
      String path = "0/" + i;
      store.update(
          root,
          state -> {
            try {
              FileChannel.open(lock(), StandardOpenOption.WRITE).close();
            } catch (IOException e) {
              throw new IllegalStateException(e);
            }
            return Updater.with(state, path);
          },
          Operation.unobserved());
    }
    assertThat(other.waitFor()).isZero();
    assertThat(store.read(root).tracked()).hasSize(150).containsAll(Updater.expected(1, 100));
  }

  /** Whoever holds the lock is named, and not waited for without end. */
  @Test
  void suspendedOwnerOfTheLockIsNamedAndNotWaitedForForEver() throws Exception {
    Programs.require("kill");
    try (var held = hold()) {
      long pid = held.process.pid();
      Programs.run("kill", "-STOP", Long.toString(pid));
      while (!Files.readString(Path.of("/proc/" + pid + "/stat")).contains(") T ")) {
        Thread.onSpinWait();
      }
      assertThatExceptionOfType(WorkspaceException.class)
          .isThrownBy(
              () ->
                  new FileWorkspaceStore(Duration.ofMillis(300))
                      .update(root, state -> Updater.with(state, "a"), Operation.unobserved()))
          .satisfies(e -> assertThat(e.code()).isEqualTo("locked"))
          .withMessageContaining("process " + pid);
    }
    assertThat(store.read(root).tracked()).isEmpty();
  }

  /** The system frees the lock of a killed owner. */
  @Test
  void lockOfAKilledProcessIsFree() throws Exception {
    try (var held = hold()) {
      held.process.destroyForcibly().waitFor();
      store.update(root, state -> Updater.with(state, "a"), Operation.unobserved());
    }
    assertThat(store.read(root).tracked()).containsExactly("a");
  }

  @Test
  void lockFileThatIsDeletedIsMadeAgain() throws Exception {
    store.update(root, state -> Updater.with(state, "a"), Operation.unobserved());
    Files.delete(lock());
    store.update(root, state -> Updater.with(state, "b"), Operation.unobserved());
    assertThat(store.read(root).tracked()).containsExactly("a", "b");
  }

  /** Its number may be that of an innocent process now. */
  @Test
  void lockFileOfADeadProcessIsNoLock() throws Exception {
    Files.writeString(lock(), ProcessHandle.current().pid() + "\n");
    store.update(root, state -> Updater.with(state, "a"), Operation.unobserved());
    assertThat(store.read(root).tracked()).containsExactly("a");
  }

  @Test
  void directoryInPlaceOfTheLockFileIsAnError() throws Exception {
    Files.deleteIfExists(lock());
    Files.createDirectory(lock());
    assertThatExceptionOfType(IOException.class)
        .isThrownBy(
            () -> store.update(root, state -> Updater.with(state, "a"), Operation.unobserved()))
        .withMessageContaining("lock");
  }

  /** A writer that slept while others went on makes a state whose number was used before. */
  @Test
  void writerThatSleptWhileOthersWroteLosesNoChange() throws Exception {
    FileWorkspaceStore unlocked =
        new FileWorkspaceStore(Duration.ofSeconds(1), (d, p, o) -> () -> {});
    AtomicInteger runs = new AtomicInteger();
    unlocked.update(
        root,
        state -> {
          if (runs.getAndIncrement() == 0) {
            for (int i = 0; i < 10; i++) {
              String path = "other/" + i;
              try {
                unlocked.update(root, s -> Updater.with(s, path), Operation.unobserved());
              } catch (IOException e) {
                throw new IllegalStateException(e);
              }
            }
          }
          return Updater.with(state, "mine");
        },
        Operation.unobserved());
    assertThat(runs).hasValueGreaterThan(1);
    assertThat(store.read(root).tracked()).hasSize(11).contains("mine", "other/0", "other/9");
  }

  private Path lock() {
    return root.resolve(".modelops-bundle/lock");
  }

  private static List<String> expected(int names, int count) {
    return Updater.expected(names, count);
  }

  private void assertNothingIsLeftOver() throws IOException {
    store.update(root, state -> Updater.with(state, "last"), Operation.unobserved());
    try (var files = Files.list(root.resolve(".modelops-bundle"))) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .hasSizeLessThanOrEqualTo(4)
          .allMatch(name -> name.matches("lock|state-[0-9]+"));
    }
  }

  private interface Numbered {
    Object run(int i) throws Exception;
  }

  private static void inThreads(int count, Numbered work) throws Exception {
    ExecutorService pool = Executors.newFixedThreadPool(count);
    try {
      List<Callable<Object>> calls = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        int number = i;
        calls.add(() -> work.run(number));
      }
      for (Future<Object> done : pool.invokeAll(calls)) {
        done.get(200, TimeUnit.SECONDS);
      }
    } finally {
      pool.shutdownNow();
    }
  }

  /** A process that holds the lock until it is ended. */
  private record Held(Process process) implements AutoCloseable {
    @Override
    public void close() throws IOException {
      process.destroyForcibly();
    }
  }

  private Held hold() throws IOException {
    Process process =
        Updater.java(Holder.class.getName(), root.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    assertThat(process.getInputStream().read()).isEqualTo('!');
    return new Held(process);
  }

  /** Takes the lock, says so, and keeps it. */
  public static final class Holder {
    private Holder() {}

    /** {@code ROOT}. */
    public static void main(String[] arguments) throws Exception {
      new FileWorkspaceStore()
          .update(
              Path.of(arguments[0]),
              state -> {
                System.out.write('!');
                System.out.flush();
                try {
                  Thread.sleep(100_000);
                } catch (InterruptedException e) {
                  Thread.currentThread().interrupt();
                }
                return state;
              },
              Operation.unobserved());
    }
  }
}
