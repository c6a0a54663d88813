package io.modelops.bundle.discovery;

import static org.assertj.core.api.Assertions.assertThat;

import io.modelops.bundle.discovery.settings.Presets;
import io.modelops.bundle.value.DiscoveryOptions;
import io.modelops.bundle.value.Model;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Each rule that is known by name, on a small project as its users write them. */
class PresetTest {
  @TempDir Path directory;

  private static final Pattern MODEL =
      Pattern.compile("^(?:class|def) (Model\\w)", Pattern.MULTILINE);

  /** Classes and functions whose names begin with Model are to be found, and no others. */
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
        from gymnasium.envs.classic_control.cartpole import CartPoleEnv
        from gymnasium.vector import AsyncVectorEnv, VectorEnv, VectorWrapper
        from gymnasium_robotics.envs.robot_env import MujocoRobotEnv
        from minigrid.minigrid_env import MiniGridEnv
        from pettingzoo import AECEnv, ParallelEnv
        from pettingzoo.utils.wrappers import BaseWrapper
        from ray.rllib.env.multi_agent_env import MultiAgentEnv
        class ModelC(CartPoleEnv): ...
        class ModelD(VectorEnv): ...
        class ModelE(MujocoRobotEnv): ...
        class ModelF(MiniGridEnv): ...
        class ModelG(AECEnv): ...
        class ModelH(ParallelEnv): ...
        class ModelI(MultiAgentEnv): ...
        class Many(AsyncVectorEnv): ...
        class Batch(VectorWrapper, VectorEnv): ...
        class Turn(BaseWrapper, AECEnv): ...
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
        import hpvsim as hpv
        import starsim as ss
        import stisim as sti
        class ModelA(ss.Sim): ...
        class ModelB(sti.Sim): ...
        class Disease(ss.Infection): ...
        def ModelC(): return ss.Sim(n_agents=10)
        def ModelD(): return hpv.Sim()
        def ModelE():
            sim = ModelA()
            return sim
        def ModelF(): return ss.MultiSim([])
        def disease(): return Disease()
        """),
    HARK(
        """
        from HARK import AgentType, Market
        from HARK.ConsumptionSaving.ConsIndShockModel import IndShockConsumerType, ConsumerSolution
        class ModelA(AgentType): ...
        class ModelB(IndShockConsumerType): ...
        class ModelC(Market): ...
        from HARK.ConsumptionSaving.ConsAggShockModel import KrusellSmithEconomy, KrusellSmithType
        class ModelD(KrusellSmithEconomy): ...
        class ModelE(KrusellSmithType): ...
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
            MODEL.matcher(preset.source).results().map(each -> "lab.m:" + each.group(1)).toList());
    assertThat(models).extracting(Model::rule).containsOnly(preset.id());
  }

  @Test
  void everyPresetIsTriedHere() {
    assertThat(Presets.load().names())
        .containsExactlyInAnyOrderElementsOf(
            Arrays.stream(Preset.values()).map(Preset::id).toList());
  }
}
