package io.modelops.bundle.discovery;

import static org.assertj.core.api.Assertions.assertThat;

import io.modelops.bundle.value.ModelDifference;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelDifferenceTest {
  @TempDir Path before;
  @TempDir Path after;
  Project old;
  Project now;

  @BeforeEach
  void open() {
    old = new Project(before);
    now = new Project(after);
  }

  private ModelDifference difference() {
    return now.discover().difference(old.discover().models());
  }

  private static String model(String parameters, String rest) {
    return """
        from helper import *
        class M:
            def __init__(self%s): ...
            def simulate(self, seed=1): ...
            def parameters(self): ...
        %s"""
        .formatted(parameters, rest);
  }

  @Test
  void sameModelsDoNotDiffer() {
    String source = model(", beta=0.3", "");
    old.with("m.py", source);
    now.with("m.py", source.replace("0.3", "0.30  # the same").replace("class", "\n\nclass"));
    assertThat(difference().isEmpty()).isTrue();
    assertThat(difference().changed()).isEmpty();
  }

  @Test
  void addedAndRemovedModelsAreNamed() {
    old.with("a.py", Project.model("A")).with("b.py", Project.model("B"));
    now.with("b.py", Project.model("B")).with("c.py", Project.model("C"));
    assertThat(difference())
        .isEqualTo(ModelDifference.of(List.of("c:C"), List.of("a:A"), java.util.Map.of()));
    assertThat(difference().isEmpty()).isFalse();
  }

  @Test
  void everyChangeOfParametersIsALine() {
    old.with("m.py", model(", beta=0.3, n: int = 1, x=1, gone=2, req=0", ""));
    now.with("m.py", model(", beta=0.25, n: float = 1, x=f(y), req, gamma=1", ""));
    assertThat(difference().changed().get("m:M"))
        .containsExactly(
            "parameter beta: default 0.3 -> 0.25",
            "parameter n: kind int -> float",
            "parameter x: default 1 -> f(y) (computed)",
            "parameter req: default 0 -> none",
            "parameter gamma added",
            "parameter gone removed");
  }

  @Test
  void boundsOutputsScenariosSignaturesAndFilesAreCompared() {
    String rest =
        """
            SPACE = [ParameterSpec("r", 0, 1)]
            @model_output("cases")
            def cases(self): ...
            @model_scenario("base")
            def base(self): ...
        """;
    old.with("m.py", model("", rest)).with("helper.py", "");
    now.with("helper/__init__.py", "");
    now.with(
        "m.py",
        model(
                "",
                rest.replace("0, 1", "-1, 2")
                    .replace("cases\"", "deaths\"")
                    .replace("base\"", "x\""))
            .replace("seed=1", "*, seed=1"));
    assertThat(difference().changed().get("m:M"))
        .containsExactly(
            "simulate: signature (self, seed=1) -> (self, *, seed=1)",
            "parameter r: lower 0 -> -1",
            "parameter r: upper 1 -> 2",
            "output deaths added",
            "output cases removed",
            "scenario x added",
            "scenario base removed",
            "file helper/__init__.py added",
            "file helper.py removed");
  }
}
