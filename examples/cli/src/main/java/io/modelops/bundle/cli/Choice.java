package io.modelops.bundle.cli;

import io.modelops.bundle.value.Model;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/** Models, each chosen or not. */
final class Choice {
  private final List<Model> models;
  private final BitSet chosen = new BitSet();

  /**
   * @param initially which are chosen to begin with
   */
  Choice(List<Model> models, Predicate<Model> initially) {
    this.models = List.copyOf(models);
    IntStream.range(0, models.size())
        .filter(i -> initially.test(models.get(i)))
        .forEach(chosen::set);
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

  /** Those whose id has the text in it, whatever its case. */
  List<Integer> matching(String text) {
    String wanted = text.toLowerCase(Locale.ROOT);
    return IntStream.range(0, models.size())
        .filter(i -> models.get(i).id().toLowerCase(Locale.ROOT).contains(wanted))
        .boxed()
        .toList();
  }

  List<Model> chosen() {
    return chosen.stream().mapToObj(models::get).toList();
  }
}
