package io.modelops.bundle.discovery;

import io.modelops.bundle.discovery.project.PythonModule;
import io.modelops.bundle.discovery.python.PythonParser;
import io.modelops.bundle.spi.SourceParser.Sources;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;

/** Whether a source mentions a name in any way. Asked only where nothing seems to define it. */
final class Mentions {
  /** What a module can bind names with that it does not spell out. */
  private static final Pattern DYNAMIC =
      Pattern.compile("\\b(globals|locals|vars|setattr|exec|eval|__dict__|modules|_convert_)\\b");

  private final Sources sources;
  private final Map<String, String> texts = new HashMap<>();

  Mentions(Sources sources) {
    this.sources = sources;
  }

  /** True also if the source cannot be read, or binds names that it does not spell out. */
  boolean test(PythonModule module, String name) {
    boolean plain = name.chars().allMatch(c -> c < 0x80) && !name.startsWith("__");
    String text = texts.computeIfAbsent(module.file(), this::read);
    return !plain || text.contains(name) || DYNAMIC.matcher(text).find();
  }

  private String read(String file) {
    try {
      byte[] source = sources.read(file, PythonParser.MAX_SIZE);
      return new String(source, StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      return "globals";
    }
  }
}
