package io.modelops.bundle.internal.project;

import io.modelops.bundle.error.ErrorCode;
import io.modelops.bundle.error.ManifestException;
import io.modelops.bundle.spi.ManifestFormat;
import io.modelops.bundle.value.BundlePath;
import io.modelops.bundle.value.Model;
import io.modelops.bundle.value.Verdict;
import java.util.Collection;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What goes into a bundle, by name.
 *
 * @param models by id
 * @param files those of the models, and others
 */
public record BundleParts(SortedMap<String, ManifestFormat.Entry> models, SortedSet<String> files) {
  /**
   * Puts them together.
   *
   * @param others files that belong to no model
   * @throws ManifestException if two models have one id, the files of one are not known, a path is
   *     none for a bundle, or there is nothing
   */
  public static BundleParts of(
      ManifestFormat format, List<Model> models, Collection<String> others) {
    SortedMap<String, ManifestFormat.Entry> entries = new TreeMap<>(BundlePath.ORDER);
    SortedSet<String> files = new TreeSet<>(BundlePath.ORDER);
    files.addAll(others);
    for (Model model : models) {
      requireFiles(model);
      files.addAll(model.files());
      var entry = new ManifestFormat.Entry(model.className(), model.kind(), model.files());
      if (entries.put(model.id(), entry) != null) {
        throw new ManifestException(
            ErrorCode.DUPLICATE_MODEL,
            model.location().file(),
            "two models have the id " + model.id(),
            "select one of them",
            null);
      }
    }
    if (files.isEmpty()) {
      throw new ManifestException(
          ErrorCode.NOTHING_SELECTED,
          format.fileName(),
          "no model and no file is selected, so there is nothing to bundle",
          "look at Discovery.candidates(): each has the reason why it is no model",
          null);
    }
    ProjectFiles.check(files);
    return new BundleParts(entries, files);
  }

  private static void requireFiles(Model model) {
    if (model.verdict() != Verdict.MODEL && model.files().isEmpty()) {
      throw new ManifestException(
          ErrorCode.FILES_UNKNOWN,
          model.location().file(),
          "the files of " + model.className() + " are not known, as it is no model",
          "discover with DiscoveryOptions.withClasses of its name",
          null);
    }
  }
}
