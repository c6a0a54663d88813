package io.modelops.bundle.value;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What differs between two lists of models for those who run them: which there are, what they are
 * given and give, and of which files they consist. What the files hold is not compared.
 */
public final class ModelDifference extends Value {
  private static final long serialVersionUID = 1L;

  private final List<String> added;
  private final List<String> removed;
  private final SortedMap<String, List<String>> changed;

  private ModelDifference(
      List<String> added, List<String> removed, Map<String, List<String>> changed) {
    SortedMap<String, List<String>> sorted = new TreeMap<>(BundlePath.ORDER);
    changed.forEach((id, lines) -> sorted.put(id, List.copyOf(lines)));
    this.added = List.copyOf(added);
    this.removed = List.copyOf(removed);
    this.changed = Collections.unmodifiableSortedMap(sorted);
  }

  public static ModelDifference of(
      List<String> added, List<String> removed, Map<String, List<String>> changed) {
    return new ModelDifference(added, removed, changed);
  }

  /** Compares models of the same id; of several with one id, the last. */
  public static ModelDifference between(List<Model> before, List<Model> after) {
    SortedMap<String, Model> old = byId(before);
    SortedMap<String, Model> now = byId(after);
    Map<String, List<String>> changed = new LinkedHashMap<>();
    old.forEach(
        (id, model) -> {
          Model other = now.get(id);
          List<String> lines = other == null ? List.of() : lines(model, other);
          if (!lines.isEmpty()) {
            changed.put(id, lines);
          }
        });
    return new ModelDifference(
        now.keySet().stream().filter(id -> !old.containsKey(id)).toList(),
        old.keySet().stream().filter(id -> !now.containsKey(id)).toList(),
        changed);
  }

  private static SortedMap<String, Model> byId(List<Model> models) {
    SortedMap<String, Model> byId = new TreeMap<>(BundlePath.ORDER);
    models.forEach(model -> byId.put(model.id(), model));
    return byId;
  }

  private static List<String> lines(Model before, Model after) {
    List<String> lines = new ArrayList<>();
    compare("class", before.className(), after.className(), lines);
    Map<String, String> signatures = signatures(after);
    signatures(before)
        .forEach(
            (method, signature) -> {
              if (signatures.containsKey(method)) {
                compare(method + ": signature", signature, signatures.get(method), lines);
              }
            });
    Map<String, Parameter> parameters = byName(after.parameters(), Parameter::name);
    byName(before.parameters(), Parameter::name)
        .forEach(
            (name, parameter) -> {
              Parameter other = parameters.get(name);
              if (other != null) {
                compare(parameter, other, lines);
              }
            });
    list("parameter", before.parameters(), after.parameters(), Parameter::name, lines);
    list("output", before.outputs(), after.outputs(), DecoratedMethod::name, lines);
    list("scenario", before.scenarios(), after.scenarios(), DecoratedMethod::name, lines);
    list("file", before.files(), after.files(), Function.identity(), lines);
    return lines;
  }

  private static Map<String, String> signatures(Model model) {
    Map<String, String> signatures = new LinkedHashMap<>();
    for (Reason reason : model.reasons()) {
      if (reason.method() != null && reason.signature() != null) {
        signatures.put(reason.method(), reason.signature());
      }
    }
    return signatures;
  }

  private static <T> Map<String, T> byName(List<T> values, Function<T, String> name) {
    Map<String, T> byName = new LinkedHashMap<>();
    values.forEach(each -> byName.put(name.apply(each), each));
    return byName;
  }

  private static void compare(Parameter before, Parameter after, List<String> into) {
    String what = "parameter " + before.name() + ": ";
    compare(what + "kind", before.kind(), after.kind(), into);
    compare(what + "default", before.defaultValue(), after.defaultValue(), into);
    compare(what + "lower", before.lower(), after.lower(), into);
    compare(what + "upper", before.upper(), after.upper(), into);
  }

  /** Values are compared, not only their texts: 0.10 is 0.1, and a text may be computed. */
  private static void compare(
      String what, @Nullable Object before, @Nullable Object after, List<String> into) {
    if (!Objects.equals(meaning(before), meaning(after))) {
      into.add(what + " " + show(before) + " -> " + show(after));
    }
  }

  private static @Nullable Object meaning(@Nullable Object value) {
    return value instanceof SourceValue known && known.plain() != null ? known.plain() : value;
  }

  private static String show(@Nullable Object value) {
    if (value == null) {
      return "none";
    }
    return value instanceof SourceValue known && known.computed()
        ? known.text() + " (computed)"
        : value.toString();
  }

  private static <T> void list(
      String what, List<T> before, List<T> after, Function<T, String> name, List<String> into) {
    Set<String> old = new HashSet<>(before.stream().map(name).toList());
    Set<String> now = new HashSet<>(after.stream().map(name).toList());
    after.stream()
        .map(name)
        .filter(each -> !old.contains(each))
        .forEach(each -> into.add(what + " " + each + " added"));
    before.stream()
        .map(name)
        .filter(each -> !now.contains(each))
        .forEach(each -> into.add(what + " " + each + " removed"));
  }

  /** Ids of models that are in the second list only, sorted by UTF-8 bytes. */
  public List<String> added() {
    return added;
  }

  /** Ids of models that are in the first list only, sorted by UTF-8 bytes. */
  public List<String> removed() {
    return removed;
  }

  /**
   * Models of both lists that differ, by id, with what differs in words, such as {@code parameter
   * beta: default 0.3 -> 0.25} or {@code parameter gamma added}.
   */
  public SortedMap<String, List<String>> changed() {
    return changed;
  }

  public boolean isEmpty() {
    return added.isEmpty() && removed.isEmpty() && changed.isEmpty();
  }

  @Override
  List<@Nullable Object> parts() {
    return Arrays.asList(added, removed, changed);
  }
}
