package io.modelops.bundle;

import io.modelops.bundle.spi.ManifestFormat;
import io.modelops.bundle.spi.SourceTree;
import io.modelops.bundle.spi.WorkspaceStore;
import io.modelops.bundle.value.BundlePath;
import io.modelops.bundle.value.Glob;
import io.modelops.bundle.value.Issue;
import io.modelops.bundle.value.ManifestContent;
import io.modelops.bundle.value.Model;
import io.modelops.bundle.value.Reason;
import io.modelops.bundle.value.Settings;
import io.modelops.bundle.value.Settings.ModelSetting;
import io.modelops.bundle.value.Verdict;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Chooses what the project's settings say. */
final class ConfiguredModels {
  private static final int LONGEST_MANIFEST = 64 << 20;

  private final Context context;
  private final List<Model> candidates;
  private final SourceTree.Listing listing;
  private final List<Issue> issues = new ArrayList<>();

  ConfiguredModels(Context context, List<Model> candidates, SourceTree.Listing listing) {
    this.context = context;
    this.candidates = candidates;
    this.listing = listing;
  }

  Selection select() {
    Settings settings = SettingsFile.read(context);
    List<Model> models =
        settings.models().isEmpty()
            ? candidates.stream().filter(model -> model.verdict() == Verdict.MODEL).toList()
            : settings.models().stream().map(this::model).toList();
    List<String> tracked = tracked();
    if (models.isEmpty() && tracked.isEmpty() && allIgnored()) {
      throw new DiscoveryException(
          "everything-ignored",
          context.root(),
          "the ignore rules leave out every file of " + context.root(),
          "correct the ignore rules in .modelopsignore",
          null);
    }
    return new Selection(context, models, tracked, issues.stream().sorted().toList());
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
    List<String> files = setting.files().isEmpty() ? model.files() : files(setting);
    Set<String> outside = new TreeSet<>(BundlePath.ORDER);
    outside.addAll(model.files());
    files.forEach(outside::remove);
    for (String path : outside) {
      warn(
          setting,
          "outside-patterns",
          "model " + quote(setting.id()) + " needs " + quote(path) + ", which its files leave out");
    }
    return new Model(
        setting.id(),
        model.className(),
        model.verdict(),
        model.location(),
        model.reasons(),
        model.bases(),
        files,
        model.dataHints(),
        model.doc());
  }

  private Model candidate(ModelSetting setting) {
    List<Model> same =
        candidates.stream().filter(each -> each.className().equals(setting.className())).toList();
    return same.stream()
        .filter(each -> each.verdict() == Verdict.MODEL)
        .findFirst()
        .or(() -> same.stream().findFirst())
        .orElseThrow(() -> missing(setting));
  }

  private ConfigurationException missing(ModelSetting setting) {
    boolean allIgnored = allIgnored();
    return wrong(
        setting,
        "model-missing",
        "no class "
            + quote(setting.className())
            + (allIgnored ? "; the ignore rules leave out every file" : " looks like a model"),
        allIgnored ? "correct the ignore rules" : "discover lists the classes that there are");
  }

  private boolean allIgnored() {
    return listing.files().isEmpty() && !listing.ignored().isEmpty();
  }

  private List<String> files(ModelSetting setting) {
    Set<String> files = new TreeSet<>(BundlePath.ORDER);
    for (Glob glob : setting.files()) {
      List<String> matching = matching(glob, listing.files());
      if (matching.isEmpty()) {
        throw nothing(setting, glob);
      }
      files.addAll(matching);
    }
    return List.copyOf(files);
  }

  private List<String> matching(Glob glob, List<String> files) {
    // the manifest is never in itself
    List<String> reserved =
        context.providers().all(ManifestFormat.class).stream()
            .map(ManifestFormat::fileName)
            .toList();
    return files.stream().filter(file -> glob.matches(file) && !reserved.contains(file)).toList();
  }

  private ConfigurationException nothing(ModelSetting setting, Glob glob) {
    String pattern = quote(glob.toString());
    String hint = "correct files of model " + quote(setting.id());
    if (!matching(glob, listing.ignored()).isEmpty()) {
      String message = pattern + " matches ignored files only";
      return wrong(setting, "files-ignored", message, hint + ", or the ignore rules");
    }
    return Glob.isPattern(glob.toString())
        ? wrong(setting, "pattern-without-match", pattern + " matches no file", hint)
        : wrong(setting, "file-missing", "there is no file " + pattern, hint);
  }

  private List<String> tracked() {
    boolean workspace =
        context.providers().all(WorkspaceStore.class).stream()
            .anyMatch(store -> store.exists(context.root()));
    return workspace ? Workspace.trackedOf(context) : unclaimed();
  }

  /** In a clone without a workspace, what the manifest lists beside the models' files. */
  private List<String> unclaimed() {
    for (ManifestFormat format : context.providers().all(ManifestFormat.class)) {
      Path file = context.root().resolve(format.fileName());
      if (Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
        try (InputStream in = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
          return unclaimed(format.read(in.readNBytes(LONGEST_MANIFEST)));
        } catch (IOException e) {
          issues.add(
              new Issue(
                  Issue.Severity.WARNING,
                  "manifest-unreadable",
                  format.fileName(),
                  0,
                  0,
                  "files beside those of models are not known: " + e.getMessage()));
        }
      }
    }
    return List.of();
  }

  private static List<String> unclaimed(ManifestContent manifest) {
    Set<String> claimed = new HashSet<>();
    manifest.models().values().forEach(model -> claimed.addAll(model.files()));
    return manifest.files().keySet().stream().filter(path -> !claimed.contains(path)).toList();
  }

  private void warn(ModelSetting setting, String code, String message) {
    var at = setting.location();
    issues.add(new Issue(Issue.Severity.WARNING, code, at.file(), at.line(), at.column(), message));
  }

  private static ConfigurationException wrong(
      ModelSetting setting, String code, String message, String hint) {
    var at = setting.location();
    return new ConfigurationException(code, at.file(), at.line(), at.column(), message, hint);
  }

  private static String quote(String text) {
    return BundlePath.quote(text);
  }
}
