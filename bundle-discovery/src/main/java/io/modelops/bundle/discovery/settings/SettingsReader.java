package io.modelops.bundle.discovery.settings;

import io.modelops.bundle.value.BundlePath;
import io.modelops.bundle.value.DiscoveryOptions;
import io.modelops.bundle.value.Glob;
import io.modelops.bundle.value.Issue;
import io.modelops.bundle.value.NamedRule;
import io.modelops.bundle.value.Reference;
import io.modelops.bundle.value.Settings;
import io.modelops.bundle.value.Settings.ModelSetting;
import io.modelops.bundle.value.SourceRange;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.tomlj.TomlPosition;
import org.tomlj.TomlTable;

/** Reads the table {@code [tool.modelops-bundle]} of pyproject.toml. */
public final class SettingsReader {
  private static final List<String> KEYS =
      List.of("models", "registry", "source-roots", "discovery", "gitignore");
  private static final List<String> MODEL_KEYS = List.of("id", "class", "files");
  private static final List<String> DISCOVERY_KEYS =
      List.of("methods", "rules", "rule", "tests", "prune", "environment");

  private static final Pattern ABSOLUTE = Pattern.compile("[/\\\\~].*|[A-Za-z]:.*");

  private final TomlFile file;
  private final List<Issue> issues = new ArrayList<>();

  private SettingsReader(TomlFile file) {
    this.file = file;
  }

  /**
   * Reads the settings of a file. A file without the table has the defaults.
   *
   * @throws io.modelops.bundle.error.ConfigurationException with line and column, if it is wrong
   */
  public static Settings read(TomlFile file) {
    TomlPosition start = TomlPosition.positionAt(1, 1);
    SettingsReader reader = new SettingsReader(file);
    reader.warnOfNewerToml();
    if (!(file.table().get(List.of("tool")) instanceof TomlTable tool)) {
      return Settings.none().withIssues(reader.issues);
    }
    SettingsTable own = new SettingsTable(file, tool, start).table("modelops-bundle");
    return own == null ? Settings.none().withIssues(reader.issues) : reader.read(own);
  }

  private void warnOfNewerToml() {
    if (file.newer() != null) {
      warn(
          "toml-1.1",
          file.newer(),
          "this is TOML 1.1, which older readers such as pip refuse; all read it if an inline table"
              + " is one line, or models are [[tool.modelops-bundle.models]] tables");
    }
  }

  private void warn(String code, TomlPosition at, String message) {
    issues.add(
        Issue.of(Issue.Severity.WARNING, code, file.name(), at.line(), at.column(), message));
  }

  private Settings read(SettingsTable own) {
    issues.addAll(own.unknown(KEYS));
    List<ModelSetting> models = models(own);
    Settings settings = own.has("models") ? Settings.none().withModels(models) : Settings.none();
    return settings
        .withRegistry(registry(own))
        .withDiscovery(discovery(own))
        .withGitIgnore(own.bool("gitignore", true))
        .withIssues(issues.stream().sorted().distinct().toList());
  }

  private static @Nullable String registry(SettingsTable own) {
    String registry = own.string("registry");
    if (registry != null) {
      try {
        Reference.parse(registry);
      } catch (IllegalArgumentException e) {
        boolean harmless = registry.chars().noneMatch(c -> "@?=&#".indexOf(c) >= 0);
        String reason = harmless ? ": " + e.getMessage() : "; it may hold no user name or token";
        throw own.wrong("registry", "registry is no reference" + reason);
      }
    }
    return registry;
  }

  private DiscoveryOptions discovery(SettingsTable own) {
    DiscoveryOptions options = DiscoveryOptions.defaults();
    List<String> roots = own.list("source-roots", "directories", SettingsReader::directory);
    options = options.withSourceRoots(roots.toArray(String[]::new));
    SettingsTable table = own.table("discovery");
    if (table == null) {
      return options;
    }
    issues.addAll(table.unknown(DISCOVERY_KEYS));
    options = rules(table, options).withEnvironment(environment(table));
    if (table.has("prune")) {
      List<String> names = table.list("prune", "directory names", SettingsReader::directoryName);
      options = options.withPrunedDirectories(new LinkedHashSet<>(names));
    }
    return table.bool("tests", options.tests()) ? options.withTests() : options;
  }

