package io.modelops.bundle.discovery;

import static org.assertj.core.api.Assertions.assertThat;

import io.modelops.bundle.value.DiscoveryOptions;
import io.modelops.bundle.value.NamedRule;
import io.modelops.bundle.value.Rule;
import io.modelops.bundle.value.Suggestion;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is said of a project in which no rule finds a model. */
class SuggestionTest {
  @TempDir Path directory;
  Project project;

  @BeforeEach
  void open() {
    project = new Project(directory);
  }

  private List<String> suggestions() {
    return project.discover().suggestions().stream()
        .map(each -> each.kind() + " " + each.name() + " " + each.count() + " " + each.preset())
        .toList();
  }

  @Test
  void baseOfManyClassesIsNamedWithoutBeingKnown() {
    project
        .with("a.py", "from citysim import Simulation\nclass A(Simulation): ...\n")
        .with("b.py", "import citysim.core as c\nfrom a import A\nclass B(c.Simulation): ...\n")
        .with("c.py", "import a\nclass C(a.A): ...\nclass D: ...\n");
    assertThat(suggestions()).containsExactly("BASE citysim:Simulation 3 null");
    assertThat(project.discover().suggestions().get(0).examples())
        .extracting(Object::toString)
        .containsExactly("a.py:2", "b.py:3", "c.py:2");
  }

  @Test
  void presetIsNamedWhereThereIsOne() {
    project.with("a.py", "import mesa\nclass Town(mesa.Model): ...\nclass Car(mesa.Agent): ...\n");
    assertThat(suggestions()).containsExactly("BASE mesa:Model 1 mesa");
  }

  @Test
  void whatASuggestionCountsIsWhatTheRuleFinds() {
    project
        .with("lib.py", "from citysim import *\nBase = Model\nclass Half(Base): ...\n")
        .with("m.py", "import lib\nclass A(lib.Half): ...\nclass B(lib.Base): ...\n")
        .with("n.py", "from citysim import Model\nclass C(Model):\n  class D(Model): ...\n");
    Suggestion suggestion = project.discover().suggestions().get(0);
    Rule rule = Rule.subclassOf(suggestion.name());
    assertThat(
            project
                .discover(
                    DiscoveryOptions.defaults().withOnlyRules(List.of(NamedRule.of("city", rule))))
                .models())
        .hasSize(suggestion.count())
        .hasSize(5);
  }

  @Test
  void ownBaseIsNamedAndThoseThatDeriveFromItAreNot() {
    project
        .with("town/__init__.py", "from .base import Model\n")
        .with("town/base.py", "class Model: ...\n")
        .with("town/sub.py", "from .base import Model\nclass SubModel(Model): ...\n")
        .with("town/a.py", "from town import Model\nclass A(Model): ...\nclass B(Model): ...\n")
        .with("town/b.py", "from .sub import SubModel as S\nclass C(S): ...\nclass D(S): ...\n");
    assertThat(suggestions()).containsExactly("BASE town:Model 5 null");
  }

  @Test
  void basesOfGeneralLibrariesAreToldApart() {
    project.with(
        "a.py",
        """
        import abc, json, torch
        from threading import Thread
        from enum import Enum
        class A(abc.ABC): ...
        class B(torch.nn.Module): ...
        class C(torch.nn.Module): ...
        class D(Thread): ...
        class E(Enum): ...
        class F(Exception): ...
        class G(json.JSONEncoder): ...
        """);
    assertThat(suggestions())
        .containsExactly(
            "GENERAL_BASE torch.nn:Module 2 null",
            "GENERAL_BASE json:JSONEncoder 1 null",
            "GENERAL_BASE threading:Thread 1 null");
  }

  @Test
  void otherBasesAreNamedOnlyWhereNoneSoundsLikeAModel() {
    project.with("a.py", "import lab\nclass A(lab.Block): ...\nclass B(lab.Block): ...\n");
    assertThat(suggestions()).containsExactly("OTHER_BASE lab:Block 2 null");
    project.with("b.py", "import lab\nclass C(lab.World): ...\n");
    assertThat(suggestions()).containsExactly("BASE lab:World 1 null");
  }

  @Test
  void callsAreNamedWhereModelsAreNoClasses() {
    project
        .with("a.py", "import simpy\ndef run():\n  env = simpy.Environment()\n")
        .with(
            "b.py", "from simpy import Environment as E\nfrom os import path\nE()\npath.Model()\n")
        .with("c.py", "from scipy.integrate import odeint\ndef f(): return odeint(g, 1, 2)\n");
    assertThat(suggestions())
        .containsExactly("CALL simpy:Environment 2 null", "CALL scipy.integrate:odeint 1 null");
  }

