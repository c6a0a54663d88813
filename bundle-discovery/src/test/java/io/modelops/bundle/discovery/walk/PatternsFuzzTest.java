package io.modelops.bundle.discovery.walk;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.modelops.bundle.discovery.walk.IgnoreFile.Decision;
import io.modelops.bundle.value.Glob;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.function.Predicate;

/** Any first line is a path and a glob, and all that follows an ignore file. */
class PatternsFuzzTest {
  @FuzzTest(maxDuration = "60s")
  void anyPatternsAreRead(byte[] data) throws IOException {
    String text = new String(data, StandardCharsets.UTF_8);
    int line = Math.max(0, text.indexOf('\n'));
    String path = text.substring(0, line);
    matches(path, text.substring(line));
    byte[] patterns = text.substring(line).getBytes(StandardCharsets.UTF_8);
    IgnoreFile file;
    try {
      file = IgnoreFile.parse(".gitignore", patterns, Decision.IGNORED);
    } catch (IOException e) {
      assertThat(e.getMessage()).contains(".gitignore");
      return;
    }
    if (!path.isEmpty()) {
      Decision directory = decide(file, path, true);
      Decision plain = decide(file, path, false);
      // what ignores a file ignores a directory of that name, unless a later line is for
      // directories
      assertThat(directory == Decision.NOTHING && plain != Decision.NOTHING).isFalse();
    }
  }

  private static Decision decide(IgnoreFile file, String path, boolean directory) {
    byte[] bytes = path.getBytes(StandardCharsets.UTF_8);
    int name = bytes.length;
    while (name > 0 && bytes[name - 1] != '/') {
      name--;
    }
    return file.decide(bytes, 0, name, directory);
  }

  private static void matches(String path, String rest) {
    matches(pattern -> !Glob.isPattern(pattern) && pattern.equals(path), rest.strip(), path);
    StringBuilder literal = new StringBuilder();
    path.codePoints().forEach(c -> literal.append(c == '/' ? "" : "\\").appendCodePoint(c));
    matches(pattern -> true, literal.toString(), path);
  }

  /** A pattern that is read, and is known to match. */
  private static void matches(Predicate<String> known, String pattern, String path) {
    Glob glob;
    try {
      glob = Glob.parse(pattern);
    } catch (IllegalArgumentException e) {
      assertThat(e.getMessage()).isNotEmpty();
      return;
    }
    assertThat(glob.matches(path) || !known.test(pattern)).isTrue();
  }
}
