package io.modelops.bundle.internal.project;

import io.modelops.bundle.error.ConfigurationException;
import io.modelops.bundle.error.ErrorCode;
import io.modelops.bundle.internal.call.Project;
import io.modelops.bundle.spi.ManifestFormat;
import io.modelops.bundle.value.BundlePath;
import io.modelops.bundle.value.Glob;
import io.modelops.bundle.value.Issue;
import io.modelops.bundle.value.Model;
import io.modelops.bundle.value.Reason;
import io.modelops.bundle.value.Settings;
import io.modelops.bundle.value.Settings.ModelSetting;
import io.modelops.bundle.value.Verdict;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/** Chooses what the project's settings say. */
public final class ConfiguredModels {
  private static final String SECRET = "it looks like a secret by its first bytes";

  private final Project project;
  private final Settings settings;
  private final ModelSearch found;
  private final List<Issue> issues = new ArrayList<>();
  private final SortedMap<String, Boolean> secrets = new TreeMap<>(BundlePath.ORDER);
  private Set<String> tracked = Set.of();

  public ConfiguredModels(Project project, Settings settings, ModelSearch found) {
    this.project = project;
    this.settings = settings;
    this.found = found;
  }

  /**
   * The models that the settings name, or every model if they do not name any.
   *
   * @param others files that belong to the bundle in any case
   */
  public List<Model> select(List<String> others) {
    tracked = Set.copyOf(others);
    List<Model> models =
        settings.namesModels()
            ? settings.models().stream().map(this::model).toList()
            : found.candidates().stream()
                .filter(model -> model.verdict() == Verdict.MODEL)
                .toList();
    if (models.isEmpty() && tracked.isEmpty()) {
      found.requireFiles(project);
    }
    return models;
  }

  /** The files whose first bytes were looked at. */
  public Set<String> looked() {
    return secrets.keySet();
  }

  /** What is odd about the choice, sorted; complete once everything was asked for. */
  public List<Issue> issues() {
    return issues.stream().sorted().toList();
  }

  private Model model(ModelSetting setting) {
    Model model = candidate(setting);
    if (model.verdict() != Verdict.MODEL) {
      String reasons = String.join("; ", model.reasons().stream().map(Reason::text).toList());
      warn(
          setting,
          "not-a-model",
          "model " + quote(setting.id()) + " is " + model.verdict() + ": " + reasons);
    }
    List<String> files = setting.files().isEmpty() ? model.files() : files(setting, model);
    Set<String> outside = new TreeSet<>(BundlePath.ORDER);
    outside.addAll(model.files());
    files.forEach(outside::remove);
    for (String path : outside) {
      warn(
          setting,
          "outside-patterns",
          "model " + quote(setting.id()) + " needs " + quote(path) + ", which its files leave out");
    }
    return model.withId(setting.id()).withFiles(files);
  }

  private Model candidate(ModelSetting setting) {
    List<Model> same =
        found.candidates().stream()
            .filter(each -> each.className().equals(setting.className()))
            .toList();
    return same.stream()
        .filter(each -> each.verdict() == Verdict.MODEL)
        .findFirst()
        .or(() -> same.stream().findFirst())
        .orElseThrow(() -> missing(setting));
  }

  private ConfigurationException missing(ModelSetting setting) {
    boolean allIgnored = found.allIgnored();
    return wrong(
        setting,
        ErrorCode.MODEL_MISSING,
        "no class "
            + quote(setting.className())
            + (allIgnored ? "; the ignore rules leave out every file" : " looks like a model"),
        allIgnored
            ? "correct the ignore rules"
            : "correct its class, or save what is there by Discovery.save");
  }

  /**
   * What the patterns match, but for secrets that neither were added nor are imported.
   *
   * @throws ConfigurationException if a secret is named
   */
  private List<String> files(ModelSetting setting, Model model) {
    Set<String> files = matching(setting);
    List<String> unknown =
        files.stream()
            .filter(path -> !tracked.contains(path) && !model.files().contains(path))
            .toList();
    look(unknown.stream().filter(path -> !secrets.containsKey(path)).toList());
    for (String path : unknown) {
      if (secrets.getOrDefault(path, false)) {
        if (setting.files().stream().anyMatch(glob -> glob.toString().equals(path))) {
          throw secret(setting, path);
        }
        files.remove(path);
        warn(
            setting,
            "secret-left-out",
            "model " + quote(setting.id()) + " goes without " + quote(path) + ": " + SECRET);
      }
    }
    if (files.isEmpty()) {
      throw secret(setting, unknown.get(0));
    }
    return List.copyOf(files);
  }

  private void look(List<String> paths) {
    try {
      List<Boolean> found =
          project.operation().map(paths, path -> SecretContent.isIn(project.root(), path));
      for (int i = 0; i < paths.size(); i++) {
        secrets.put(paths.get(i), found.get(i));
      }
    } catch (IOException e) {
      throw ProjectFileStats.unreadable("", e);
    }
  }

  private static ConfigurationException secret(ModelSetting setting, String path) {
    String hint = "if it belongs to the bundle all the same, add it by force";
    return wrong(setting, ErrorCode.FILES_IGNORED, quote(path) + ": " + SECRET, hint);
  }

  private Set<String> matching(ModelSetting setting) {
    Set<String> files = new TreeSet<>(BundlePath.ORDER);
    for (Glob glob : setting.files()) {
      List<String> matching = matching(glob, found.listing().files());
      if (matching.isEmpty()) {
        throw nothing(setting, glob);
      }
      files.addAll(matching);
    }
    return files;
  }

  private List<String> matching(Glob glob, List<String> files) {
    List<String> reserved = manifestNames(); // the manifest is never in itself
    return files.stream().filter(file -> glob.matches(file) && !reserved.contains(file)).toList();
  }

  private ConfigurationException nothing(ModelSetting setting, Glob glob) {
    String pattern = quote(glob.toString());
    String hint = "correct files of model " + quote(setting.id());
    if (!matching(glob, found.listing().ignored()).isEmpty()) {
      String message = pattern + " matches ignored files only";
      return wrong(setting, ErrorCode.FILES_IGNORED, message, hint + ", or the ignore rules");
    }
    return Glob.isPattern(glob.toString())
        ? wrong(setting, ErrorCode.PATTERN_WITHOUT_MATCH, pattern + " matches no file", hint)
        : wrong(setting, ErrorCode.FILE_MISSING, "there is no file " + pattern, hint);
  }

  /** The manifests' names. */
  public List<String> manifestNames() {
    return project.providers().all(ManifestFormat.class).stream()
        .map(ManifestFormat::fileName)
        .toList();
  }

  /**
   * In a clone without a workspace, what the manifest lists beside the models' files.
   *
   * @throws WorkspaceException if that is something that may not be tracked
   */
  public List<String> listed() {
    try {
      ListedFiles listed = ListedFiles.of(project);
      issues.addAll(listed.issues());
      return listed.required();
    } catch (IOException e) {
      throw ProjectFileStats.unreadable("", e);
    }
  }

  private void warn(ModelSetting setting, String code, String message) {
    var at = setting.location();
    issues.add(Issue.of(Issue.Severity.WARNING, code, at.file(), at.line(), at.column(), message));
  }

  private static ConfigurationException wrong(
      ModelSetting setting, ErrorCode code, String message, String hint) {
    var at = setting.location();
    return new ConfigurationException(code, at.file(), at.line(), at.column(), message, hint);
  }

  private static String quote(String text) {
    return BundlePath.quote(text);
  }
}
