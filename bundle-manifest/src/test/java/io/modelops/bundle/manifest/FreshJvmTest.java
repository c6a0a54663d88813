package io.modelops.bundle.manifest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.modelops.bundle.testing.InWholeSweeps;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TimeZone;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The same bytes from a Java of other habits. */
class FreshJvmTest {
  @TempDir Path directory;

  @ParameterizedTest(name = "{0}, {1}, {2}, {3}")
  @CsvSource({
    "tr, TR, Asia/Kathmandu, ISO-8859-1",
    "ar, EG, America/St_Johns, UTF-8",
    "th, TH, Pacific/Apia, US-ASCII",
    "az, AZ, UTC, windows-1252"
  })
  void localeTimeZoneCharsetAndDirectoryDoNotEnter(
      String language, String country, String zone, String charset) throws Exception {
    Path project = Files.createDirectories(directory.resolve("I\u0131 " + language));
    byte[] output =
        java(
            List.of(
                "-Duser.language=" + language,
                "-Duser.country=" + country,
                "-Duser.timezone=" + zone,
                "-Dfile.encoding=" + charset),
            project.toString(),
            language,
            zone,
            charset);
    assertThat(output).isEqualTo(Processes.resource("golden-manifest.json"));
  }

  @Test
  @InWholeSweeps
  void smallHeapSufficesForManyFiles() throws Exception {
    Path project = Files.createDirectories(directory.resolve("many"));
    byte[] output = java(List.of("-Xmx64m"), "--many", project.toString());
    assertThat(new String(output, UTF_8)).isEqualTo("20000");
  }

  private static byte[] java(List<String> options, String... arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(options);
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), Main.class.getName()));
    command.addAll(List.of(arguments));
    return Processes.run(command, "");
  }

  /** Runs in the other Java. */
  static final class Main {
    private Main() {}

    public static void main(String[] arguments) throws Exception {
      if (arguments[0].equals("--many")) {
        many(new Project(Path.of(arguments[1])));
        return;
      }
      require(Locale.getDefault().getLanguage().equals(arguments[1]));
      require(TimeZone.getDefault().getID().equals(arguments[2]));
      require(System.getProperty("file.encoding").equals(arguments[3]));
      System.out.write(GoldenProject.manifest(Path.of(arguments[0])).bytes());
      System.out.flush();
    }

    private static void many(Project project) {
      List<String> paths = new ArrayList<>();
      for (int i = 0; i < 20_000; i++) {
        paths.add("d" + i % 100 + "/f" + i);
        project.file(paths.get(i), "x");
      }
      int size = project.bundle().select(List.of()).with(paths).manifest().content().files().size();
      System.out.print(size);
      System.out.flush();
    }

    private static void require(boolean holds) {
      if (!holds) {
        throw new IllegalStateException("this Java has not the habits that the test asked for");
      }
    }
  }
}
