package io.modelops.bundle.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.modelops.bundle.value.Model;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ModelReportTest {
  private static final int DRAWS = 500;

  private static List<Model> read(String report) throws IOException {
    return ModelReport.models(new ByteArrayInputStream(report.getBytes(UTF_8)));
  }

  private static String report(List<Model> models) {
    return Documents.text(JsonDocument.discover(models, List.of(), null, null, null, null));
  }

  @Test
  void modelsAreReadBackWhateverTheirTexts() throws IOException {
    for (long seed = 0; seed < DRAWS; seed++) {
      List<Model> models =
          new Values(seed).models().stream().map(model -> model.withDataHints(List.of())).toList();
      String report = report(models);
      assertThat(report(read(report))).isEqualTo(report);
    }
  }

  @Test
  void reportOfAnOlderVersionHasModelsWithoutParameters() throws IOException {
    String report =
        """
        {"models": [{"id": "a", "class": "m:A", "file": "m.py", "line": 3, "verdict": "MODEL",
          "more": [{"deep": [1.5, true, null]}]}]}
        """;
    assertThat(read(report))
        .singleElement()
        .satisfies(
            model -> {
              assertThat(model.id()).isEqualTo("a");
              assertThat(model.location()).hasToString("m.py:3");
              assertThat(model.parameters()).isEmpty();
            });
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[]",
        "no",
        "{}",
        "{\"models\": 1}",
        "{\"models\": [{\"id\": \"a\"}]}",
        "{\"models\": [",
        "{\"models\": [{\"id\": \"a\", \"class\": \"m:A\", \"file\": \"m.py\", \"verdict\": \"X\"}]}",
        "{\"models\": [{\"id\": \"a\", \"class\": \"m:A\", \"file\": \"m.py\", \"line\": -1, \"verdict\":"
            + " \"MODEL\"}]}",
      })
  void whatIsNoReportIsRefused(String text) {
    assertThatThrownBy(() -> read(text))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith("not a report of discover: ");
  }

  @Test
  void deepNestingIsRefusedAndDoesNotOverflow() {
    String text = "{\"models\": [], \"x\": " + "[".repeat(1_000_000);
    assertThatThrownBy(() -> read(text)).isInstanceOf(IOException.class);
  }
}