  @Test
  void callsOfTheProjectsOwnSimulationComeBeforeOtherBases() {
    project
        .with("town/__init__.py", "from .core import Simulation\n")
        .with("town/core.py", "class Part: ...\nclass Simulation: ...\n")
        .with("town/parts.py", "from .core import Part\nclass A(Part): ...\nclass B(Part): ...\n")
        .with("examples/a.py", "import town\ntown.Simulation()\ntown.Simulation()\n")
        .with("examples/b.py", "from town.core import Simulation as S\nS()\n")
        .with("examples/c.py", "from town import glModel, Part\nglModel()\nPart()\n");
    assertThat(suggestions())
        .containsExactly("CALL town:Simulation 2 null", "OTHER_BASE town.core:Part 2 null");
  }

  @Test
  void callsThatMayMakeSomethingElseComeLast() {
    project
        .with("a.py", "import pv\npv.PowerSystem()\n")
        .with("b.py", "import pv\npv.PowerSystem()\npv.Model()\n");
    assertThat(suggestions()).containsExactly("CALL pv:Model 1 null", "CALL pv:PowerSystem 2 null");
  }

  @Test
  void ownBaseThatIsAGeneralLibrarysIsNotNamed() {
    project
        .with(
            "lab.py",
            """
            import abc, pydantic, threading
            class Table(pydantic.BaseModel): ...
            class BaseModel(pydantic.BaseModel): ...
            class Simulator(threading.Thread, abc.ABC): ...
            class A(Table): ...
            class B(Table): ...
            class C(BaseModel): ...
            class D(BaseModel): ...
            """)
        .with(
            "m.py",
            "import lab\nclass E(lab.Simulator): ...\nclass F(lab.Simulator): ...\nclass G(lab.Simulator): ...\n");
    assertThat(suggestions())
        .containsExactly(
            "BASE lab:Simulator 3 null",
            "GENERAL_BASE pydantic:BaseModel 2 null",
            "GENERAL_BASE threading:Thread 1 null");
  }

  @Test
  void baseWhoseClassesGoOnAsModelsDoIsNamed() {
    project
        .with("lab/core.py", "class Part: ...\nclass Solver: ...\nclass Shape: ...\n")
        .with(
            "lab/parts.py",
            """
            from lab.core import Part, Shape, Solver
            class A(Part):
                def run_one_step(self, dt): ...
            class B(Part):
                @property
                def evolveState(self): ...
            class C(Part): ...
            class D(Shape):
                def step_size(self): return 1
            class E(Shape): ...
            class F(Shape): ...
            class G(Solver):
                def solve(self): ...
            class H(Solver):
                def solve(self): ...
            class I(Solver):
                def solve(self): ...
            """);
    assertThat(suggestions()).containsExactly("BASE lab.core:Part 3 null");
  }

  @Test
  void baseThatGoesOnItselfIsNamed() {
    project
        .with("lab.py", "class Part:\n  def simulate(self): ...\nclass A(Part): ...\n")
        .with("m.py", "from lab import Part\nclass B(Part): ...\nclass C(Part): ...\n");
    assertThat(suggestions()).containsExactly("BASE lab:Part 3 null");
  }

  @Test
  void methodsThatOnlyTellOrShowSomethingOfStepsDoNotCount() {
    project.with(
        "lab.py",
        """
        class Group:
            def must_timestep(self): ...
            def from_step(self): ...
            def plot_step_sizes(self): ...
            def is_run(self): ...
        class A(Group): ...
        class B(Group): ...
        class C(Group): ...
        """);
    assertThat(suggestions()).containsExactly("OTHER_BASE lab:Group 3 null");
  }

