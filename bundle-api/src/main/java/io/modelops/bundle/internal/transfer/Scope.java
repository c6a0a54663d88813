package io.modelops.bundle.internal.transfer;

import io.modelops.bundle.error.ErrorCode;
import io.modelops.bundle.error.RegistryException;
import io.modelops.bundle.value.BundlePath;
import io.modelops.bundle.value.Glob;
import io.modelops.bundle.value.ManifestContent;
import io.modelops.bundle.value.ManifestContent.FileEntry;
import io.modelops.bundle.value.ManifestContent.ModelEntry;
import io.modelops.bundle.value.PullOptions;
import io.modelops.bundle.value.Reference;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** Which files of a bundle are wanted. */
final class Scope {
  private final PullOptions options;

  Scope(PullOptions options) {
    this.options = options;
  }

  /**
   * The wanted files of a bundle.
   *
   * @throws RegistryException code {@code not-in-bundle} if a model or pattern names nothing
   */
  SortedMap<String, FileEntry> of(ManifestContent content, Reference reference) {
    for (String model : options.models()) {
      if (!content.models().containsKey(model)) {
        throw missing(reference, "model " + BundlePath.quote(model));
      }
    }
    for (Glob pattern : options.paths()) {
      if (content.files().keySet().stream().noneMatch(path -> covers(pattern, path))) {
        throw missing(reference, "file " + BundlePath.quote(pattern.toString()));
      }
    }
    SortedMap<String, FileEntry> wanted = new TreeMap<>(content.files());
    Set<String> ofModels = ofModels(content);
    wanted.keySet().removeIf(path -> !has(path, ofModels));
    return wanted;
  }

  /** Those of the files that were wanted of another bundle, and are not in this one. */
  Set<String> gone(ManifestContent before, ManifestContent content) {
    Set<String> ofModels = ofModels(before);
    Set<String> gone = new HashSet<>(before.files().keySet());
    gone.removeIf(path -> content.files().containsKey(path) || !has(path, ofModels));
    return gone;
  }

  private Set<String> ofModels(ManifestContent content) {
    Set<String> files = new HashSet<>();
    for (Map.Entry<String, ModelEntry> model : content.models().entrySet()) {
      if (options.models().contains(model.getKey())) {
        files.addAll(model.getValue().files());
      }
    }
    return files;
  }

  private boolean has(String path, Set<String> ofModels) {
    return !options.isPartial()
        || ofModels.contains(path)
        || options.paths().stream().anyMatch(pattern -> covers(pattern, path));
  }

  /** Whether a pattern matches a file, or a directory that it is in. */
  private static boolean covers(Glob pattern, String path) {
    for (int end = path.indexOf('/'); end > 0; end = path.indexOf('/', end + 1)) {
      if (pattern.matches(path.substring(0, end))) {
        return true;
      }
    }
    return pattern.matches(path);
  }

  private static RegistryException missing(Reference reference, String what) {
    return new RegistryException(
        ErrorCode.NOT_IN_BUNDLE,
        reference.toString(),
        0,
        "",
        reference + ": the bundle has no " + what,
        "inspect shows what it has",
        null);
  }
}
