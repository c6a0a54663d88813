package io.modelops.bundle.cli;

import io.modelops.bundle.value.Model;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/** Models, each chosen or not. Those that one rule found stand together. */
final class Choice {
  private final List<Model> models;
  private final boolean grouped;
  private final BitSet chosen = new BitSet();

  /**
   * @param initially which are chosen to begin with
   */
  Choice(List<Model> models, Predicate<Model> initially) {
    List<String> rules = models.stream().map(Choice::rule).distinct().toList();
    this.models =
        models.stream().sorted(Comparator.comparingInt(each -> rules.indexOf(rule(each)))).toList();
    this.grouped = rules.size() > 1;
    IntStream.range(0, models.size()).filter(i -> initially.test(model(i))).forEach(chosen::set);
  }

  private static String rule(Model model) {
    String rule = model.rule();
    return rule == null ? "" : rule;
  }

  /**
   * The rule that found a model, if several rules found some and it is not that of the model before
   * it; else empty.
   *
   * @param before the index of that model; negative for none
   */
  String heading(int index, int before) {
    String rule = rule(model(index));
    return grouped && (before < 0 || !rule.equals(rule(model(before)))) ? rule : "";
  }

  int size() {
    return models.size();
  }

  Model model(int index) {
    return models.get(index);
  }

  boolean isChosen(int index) {
    return chosen.get(index);
  }

  void toggle(int index) {
    chosen.flip(index);
  }

  /** Chooses all of them, or, if all are chosen, none. */
  void toggleAll(List<Integer> indexes) {
    boolean choose = !indexes.stream().allMatch(chosen::get);
    indexes.forEach(i -> chosen.set(i, choose));
  }

  /** Those whose id or rule has the text in it, whatever its case. */
  List<Integer> matching(String text) {
    String wanted = text.toLowerCase(Locale.ROOT);
    return IntStream.range(0, models.size())
        .filter(i -> text(i).toLowerCase(Locale.ROOT).contains(wanted))
        .boxed()
        .toList();
  }

  private String text(int index) {
    return grouped ? rule(model(index)) + " " + model(index).id() : model(index).id();
  }

  List<Model> chosen() {
    return chosen.stream().mapToObj(models::get).toList();
  }
}
