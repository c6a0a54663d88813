package io.modelops.bundle.report;

import io.modelops.bundle.Discovery;
import io.modelops.bundle.Selection;
import io.modelops.bundle.error.ErrorCode;
import io.modelops.bundle.error.ManifestException;
import io.modelops.bundle.value.Explanation;
import io.modelops.bundle.value.Issue;
import io.modelops.bundle.value.ManifestContent;
import io.modelops.bundle.value.Model;
import io.modelops.bundle.value.Relations;
import io.modelops.bundle.value.Suggestion;
import io.modelops.bundle.value.Verdict;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a report tells.
 *
 * @param chosen the models of the bundle
 * @param models those that are not chosen
 * @param others the classes that are no models
 * @param suggestions what models may be; empty if some were found
 * @param files why each file of the bundle is in it
 * @param manifest null if there is nothing to bundle, or no manifest can be made
 * @param fault why none can be made; null if it can, or there is nothing
 */
record Content(
    List<Model> chosen,
    List<Model> models,
    List<Model> others,
    List<Issue> issues,
    List<Suggestion> suggestions,
    List<Explanation> files,
    Relations relations,
    @Nullable ManifestContent manifest,
    @Nullable String fault) {

  static Content of(Discovery discovery, Selection selection) {
    Set<String> chosen =
        selection.models().stream().map(Model::className).collect(Collectors.toSet());
    Map<Boolean, List<Model>> rest =
        discovery.candidates().stream()
            .filter(each -> !chosen.contains(each.className()))
            .collect(Collectors.partitioningBy(each -> each.verdict() == Verdict.MODEL));
    ManifestContent manifest = null;
    String fault = null;
    try {
      manifest = selection.manifest().content();
    } catch (ManifestException e) {
      if (e.errorCode() == ErrorCode.SOURCE_CHANGED) {
        throw e;
      }
      fault = e.errorCode() == ErrorCode.NOTHING_SELECTED ? null : e.getMessage();
    }
    return new Content(
        selection.models(),
        rest.getOrDefault(true, List.of()),
        rest.getOrDefault(false, List.of()),
        Stream.of(discovery.settings().issues(), discovery.issues(), selection.issues())
            .flatMap(List::stream)
            .distinct()
            .sorted()
            .toList(),
        discovery.models().isEmpty() ? discovery.suggestions() : List.of(),
        selection.explanations(),
        selection.relations(),
        manifest,
        fault);
  }

  /** What a reader may click on: the place in the page, by class name. */
  Map<String, String> modelAnchors() {
    Map<String, String> anchors = new HashMap<>();
    for (List<Model> all : List.of(chosen, models, others)) {
      all.forEach(model -> anchors.putIfAbsent(model.className(), "m" + anchors.size()));
    }
    return anchors;
  }

  /** The same of the bundle's files, by path. */
  Map<String, String> fileAnchors() {
    Map<String, String> anchors = new HashMap<>();
    files.forEach(file -> anchors.put(file.path(), "f" + anchors.size()));
    return anchors;
  }
}
