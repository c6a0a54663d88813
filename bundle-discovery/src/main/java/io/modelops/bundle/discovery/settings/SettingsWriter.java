package io.modelops.bundle.discovery.settings;

import static java.util.stream.Collectors.joining;

import io.modelops.bundle.discovery.settings.TomlScanner.Inside;
import io.modelops.bundle.error.ConfigurationException;
import io.modelops.bundle.error.ErrorCode;
import io.modelops.bundle.value.DiscoveryOptions;
import io.modelops.bundle.value.Model;
import io.modelops.bundle.value.NamedRule;
import io.modelops.bundle.value.Rule;
import io.modelops.bundle.value.Settings;
import io.modelops.bundle.value.Settings.ModelSetting;
import io.modelops.bundle.value.SettingsChange;
import io.modelops.bundle.value.SourceRange;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.tomlj.TomlArray;
import org.tomlj.TomlPosition;
import org.tomlj.TomlTable;

/** Changes {@code [tool.modelops-bundle]}. The rest of the document stays as it is. */
public final class SettingsWriter {
  private static final List<String> TOOL = List.of("tool");
  private static final List<String> OWN = List.of("tool", "modelops-bundle");
  private static final List<String> MODELS = List.of("tool", "modelops-bundle", "models");
  private static final List<String> DISCOVERY = List.of("tool", "modelops-bundle", "discovery");
  private static final List<String> METHODS = in(DISCOVERY, "methods");
  private static final List<String> RULES = in(DISCOVERY, "rules");
  private static final List<String> RULE = in(DISCOVERY, "rule");
  private static final List<String> ENVIRONMENT = in(DISCOVERY, "environment");

  private final String text;
  private final TomlScanner scanner;
  private final KeyInsertion keys;
  private final String lineBreak;

  private SettingsWriter(TomlFile file) {
    this.text = file.text();
    this.scanner = new TomlScanner(text);
    this.keys = new KeyInsertion(file);
    this.lineBreak = KeyInsertion.lineBreak(text);
  }

  /**
   * Changes the settings of a document.
   *
   * @return the document as it is then
   * @throws ConfigurationException if the document is wrong, or cannot be changed so
   */
  public static byte[] save(String name, byte[] document, SettingsChange change) {
    TomlFile before = TomlFile.parse(name, document);
    TomlFile after = before;
    try {
      after = after.with(without(after, change.removed()));
      if (!change.added().isEmpty()) {
        after = after.with(new SettingsWriter(after).with(change.added()));
      }
      if (change.emptied() && !after.table().contains(MODELS)) {
        after = after.with(new KeyInsertion(after).set(MODELS, "[]"));
      }
      after = withRules(after, change);
      check(before, after, change);
    } catch (ConfigurationException | IllegalArgumentException e) {
      SettingsReader.read(before); // where the document is at fault, it is named
      String message = "the choice cannot be written into it";
      throw new ConfigurationException(
          ErrorCode.PYPROJECT_SAVE, name, 0, 0, message, "write it with an editor");
    }
    boolean marked = document.length > 0 && document[0] == (byte) 0xef;
    return ((marked ? "\uFEFF" : "") + after.text()).getBytes(StandardCharsets.UTF_8);
  }

  private static List<String> in(List<String> table, String key) {
    return Stream.concat(table.stream(), Stream.of(key)).toList();
  }

  private static TomlFile withRules(TomlFile file, SettingsChange change) {
    TomlFile after = file;
    if (!change.presets().isEmpty()) {
      after = after.with(new KeyInsertion(after).set(RULES, RuleWriter.array(change.presets())));
    }
    String environment = change.environment();
    if (environment != null) {
      after = after.with(new KeyInsertion(after).set(ENVIRONMENT, string(environment)));
    }
    for (NamedRule rule : change.rules()) {
      boolean plain = rule.name().equals("methods") && rule.rule() instanceof Rule.Methods;
      after =
          after.with(
              plain
                  ? new KeyInsertion(after).set(METHODS, RuleWriter.array(rule.rule().names()))
                  : new RuleWriter(after).with(RULE, rule));
    }
    return after;
  }