  @Test
  void baseThatDerivesFromWhatServesModelsDoesSo() {
    project.with(
        "lab.py",
        """
        class Term: ...
        class ElasticBase(Term):
            def integrate(self): ...
        class A(ElasticBase): ...
        class B(ElasticBase): ...
        class C(ElasticBase): ...
        class LinearModel(Term): ...
        """);
    assertThat(suggestions()).containsExactly("OTHER_BASE lab:Term 5 null");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "from talk import LanguageModel as M",
        "from fe.settings import SettingsBaseModel as M",
        "from other.pydantic_v1 import BaseModel as M",
        "from web.db import Model as M",
        "from city.error import MissingEnv as M",
        "from city.numeric.processes import Process as M",
        "from gymnasium.vector import SyncVectorEnv as M",
      })
  void classesOfDataOrOfToolsAreNoModels(String imported) {
    project.with(
        "a.py",
        imported
            + """

            class A(M):
              def step(self): ...
            class B(M): ...
            class C(M): ...
            """);
    assertThat(suggestions()).noneMatch(each -> each.startsWith("BASE"));
  }

  @Test
  void callsInManyFilesComeBeforeABaseOfFewClasses() {
    project
        .with("road/core.py", "class World: ...\n")
        .with("road/gym.py", "import gymnasium\nclass RoadEnv(gymnasium.Env): ...\n")
        .with("a.py", "from road.core import World\nWorld()\n")
        .with("b.py", "from road.core import World\nWorld()\n");
    assertThat(suggestions()).containsExactly("BASE gymnasium:Env 1 gymnasium");
    project.with("c.py", "from road.core import World\nWorld()\n");
    assertThat(suggestions())
        .containsExactly("CALL road.core:World 3 null", "OTHER_BASE gymnasium:Env 1 gymnasium");
  }

  @Test
  void callsOfTheClassesThatAreFoundSayNothingMore() {
    project.with(
        "town.py", "import mesa\nclass City(mesa.Model): ...\nclass CityModel(City): ...\n");
    for (String each : List.of("a", "b", "c", "d", "e", "f", "g")) {
      project.with(each + ".py", "from town import CityModel\nCityModel()\n");
    }
    assertThat(suggestions()).containsExactly("BASE mesa:Model 2 mesa");
  }

  @Test
  void baseThatMostClassesHaveComesBeforeOneThatOnlySoundsLikeAModel() {
    project.with("lab.py", "class Part: ...\nclass GridModel: ...\n");
    for (String each : List.of("a", "b", "c", "d", "e", "f", "g", "h")) {
      project.with(
          each + ".py", "import lab\nclass " + each + "(lab.Part):\n  def step(self): ...\n");
    }
    project.with("m.py", "import lab\nclass M(lab.GridModel): ...\nclass N(lab.GridModel): ...\n");
    project.with("n.py", "import lab\nclass O(lab.GridModel): ...\n");
    assertThat(suggestions()).containsExactly("BASE lab:Part 8 null", "BASE lab:GridModel 3 null");
  }

  @Test
  void callsComeBeforeABaseOfFewClasses() {
    project
        .with("town/core.py", "class Model: ...\nclass TwinModel(Model): ...\n")
        .with("town/more.py", "from town.core import Model\nclass OtherModel(Model): ...\n");
    for (String each : List.of("a", "b", "c")) {
      project.with(each + ".py", "from town.core import TwinModel\nTwinModel()\n");
    }
    assertThat(suggestions())
        .containsExactly("CALL town.core:TwinModel 3 null", "OTHER_BASE town.core:Model 2 null");
  }

  @Test
  void callsByAStarImportOrOfAClassMethodCount() {
    project
        .with("a.py", "from town import *\nm = Model()\nclass Model: ...\n")
        .with("b.py", "from town.core import Model\nm = Model.from_file('a')\n");
    assertThat(suggestions()).containsExactly("CALL town:Model 2 null");
  }

  @Test
  void callsOfWhatAGeneralLibraryCallsAModelDoNotCount() {
    project
        .with(
            "gui/table.py", "from PySide6.QtCore import QItemModel\nclass Model(QItemModel): ...\n")
        .with("gui/tree.py", "from gui.table import Model\nclass TreeModel(Model): ...\n")
        .with("a.py", "from gui.tree import TreeModel\nTreeModel()\n");
    assertThat(suggestions()).noneMatch(each -> each.startsWith("CALL"));
  }

  @Test
  void nothingIsSuggestedWhereThereIsNothing() {
    project
        .with("a.py", "def f(): ...\n")
        .with("tests/test_a.py", "import m\nclass A(m.Model): ...\n");
    assertThat(suggestions()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "class A(Model",
        "class (",
        "from",
        "from . import",
        "import ",
        "class A(\\",
        "class A(Model)(",
        "from citysim import (Model,\n",
        "import citysim as\nclass A(citysim.Model.): ...",
        "class A(citysim..Model): ...",
        "class A(é.Mödel): ...",
        "import citysim.\nclass A(citysim.Model): ...",
      })
  void brokenSourceDoesNoHarm(String source) {
    project.with("a.py", source).with("b.py", "import city\nclass B(city.Model): ...\n");
    assertThat(suggestions()).contains("BASE city:Model 1 null");
  }

  @Test
  void classesThatCannotBeImportedAreNotCounted() {
    project
        .with("town-models/a.py", "import mesa\nclass A(mesa.Model): ...\n")
        .with("b.py", "import mesa\ndef f():\n  class B(mesa.Model): ...\n");
    assertThat(suggestions()).noneMatch(each -> each.startsWith("BASE"));
    project.with("c.py", "import mesa\nclass C(mesa.Model): ...\n");
    assertThat(suggestions()).containsExactly("BASE mesa:Model 1 mesa");
  }
}
