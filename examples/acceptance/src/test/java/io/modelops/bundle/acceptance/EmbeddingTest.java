package io.modelops.bundle.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The library inside a host: an IDE's plug-in class loader, the module path. */
class EmbeddingTest {
  @TempDir Path directory;

  @Test
  void runsInAnIsolatedClassLoaderAndLeavesNothingBehind() throws Exception {
    Path project = Sample.copyTo(Files.createDirectories(directory.resolve("project")));
    String expected = ChainMain.run(project.toString(), layout("plain"));
    Set<Thread> threads = Thread.getAllStackTraces().keySet();
    Set<Path> handles = openFiles();
    ReferenceQueue<ClassLoader> collected = new ReferenceQueue<>();

    WeakReference<ClassLoader> plugin =
        new WeakReference<>(runIsolated(project, expected), collected);

    assertThat(Thread.getAllStackTraces().keySet()).isSubsetOf(threads);
    assertThat(openFiles()).isSubsetOf(handles);
    for (int i = 0; i < 100 && plugin.get() != null; i++) {
      System.gc();
      collected.remove(100);
    }
    assertThat(plugin.get()).as("the class loader is still held by something").isNull();
  }

  /** A loader that shares nothing with this test but the JDK; closed when this returns. */
  private ClassLoader runIsolated(Path project, String expected) throws Exception {
    URL[] path = Jvm.classPath().stream().map(EmbeddingTest::url).toArray(URL[]::new);
    Thread current = Thread.currentThread();
    ClassLoader before = current.getContextClassLoader();
    try (URLClassLoader isolated =
        new URLClassLoader(path, ClassLoader.getPlatformClassLoader())) {
      current.setContextClassLoader(null);
      Class<?> chain = isolated.loadClass(ChainMain.class.getName());
      Object digest =
          chain
              .getMethod("run", String.class, String.class)
              .invoke(null, project.toString(), layout("isolated"));
      assertThat(chain.getClassLoader()).isSameAs(isolated);
      assertThat(digest).isEqualTo(expected);
      return isolated;
    } finally {
      current.setContextClassLoader(before);
    }
  }

  @Test
  void runsOnTheModulePath() throws IOException {
    Path project = Sample.copyTo(Files.createDirectories(directory.resolve("project")));
    String expected = ChainMain.run(project.toString(), layout("plain"));
    String tests = Path.of("target/test-classes").toAbsolutePath().toString();
    String modules =
        Jvm.classPath().stream()
            .filter(EmbeddingTest::isNeededAtRunTime)
            .collect(Collectors.joining(File.pathSeparator));

    String printed =
        Jvm.java(
            Jvm.current(),
            List.of(
                "-p",
                modules,
                "--add-modules",
                "io.modelops.bundle.discovery,io.modelops.bundle.manifest,io.modelops.bundle.registry",
                "-cp",
                tests,
                ChainMain.class.getName(),
                project.toString(),
                layout("modules")));

    assertThat(printed).isEqualTo(expected + " io.modelops.bundle");
  }

  /** What the library needs, without what only the tests of this module bring. */
  private static boolean isNeededAtRunTime(String entry) {
    String name = entry.replace('\\', '/');
    return Stream.of(
            "/bundle-", "/antlr4-runtime", "/tomlj", "/jib-", "/jackson-", "/com/fasterxml/", "/guava",
            "/google-http", "/httpclient", "/httpcore", "/commons-", "/asm", "/failureaccess",
            "/gson", "/zstd", "/opencensus", "/grpc", "/google-auth", "/slf4j", "/com/google/")
        .anyMatch(name::contains);
  }

  private String layout(String name) {
    return "oci:" + directory.resolve(name + "-layout") + ":v1";
  }

  private static Set<Path> openFiles() throws IOException {
    Path handles = Path.of("/proc/self/fd");
    if (!Files.isDirectory(handles)) {
      return Set.of();
    }
    try (Stream<Path> open = Files.list(handles)) {
      return open.map(EmbeddingTest::target).collect(Collectors.toSet());
    }
  }

  private static Path target(Path handle) {
    try {
      return Files.readSymbolicLink(handle);
    } catch (IOException e) {
      return Path.of("/closed meanwhile");
    }
  }

  private static URL url(String entry) {
    try {
      return Path.of(entry).toUri().toURL();
    } catch (MalformedURLException e) {
      throw new AssertionError(e);
    }
  }
}
