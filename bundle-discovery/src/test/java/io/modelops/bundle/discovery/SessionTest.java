package io.modelops.bundle.discovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.modelops.bundle.Bundle;
import io.modelops.bundle.Discovery;
import io.modelops.bundle.Providers;
import io.modelops.bundle.Session;
import io.modelops.bundle.testing.Sweeps;
import io.modelops.bundle.value.Cancellation;
import io.modelops.bundle.value.DiscoveryOptions;
import io.modelops.bundle.value.Issue;
import io.modelops.bundle.value.Model;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Searches that go on from one another. */
class SessionTest {
  private static final int EDITS = Sweeps.areWhole() ? 1_000 : 150;
  private static final int LARGE = 101;

  @TempDir Path directory;

  private Project project() {
    return new Project(directory)
        .with("pyproject.toml", "[project]\nname = 'p'\nversion = '1'\n")
        .with("base.py", Project.model("Base"))
        .with("a.py", "from base import Base\nclass A(Base): ...\n")
        .with("b.py", "class B: ...\n");
  }

  private Session session(WatchedTree tree) {
    return Bundle.open(directory, Providers.load().with(tree)).session();
  }

  static void same(Discovery found, Discovery fresh) {
    assertThat(found.candidates()).isEqualTo(fresh.candidates());
    assertThat(found.issues()).isEqualTo(fresh.issues());
    assertThat(found.inputs()).isEqualTo(fresh.inputs());
    assertThat(found.settings()).isEqualTo(fresh.settings());
  }

  @ParameterizedTest
  @ValueSource(ints = {3, LARGE})
  void answersAreThoseOfFreshSearchesAfterRandomEdits(int others) throws Exception {
    Project project = project();
    for (int i = 0; i < others; i++) {
      project.with("other/o%d.py".formatted(i), "class Other%d: ...\n".formatted(i));
    }
    Session told = Bundle.open(directory).session();
    Session untold = Bundle.open(directory).session();
    told.discover();
    RandomEdits edits = new RandomEdits(project, others);
    for (int i = 0; i < EDITS; i++) {
      Set<String> changed = edits.next();
      Discovery fresh = project.discover();
      same(told.discover(changed), fresh);
      if (i % 5 == 0) {
        same(untold.discover(), fresh);
      }
      if (i % 50 == 0) {
        assertThat(told.discover(Set.of()).suggestions()).isEqualTo(fresh.suggestions());
      }
    }
    assertThat(edits.kinds()).hasSizeGreaterThan(14);
  }

  @Test
  void onlyWhatHasChangedIsReadAgain() {
    Project project = project();
    WatchedTree tree = new WatchedTree();
    Session session = session(tree);
    session.discover();
    assertThat(tree.forgetRead()).contains("a.py", "b.py", "base.py");
    project.with("a.py", "class A: ...\n");

    Discovery found = session.discover(Set.of("a.py"));

    assertThat(tree.forgetRead()).containsExactly("a.py", "pyproject.toml");
    assertThat(found.models()).extracting(Model::id).containsExactly("base:Base");
  }

  @Test
  void aDictThatModelsOfSeveralModulesTakeParametersFromIsReadAgain() {
    Project project =
        project()
            .with("shared.py", "shared = {'beta': 1}\n")
            .with("more.py", "from shared import shared\nmore = {**shared, 'n': 2}\n");
    for (String name : List.of("x", "y")) {
      project.with(
          name + ".py",
          "from base import Base\nfrom more import more\nclass M(Base):\n  params = more\n");
    }
    Session session = Bundle.open(directory).session();
    session.discover();
    project.with("shared.py", "shared = {'beta': 3}\n");

    Discovery found = session.discover(Set.of("shared.py"));

    same(found, project.discover());
    assertThat(found.models())
        .filteredOn(model -> model.id().endsWith(":M"))
        .hasSize(2)
        .allSatisfy(model -> assertThat(model.parameters().toString()).contains("beta", "3"));
  }

  @Test
  void aFileThatNobodyToldOfIsFoundByTheFileSystem() {
    Project project = project();
    Session session = Bundle.open(directory).session();
    session.discover();
    project.with("b.py", Project.model("B")).with("c.py", Project.model("C"));

    assertThat(session.discover().models())
        .extracting(Model::id)
        .containsExactly("a:A", "b:B", "base:Base", "c:C");
  }

  @Test
  void whatIsToldOfIsNotLostWhenASearchIsCancelled() {
    Project project = project();
    Session session = Bundle.open(directory).session();
    session.discover();
    project.with("b.py", Project.model("B"));
    Cancellation cancelled = () -> true;

    assertThatThrownBy(() -> session.withCancellation(cancelled).discover(Set.of("b.py")))
        .isInstanceOf(CancellationException.class);
    assertThat(session.discover(Set.of()).models()).extracting(Model::id).contains("b:B");
  }

  @Test
  void whatIsToldOfIsNotLostWhenTheSettingsAreWrong() {
    Project project = project();
    Session session = Bundle.open(directory).session();
    session.discover();
    project.with("pyproject.toml", "[tool.modelops-bundle]\nmodels = 1\n");
    project.with("b.py", Project.model("B"));

    assertThatThrownBy(() -> session.discover(Set.of("b.py", "pyproject.toml")))
        .hasMessageContaining("pyproject.toml:2");
    project.with("pyproject.toml", "");
    assertThat(session.discover(Set.of("pyproject.toml")).models())
        .extracting(Model::id)
        .contains("b:B");
  }

  @Test
  void aPathThatIsNotCleanIsRefused() {
    Session session = Bundle.open(project().root()).session();

    assertThatThrownBy(() -> session.discover(List.of("../a.py")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("../a.py");
  }

  @Test
  void anEarlierDiscoveryStaysAsItWas() throws Exception {
    Project project = project();
    Session session = Bundle.open(directory).session();
    Discovery before = session.discover();
    Files.delete(project.root().resolve("a.py"));

    Discovery after = session.discover(Set.of("a.py"));

    assertThat(before.models()).extracting(Model::id).contains("a:A");
    assertThat(after.models()).extracting(Model::id).doesNotContain("a:A");
    assertThat(after.difference(before).models().removed()).containsExactly("a:A");
  }

  @Test
  void aDifferenceTellsWhichIssuesCameAndWent() {
    Project project = project();
    Session session = Bundle.open(directory).session();
    Discovery good = session.discover();
    project.with("b.py", "class B(\n");
    Discovery bad = session.discover(Set.of("b.py"));

    assertThat(bad.difference(good).addedIssues()).extracting(Issue::file).contains("b.py");
    assertThat(bad.difference(good).removedIssues()).isEmpty();
    assertThat(good.difference(bad).removedIssues()).isEqualTo(bad.difference(good).addedIssues());
    assertThat(good.difference(good).isEmpty()).isTrue();
  }

  @Test
  void optionsOfASessionHoldForAllItsSearches() {
    Project project = project();
    DiscoveryOptions options = DiscoveryOptions.defaults().withMethods("run");
    Session session = Bundle.open(directory).session(options);
    assertThat(session.discover().models()).isEmpty();
    project.with("b.py", "class B:\n  def run(self): ...\n");

    assertThat(session.discover(Set.of("b.py")).models())
        .extracting(Model::id)
        .containsExactly("b:B");
  }
}