  /** The text without entries; the last is taken out first, so the others stay where they are. */
  private static String without(TomlFile file, List<ModelSetting> removed) {
    String text = file.text();
    for (int i = removed.size() - 1; i >= 0; i--) {
      SourceRange place = removed.get(i).location();
      int at = file.offset(TomlPosition.positionAt(place.line(), place.column()));
      text =
          text.charAt(at) == '['
              ? EntryRemoval.ofTable(text, at)
              : EntryRemoval.ofElement(text, at);
    }
    return text;
  }

  /** Checks that nothing but what was wanted is different. */
  private static void check(TomlFile before, TomlFile after, SettingsChange change) {
    Settings settings = SettingsReader.read(before);
    List<String> expected =
        Stream.concat(
                settings.models().stream()
                    .filter(model -> !change.removed().contains(model))
                    .map(model -> model.id() + " " + model.className() + " " + model.files()),
                change.added().stream().map(m -> m.id() + " " + m.className() + " []"))
            .toList();
    Settings result = SettingsReader.read(after);
    List<String> found =
        result.models().stream()
            .map(model -> model.id() + " " + model.className() + " " + model.files())
            .toList();
    DiscoveryOptions said = settings.discovery();
    DiscoveryOptions now = result.discovery();
    boolean rules =
        now.rules().containsAll(change.rules())
            && (change.presets().isEmpty() || now.presets().equals(change.presets()))
            && (change.environment() == null || change.environment().equals(now.environment()))
            && search(now).equals(search(said));
    boolean older = before.newer() == null && after.newer() != null;
    if (!found.equals(expected) || !rules || older || !others(before).equals(others(after))) {
      throw new IllegalArgumentException("not what was wanted");
    }
  }

  /** All that is said of the search beside what is written here. */
  private static DiscoveryOptions search(DiscoveryOptions options) {
    return options.withClasses(Set.of()).withEnvironment(null).withMethods("any");
  }

  /** All that the document says beside what is written here. */
  private static Object others(TomlFile file) {
    return plain(List.of(), file.table());
  }

  private static Object plain(List<String> path, Object value) {
    if (value instanceof TomlArray array) {
      return array.toList().stream().map(each -> plain(path, each)).toList();
    }
    if (!(value instanceof TomlTable table)) {
      return value;
    }
    Map<String, Object> plain = new HashMap<>();
    for (Map.Entry<String, Object> entry : table.entrySet()) {
      List<String> key = Stream.concat(path.stream(), Stream.of(entry.getKey())).toList();
      Object inner = plain(key, entry.getValue());
      boolean written =
          List.of(MODELS, METHODS, RULES, RULE, ENVIRONMENT).contains(key)
              || Map.of().equals(inner);
      if (!written) {
        plain.put(entry.getKey(), inner);
      }
    }
    return plain;
  }

  private String with(List<Model> added) {
    Integer models = keys.key(MODELS);
    if (models != null) {
      return intoArray(scanner.inside(scanner.value(models)), added);
    }
    Integer own = keys.inlineTable(OWN);
    if (own != null) {
      return keys.intoTable(own, "models = [" + entries(added, ", ") + "]");
    }
    Integer tool = keys.inlineTable(TOOL);
    return tool == null
        ? atTheEnd(added)
        : keys.intoTable(tool, "modelops-bundle.models = [" + entries(added, ", ") + "]");
  }

  private String atTheEnd(List<Model> added) {
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
            .collect(joining(lineBreak, KeyInsertion.gap(text), ""));
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
        .collect(joining(separator));
  }

  static String string(String value) {
    // ids and class names have no control characters
    return "\"" + value.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
  }
}
