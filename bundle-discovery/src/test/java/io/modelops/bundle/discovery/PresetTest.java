package io.modelops.bundle.discovery;

import static org.assertj.core.api.Assertions.assertThat;

import io.modelops.bundle.discovery.settings.Presets;
import io.modelops.bundle.value.DiscoveryOptions;
import io.modelops.bundle.value.Model;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Each rule that is known by name, on a small project as its users write them. */
class PresetTest {
  @TempDir Path directory;

  /** Classes whose names begin with Model are to be found, and no others. */
  enum Preset {
    SIMULATION(
        """
        class ModelA:
            def simulate(self): ...
            def parameters(self): ...
        class Half:
            def simulate(self): ...
        """),
    CALABARIA(
        """
        import calabaria as cb
        from modelops_calabaria import BaseModel, model_output, model_scenario
        class ModelA(BaseModel):
            @model_output("incidence")
            def incidence(self, raw, seed): ...
        class ModelB(cb.BaseModel): ...
        class ModelC:
            @model_output("prevalence")
            def prevalence(self, raw, seed): ...
        class Other:
            @model_scenario("lockdown")
            def lockdown(self): ...
        """),
    DECLARED("class ModelA: ...\nclass Other: ...\n"),
    MESA(
        """
        import mesa
        from mesa.model import Model
        class Walker(mesa.Agent): ...
        class ModelA(mesa.Model): ...
        class ModelB(Model): ...
        class ModelC(ModelA): ...
        """),
    PINTS(
        """
        import numpy as np
        import pints, pints.toy
        class ModelA(pints.ForwardModel):
            def n_parameters(self): return 2
            def simulate(self, parameters, times): ...
        class ModelB(pints.ForwardModelS1): ...
        class ModelC(pints.toy.LogisticModel): ...
        class Error(pints.ErrorMeasure): ...
        """),
    GYMNASIUM(
        """
        import gymnasium as gym
        from gymnasium import spaces
        from gymnasium.envs.mujoco import MujocoEnv
        class ModelA(gym.Env): ...
        class ModelB(MujocoEnv): ...
        class Scale(gym.Wrapper): ...
        class Reward(gym.RewardWrapper): ...
        class Both(gym.ObservationWrapper, gym.Env): ...
        """),
    PYBAMM(
        """
        import pybamm
        class ModelA(pybamm.BaseModel): ...
        class ModelB(pybamm.lithium_ion.SPM): ...
        class ModelC(pybamm.lithium_ion.BaseModel): ...
        class Part(pybamm.BaseSubModel): ...
        class Geometry(pybamm.Geometry): ...
        """),
    STARSIM(
        """
        import starsim as ss
        class ModelA(ss.Sim): ...
        class Disease(ss.Infection): ...
        """),
    HARK(
        """
        from HARK import AgentType, Market
        from HARK.ConsumptionSaving.ConsIndShockModel import IndShockConsumerType, ConsumerSolution
        class ModelA(AgentType): ...
        class ModelB(IndShockConsumerType): ...
        class ModelC(Market): ...
        class Solution(ConsumerSolution): ...
        """),
    COVASIM("import covasim as cv\nclass ModelA(cv.Sim): ...\nclass P(cv.People): ...\n");

    private final String source;

    Preset(String source) {
      this.source = source;
    }

    String id() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  @ParameterizedTest
  @EnumSource
  void presetFindsTheModelsOfItsFramework(Preset preset) {
    Project project = new Project(directory);
    project
        .with("lab/m.py", preset.source)
        .with("pyproject.toml", "[[tool.calabaria.model]]\nclass = \"lab.m:ModelA\"\n");
    List<Model> models =
        project.discover(DiscoveryOptions.defaults().withPresets(preset.id())).models();
    assertThat(models)
        .extracting(Model::className)
        .containsExactlyElementsOf(
            preset
                .source
                .lines()
                .filter(line -> line.startsWith("class Model"))
                .map(line -> "lab.m:" + line.substring(6, 12))
                .toList());
    assertThat(models).extracting(Model::rule).containsOnly(preset.id());
  }

  @Test
  void everyPresetIsTriedHere() {
    assertThat(Presets.load().names())
        .containsExactlyInAnyOrderElementsOf(
            Arrays.stream(Preset.values()).map(Preset::id).toList());
  }
}
