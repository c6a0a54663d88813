package io.modelops.bundle.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.modelops.bundle.testing.Programs;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The library inside a host: an IDE's plug-in class loader, the module path. */
class EmbeddingTest {
  private static final String JAVA = Programs.jdk().resolve("bin/java").toString();
  private static final String CLASS_PATH = System.getProperty("java.class.path");
  private static final String TESTS = Path.of("target/test-classes").toAbsolutePath().toString();

  @TempDir Path directory;

  @Test
  void runsInAnIsolatedClassLoaderAndLeavesNothingBehind() throws IOException {
    Path project = Sample.copyTo(Files.createDirectories(directory.resolve("project")));
    String expected = ChainMain.run(project.toString(), layout("plain"));

    String printed =
        Programs.run(
            JAVA,
            "-XX:SoftRefLRUPolicyMSPerMB=0", // the JDK's caches count for nothing
            "-cp",
            TESTS,
            PluginHost.class.getName(),
            CLASS_PATH,
            project.toString(),
            layout("isolated"));

    assertThat(printed.lines()).containsExactly(expected, expected);
  }

  @Test
  void runsOnTheModulePath() throws IOException {
    Path project = Sample.copyTo(Files.createDirectories(directory.resolve("project")));
    String expected = ChainMain.run(project.toString(), layout("plain"));
    String modules =
        Stream.of(CLASS_PATH.split(File.pathSeparator, -1))
            .filter(EmbeddingTest::isNeededAtRunTime)
            .collect(Collectors.joining(File.pathSeparator));

    String printed =
        Programs.run(
            JAVA,
            "-p",
            modules,
            "--add-modules",
            "io.modelops.bundle.discovery,io.modelops.bundle.manifest,io.modelops.bundle.registry,"
                + "io.modelops.bundle.json,io.modelops.bundle.report",
            "-cp",
            TESTS,
            ChainMain.class.getName(),
            project.toString(),
            layout("modules"));

    assertThat(printed).isEqualTo(expected + " io.modelops.bundle");
  }

  /** What the library needs, without what only the tests of this module bring. */
  private static boolean isNeededAtRunTime(String entry) {
    String name = entry.replace('\\', '/');
    return Stream.of(
            "/bundle-",
            "/antlr4-runtime",
            "/tomlj",
            "/snakeyaml-engine",
            "/jib-",
            "/jackson-",
            "/com/fasterxml/",
            "/guava",
            "/google-http",
            "/httpclient",
            "/httpcore",
            "/commons-",
            "/asm",
            "/failureaccess",
            "/gson",
            "/zstd",
            "/opencensus",
            "/grpc",
            "/google-auth",
            "/slf4j",
            "/com/google/")
        .anyMatch(name::contains);
  }

  private String layout(String name) {
    return "oci:" + directory.resolve(name + "-layout") + ":v1";
  }
}
