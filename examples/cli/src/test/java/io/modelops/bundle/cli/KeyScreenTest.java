package io.modelops.bundle.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.modelops.bundle.value.Model;
import io.modelops.bundle.value.SourceRange;
import io.modelops.bundle.value.Verdict;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

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
    screen.endSearch(true);
    screen.toggleAll();
    assertThat(choice.chosen()).hasSize(11);
    screen.startSearch();
    screen.rubOut();
    screen.endSearch(false);
    assertThat(screen.lines(WIDTH, 40)).hasSize(1 + 30 + 1);
  }

  @Test
  void nothingFoundIsSaid() {
    screen.startSearch();
    screen.type('#');
    screen.toggle();
    assertThat(screen.lines(WIDTH, 40)).anyMatch(line -> line.contains("no model has this"));
    assertThat(choice.chosen()).isEmpty();
  }
}