  /** What is said for all who have the project holds relative to it. */
  private static @Nullable String environment(SettingsTable table) {
    String environment = table.string("environment");
    if (environment != null && (environment.isBlank() || ABSOLUTE.matcher(environment).matches())) {
      throw table.wrong(
          "environment",
          "environment " + BundlePath.quote(environment) + " is not relative to the project");
    }
    return environment;
  }

  /** Methods alone take the place of the usual rules. */
  private DiscoveryOptions rules(SettingsTable table, DiscoveryOptions options) {
    RuleReader own = RuleReader.read(table, "rule");
    issues.addAll(own.issues());
    List<NamedRule> rules = new ArrayList<>();
    if (table.has("methods")) {
      List<String> methods = table.list("methods", "method names", RuleReader::method);
      if (methods.isEmpty()) {
        throw table.wrong("methods", "methods must name at least one method");
      }
      rules.addAll(options.withMethods(methods.toArray(String[]::new)).rules());
    }
    rules.addAll(own.rules());
    boolean chosen = table.has("rules");
    List<String> presets = chosen ? presets(table, rules) : options.presets();
    if (table.has("methods") && !chosen) {
      return options.withOnlyRules(rules);
    }
    if (presets.isEmpty() && rules.isEmpty()) {
      throw table.wrong("rules", "rules must name at least one rule");
    }
    return options.withRules(rules).withPresets(presets.toArray(String[]::new));
  }

  private static List<String> presets(SettingsTable table, List<NamedRule> own) {
    Set<String> known = new LinkedHashSet<>(Presets.load().names());
    own.forEach(rule -> known.add(rule.name()));
    return table.list(
        "rules",
        "names of rules",
        text -> {
          require(
              known.contains(text),
              text,
              "is no rule" + SettingsTable.meant(text, List.copyOf(known)));
          return text;
        });
  }

  private static String directory(String text) {
    String plain = Directories.plain(text);
    require(plain != null, text, "is no directory inside the project");
    return String.valueOf(plain).isEmpty() ? "." : String.valueOf(plain);
  }

  private static String directoryName(String text) {
    String literal = text.startsWith("*") ? text.substring(1) : text;
    boolean name = !literal.isEmpty() && !literal.contains("/") && !Glob.isPattern(literal);
    require(name, text, "is no directory name; only its first character may be a star");
    return text;
  }

  private static void require(boolean holds, String text, String fault) {
    if (!holds) {
      throw new IllegalArgumentException(BundlePath.quote(text) + " " + fault);
    }
  }

  private List<ModelSetting> models(SettingsTable own) {
    List<ModelSetting> models = new ArrayList<>();
    Map<String, ModelSetting> byId = new HashMap<>();
    Set<String> classes = new LinkedHashSet<>();
    for (SettingsTable entry : own.tables("models")) {
      issues.addAll(entry.unknown(MODEL_KEYS));
      ModelSetting model = model(entry);
      ModelSetting other = byId.put(model.id(), model);
      if (other != null) {
        String message =
            "id " + BundlePath.quote(model.id()) + " is that of line " + other.location().line();
        throw entry.wrong(entry.has("id") ? "id" : "class", message);
      }
      if (!classes.add(model.className())) {
        warnOfTwice(entry, model);
      }
      models.add(model);
    }
    return models;
  }

  private void warnOfTwice(SettingsTable entry, ModelSetting model) {
    TomlPosition at = entry.place("class");
    String message = "class " + BundlePath.quote(model.className()) + " has several ids";
    warn("same-class", at, message);
  }

  private ModelSetting model(SettingsTable entry) {
    String className = entry.string("class");
    if (className == null) {
      throw file.wrong(entry.at(), "a model needs class = \"module:ClassName\"");
    }
    if (!ClassNames.isClassName(className)) {
      String message = BundlePath.quote(className) + " is not of the form package.module:ClassName";
      throw entry.wrong("class", "class " + message);
    }
    String given = entry.string("id");
    String id = given == null ? className : given;
    if (!ClassNames.isId(id)) {
      throw entry.wrong("id", "id " + BundlePath.quote(id) + " is empty, too long or unprintable");
    }
    List<Glob> files = entry.list("files", "patterns", Glob::parse);
    if (files.isEmpty() && entry.has("files")) {
      throw entry.wrong("files", "files must have a pattern; without files, imports decide");
    }
    int line = entry.at().line();
    SourceRange place = new SourceRange(file.name(), line, entry.at().column(), line);
    return ModelSetting.of(className, place).withId(id).withFiles(files);
  }
}
