package io.modelops.bundle.testing;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;

/** Programs of this machine that tests ask for a second opinion: python3, skopeo and the like. */
public final class Programs {
  private Programs() {}

  /**
   * Skips the calling test, and says so, where a program is missing; fails it where the environment
   * variable {@code CI} is set, so that there no test is skipped unnoticed.
   */
  public static void require(String... names) {
    for (String name : names) {
      if (!isInstalled(name)) {
        String message = "the program " + name + " is not installed";
        if (System.getenv("CI") != null) {
          Assertions.fail(message);
        }
        Assumptions.abort(message);
      }
    }
  }

  private static boolean isInstalled(String name) {
    return Stream.of(System.getenv("PATH").split(File.pathSeparator))
        .anyMatch(directory -> Files.isExecutable(Path.of(directory, name)));
  }
}
