package io.modelops.bundle.discovery;

import io.modelops.bundle.discovery.project.PythonModule;
import io.modelops.bundle.discovery.python.PythonParser;
import io.modelops.bundle.spi.SourceParser.Sources;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Whether sources mention names in any way. Reading alone cannot see every way to bind a name, so a
 * name counts as missing only if its module does not even mention it.
 */
final class Mentions {
  private static final Pattern WORD = Pattern.compile("[A-Za-z_][A-Za-z_0-9]*");

  /** What a module can bind names with that it does not spell out. */
  private static final Set<String> DYNAMIC =
      Set.of(
          "globals",
          "locals",
          "vars",
          "setattr",
          "exec",
          "eval",
          "__dict__",
          "__path__",
          "modules",
          "meta_path",
          "path_hooks",
          "_convert_");

  /** What a module can provide submodules with that are no files beside it. */
  private static final Pattern LOADING =
      Pattern.compile("__path__|\\bsys\\s*\\.\\s*modules\\b|\\bmeta_path\\b|\\bpath_hooks\\b");

  private final Sources sources;
  private final Runnable checkpoint;

  Mentions(Sources sources, Runnable checkpoint) {
    this.sources = sources;
    this.checkpoint = checkpoint;
  }

  /**
   * Those names that a module's source does not mention; none if the source cannot be read, or
   * binds names that it does not spell out. The empty name stands for a submodule, for which it
   * counts whether the source loads modules in ways of its own.
   */
  Set<String> unmentioned(PythonModule module, Set<String> names) {
    String source = read(module.file());
    Set<String> unmentioned = new HashSet<>(unbound(source, names));
    if (names.contains("") && !LOADING.matcher(source).find()) {
      unmentioned.add("");
    }
    return unmentioned;
  }

  private Set<String> unbound(String source, Set<String> names) {
    Set<String> left = new HashSet<>();
    for (String name : names) {
      if (WORD.matcher(name).matches() && !name.startsWith("__")) {
        left.add(name);
      }
    }
    Matcher word = WORD.matcher(left.isEmpty() ? "" : source);
    while (!left.isEmpty() && word.find()) {
      checkpoint.run();
      if (DYNAMIC.contains(word.group())) {
        return Set.of();
      }
      left.remove(word.group());
    }
    return left;
  }

  private String read(String file) {
    try {
      byte[] source = sources.read(file, PythonParser.MAX_SIZE);
      return new String(source, StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      return "globals __path__";
    }
  }
}
