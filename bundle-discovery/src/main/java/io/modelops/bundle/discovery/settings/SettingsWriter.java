package io.modelops.bundle.discovery.settings;

import io.modelops.bundle.discovery.settings.TomlScanner.Inside;
import io.modelops.bundle.error.ConfigurationException;
import io.modelops.bundle.error.ErrorCode;
import io.modelops.bundle.value.Model;
import io.modelops.bundle.value.Settings.ModelSetting;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.tomlj.Toml;
import org.tomlj.TomlPosition;

/** Adds models to {@code [tool.modelops-bundle]}. The rest of the document stays as it is. */
public final class SettingsWriter {
  private static final List<String> TOOL = List.of("tool");
  private static final List<String> OWN = List.of("tool", "modelops-bundle");
  private static final List<String> MODELS = List.of("tool", "modelops-bundle", "models");

  private final TomlFile file;
  private final String text;
  private final TomlScanner scanner;
  private final String lineBreak;

  private SettingsWriter(TomlFile file) {
    this.file = file;
    this.text = file.text();
    this.scanner = new TomlScanner(text);
    this.lineBreak = text.contains("\r\n") ? "\r\n" : "\n";
  }

  /**
   * Adds the models whose id and class the document does not name yet.
   *
   * @return the document with the additions
   * @throws ConfigurationException if the document is wrong
   */
  public static byte[] save(String name, byte[] document, List<Model> models) {
    TomlFile file = TomlFile.parse(name, document);
    List<ModelSetting> named = SettingsReader.read(file).models();
    List<Model> added = missing(named, models);
    if (added.isEmpty()) {
      return document.clone();
    }
    String text = new SettingsWriter(file).with(added);
    boolean marked = document.length > 0 && document[0] == (byte) 0xef;
    byte[] result = ((marked ? "\uFEFF" : "") + text).getBytes(StandardCharsets.UTF_8);
    check(name, result, named, added);
    return result;
  }

  private static List<Model> missing(List<ModelSetting> named, List<Model> models) {
    Set<String> ids = new HashSet<>();
    Set<String> classes = new HashSet<>();
    for (ModelSetting model : named) {
      ids.add(model.id());
      classes.add(model.className());
    }
    List<Model> missing = new ArrayList<>();
    for (Model model : models) {
      if (!classes.contains(model.className()) && ids.add(model.id())) {
        classes.add(model.className());
        missing.add(model);
      }
    }
    return missing;
  }

  /** Checks that the result reads back as the old models and the added ones. */
  private static void check(
      String name, byte[] result, List<ModelSetting> named, List<Model> added) {
    List<String> expected =
        Stream.concat(
                named.stream().map(model -> model.id() + " " + model.className()),
                added.stream().map(model -> model.id() + " " + model.className()))
            .toList();
    List<String> found =
        SettingsReader.read(TomlFile.parse(name, result)).models().stream()
            .map(model -> model.id() + " " + model.className())
            .toList();
    if (!found.equals(expected)) {
      throw new ConfigurationException(
          ErrorCode.PYPROJECT_SAVE, name, 0, 0, "models cannot be added to it", "add them by hand");
    }
  }

  private String with(List<Model> added) {
    Integer models = key(MODELS);
    if (models != null) {
      return intoArray(scanner.inside(scanner.value(models)), added);
    }
    Integer own = inlineTable(OWN);
    if (own != null) {
      return intoTable(own, "models", added);
    }
    Integer tool = inlineTable(TOOL);
    return tool == null ? atTheEnd(added) : intoTable(tool, "modelops-bundle.models", added);
  }

  /** The offset of a key; null if there is no such key, or if table headers define it. */
  private @Nullable Integer key(List<String> path) {
    TomlPosition position = file.table().inputPositionOf(path);
    if (position == null || file.table().get(path) == null) {
      return null;
    }
    int at = file.offset(position);
    return text.charAt(at) == '[' ? null : at;
  }

  /** The offset of the opening brace of an inline table; null if the value is no inline table. */
  private @Nullable Integer inlineTable(List<String> path) {
    Integer key = key(path);
    if (key == null) {
      return null;
    }
    int value = scanner.value(key);
    List<String> parts = Toml.parseDottedKey(text.substring(key, scanner.equalsSign(key)).strip());
    boolean whole = parts.get(parts.size() - 1).equals(path.get(path.size() - 1));
    return whole && text.charAt(value) == '{' ? value : null;
  }

  private String atTheEnd(List<Model> added) {
    String gap = text.isEmpty() ? "" : text.endsWith("\n") ? lineBreak : lineBreak + lineBreak;
    return text
        + added.stream()
            .map(
                model ->
                    String.join(
                        lineBreak,
                        "[[tool.modelops-bundle.models]]",
                        "id = " + string(model.id()),
                        "class = " + string(model.className()),
                        ""))
            .collect(Collectors.joining(lineBreak, gap, ""));
  }

  private String intoTable(int open, String key, List<Model> added) {
    Inside inside = scanner.inside(open);
    String separator = inside.isEmpty() ? "" : ", ";
    return insert(inside.end(), separator + key + " = [" + entries(added, ", ") + "]");
  }

  private String intoArray(Inside inside, List<Model> added) {
    if (inside.isEmpty()) {
      return insert(inside.end(), entries(added, ", "));
    }
    int lineStart = scanner.lineStart(inside.last());
    String indent = text.substring(lineStart, inside.last());
    boolean ownLine = indent.isBlank();
    String between = ownLine ? lineBreak + indent : " ";
    String entries = between + entries(added, "," + between);
    if (inside.endsWithComma()) {
      return insert(ownLine ? afterComment(inside.comma()) : inside.comma(), entries + ",");
    }
    int end = ownLine ? afterComment(inside.end()) : inside.end();
    return text.substring(0, inside.end())
        + ","
        + text.substring(inside.end(), end)
        + entries
        + text.substring(end);
  }

  /** The end of the line if only a comment follows, else {@code at}. */
  private int afterComment(int at) {
    int end = scanner.lineEnd(at);
    String rest = text.substring(at, end).strip();
    return rest.startsWith("#") ? end : at;
  }

  private String insert(int at, String addition) {
    return text.substring(0, at) + addition + text.substring(at);
  }

  private static String entries(List<Model> models, String separator) {
    return models.stream()
        .map(
            model ->
                "{ id = " + string(model.id()) + ", class = " + string(model.className()) + " }")
        .collect(Collectors.joining(separator));
  }

  private static String string(String value) {
    // ids and class names have no control characters
    return "\"" + value.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
  }
}
