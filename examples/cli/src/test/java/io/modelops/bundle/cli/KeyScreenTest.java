package io.modelops.bundle.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.modelops.bundle.value.Model;
import io.modelops.bundle.value.SourceRange;
import io.modelops.bundle.value.Verdict;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeyScreenTest {
  private static final int WIDTH = 80;

  private final Choice choice =
      new Choice(IntStream.range(0, 30).mapToObj(KeyScreenTest::model).toList(), model -> false);
  private final KeyScreen screen = new KeyScreen(choice, Style.PLAIN);

  private static Model model(int number) {
    String id = "models.m" + number + ":" + "Model".repeat(number) + "\u001b";
    SourceRange place = new SourceRange("models/m" + number + ".py", 1, 1, 2);
    return Model.of(id, Verdict.MODEL, place);
  }

  @Test
  void screenFitsTheTerminalAndFollowsTheCursor() {
    assertThat(screen.lines(WIDTH, 10)).hasSize(9).allMatch(line -> line.length() < WIDTH);
    screen.move(29);
    assertThat(screen.lines(WIDTH, 10)).anyMatch(line -> line.startsWith("> [ ] models.m29:"));
    screen.move(-100);
    assertThat(screen.lines(WIDTH, 10).get(1)).startsWith("> [ ] models.m0:");
  }

  @Test
  void namesCannotCommandTheTerminal() {
    assertThat(screen.lines(WIDTH, 40)).noneMatch(line -> line.contains("\u001b"));
  }

  @Test
  void searchShowsWhatMatchesAndTogglesThat() {
    screen.startSearch();
    "M2".chars().forEach(screen::type);
    assertThat(screen.lines(WIDTH, 40)).hasSize(1 + 11 + 1);
    screen.endSearch();
    screen.toggleAll();
    assertThat(choice.chosen()).hasSize(11);
    screen.startSearch();
    screen.rubOut();
    assertThat(screen.clearSearch()).isTrue();
    assertThat(screen.lines(WIDTH, 40)).hasSize(1 + 30 + 1);
  }

  @Test
  void pagesAreAsLongAsTheScreen() {
    screen.lines(WIDTH, 13);
    screen.movePages(1);
    assertThat(screen.lines(WIDTH, 13)).anyMatch(line -> line.startsWith("> [ ] models.m10:"));
    screen.movePages(9);
    assertThat(screen.lines(WIDTH, 13)).anyMatch(line -> line.startsWith("> [ ] models.m29:"));
    screen.movePages(-1);
    assertThat(screen.lines(WIDTH, 13)).anyMatch(line -> line.startsWith("> [ ] models.m19:"));
  }

  @Test
  void searchIsClearedBeforeAnythingElseIsLeft() {
    screen.startSearch();
    screen.type('2');
    screen.endSearch();
    assertThat(screen.clearSearch()).isTrue();
    assertThat(screen.lines(WIDTH, 40)).hasSize(1 + 30 + 1);
    assertThat(screen.clearSearch()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 20, 36, 50, 80, 120})
  void keysAreExplainedInWholeWordsAtAnyWidth(int width) {
    List<String> lines = screen.lines(width, 24);
    assertThat(lines).allMatch(line -> line.length() < Math.max(width, 4));
    if (width > 20) {
      assertThat(lines).last().asString().endsWith("leave").contains("space toggle", "enter");
    }
  }

  @Test
  void nothingFoundIsSaid() {
    screen.startSearch();
    screen.type('#');
    screen.toggle();
    assertThat(screen.lines(WIDTH, 40)).anyMatch(line -> line.contains("no model has this"));
    assertThat(choice.chosen()).isEmpty();
  }

  @Test
  void modelsOfSeveralRulesStandUnderTheirRules() {
    List<Model> models =
        IntStream.range(0, 12)
            .mapToObj(i -> model(i).withRule(i % 2 == 0 ? "mesa" : "pints"))
            .toList();
    Choice grouped = new Choice(models, model -> model.id().startsWith("models.m1:"));
    KeyScreen rules = new KeyScreen(grouped, Style.PLAIN);
    List<String> lines = rules.lines(WIDTH, 40);
    assertThat(lines).hasSize(1 + 2 + 12 + 1);
    assertThat(lines.get(1)).isEqualTo("  rule mesa:");
    assertThat(lines.get(2)).startsWith("> [ ] models.m0:");
    assertThat(lines.get(8)).isEqualTo("  rule pints:");
    assertThat(lines.get(9)).startsWith("  [x] models.m1:");
    for (int i = 0; i < 12; i++) {
      assertThat(rules.lines(WIDTH, 7)).hasSizeLessThan(7).anyMatch(line -> line.startsWith("> "));
      rules.move(1);
    }
    rules.startSearch();
    "pints".chars().forEach(rules::type);
    assertThat(rules.lines(WIDTH, 40)).hasSize(1 + 1 + 6 + 1);
  }
}
