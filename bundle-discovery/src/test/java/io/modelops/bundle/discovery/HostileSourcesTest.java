package io.modelops.bundle.discovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.modelops.bundle.Bundle;
import io.modelops.bundle.Discovery;
import io.modelops.bundle.Providers;
import io.modelops.bundle.spi.ForwardingSourceTree;
import io.modelops.bundle.spi.Operation;
import io.modelops.bundle.spi.SourceTree;
import io.modelops.bundle.testing.InWholeSweeps;
import io.modelops.bundle.value.DiscoveryOptions;
import io.modelops.bundle.value.ProgressListener;
import io.modelops.bundle.value.WalkOptions;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(300)
class HostileSourcesTest {
  @TempDir Path directory;
  Project project;

  @BeforeEach
  void open() {
    project = new Project(directory);
  }

  @Test
  void basesInACircle() {
    project.with("a.py", "from b import B\nclass A(B):\n    def simulate(self): ...\n");
    project.with("b.py", "from a import A\nclass B(A):\n    def parameters(self): ...\n");
    project.with("c.py", "from a import A\nclass C(A): ...\n");
    project.with("m.py", "class A(A): ...\nclass B(C): ...\nclass C(B): ...\n");
    assertThat(project.verdicts())
        .isEqualTo(
            """
            UNRESOLVED a:A a.py:2-3
            UNRESOLVED b:B b.py:2-3
            UNRESOLVED c:C c.py:2-2
            UNRESOLVED m:A m.py:1-1
            UNRESOLVED m:B m.py:2-2
            UNRESOLVED m:C m.py:3-3
            """);
  }

  @Test
  void importsInACircle() {
    project.with("pkg/__init__.py", "from .a import *\nfrom . import *\nfrom pkg import X\n");
    project.with("pkg/a.py", "from .b import *\nfrom . import X\nfrom .a import Y\n");
    project.with("pkg/b.py", "from .a import *\nfrom . import a\nZ = a.b.a.b.Z\nW = W.W\n");
    project.with(
        "m.py", "from pkg import *\nfrom m import *\nimport m\nclass M(X, Y, m.M, Z, W.W): ...\n");
    assertThat(project.verdicts()).startsWith("UNRESOLVED m:M");
    assertThat(project.files("m:M")).isEqualTo("m.py pkg/__init__.py pkg/a.py pkg/b.py");
  }

  @Test
  @InWholeSweeps
  void chainOfTenThousandBases() {
    StringBuilder source = new StringBuilder(Project.model("C0"));
    for (int i = 1; i <= 10_000; i++) {
      source.append("class C" + i + "(C" + (i - 1) + "): ...\n");
    }
    project.with("m.py", source.toString());
    assertThat(project.discover().models()).hasSize(10_001);
  }

  @Test
  void chainOfTenThousandClassesOfOneName() {
    project.with("m.py", Project.model("C") + "class C(C): ...\n".repeat(10_000));
    assertThat(project.discover().models()).hasSize(1);
  }

  @Test
  void longChainWithTwoBasesEach() {
    StringBuilder source = new StringBuilder("class Mixin: ...\n" + Project.model("C0(Mixin)"));
    for (int i = 1; i <= 3_000; i++) {
      source.append("class C" + i + "(C" + (i - 1) + ", Mixin): ...\n");
    }
    project.with("m.py", source.toString());
    assertThat(project.discover().models()).hasSizeBetween(900, 1_100);
    assertThat(project.discover().candidates()).hasSize(3_001);
  }

  @Test
  void thirtyDiamonds() {
    StringBuilder source = new StringBuilder(Project.model("D0"));
    for (int i = 1; i <= 30; i++) {
      String below = "(D" + (i - 1) + "): ...\n";
      source.append("class L" + i + below + "class R" + i + below);
      source.append("class D" + i + "(L" + i + ", R" + i + "): ...\n");
    }
    project.with("m.py", source.toString());
    assertThat(project.discover().models()).hasSize(91);
  }

  @Test
  void chainsOfAliasesAndReExports() {
    StringBuilder aliases = new StringBuilder(Project.model("A0"));
    for (int i = 1; i <= 10_000; i++) {
      aliases.append("A" + i + " = A" + (i - 1) + "\n");
    }
    project.with("m0.py", aliases + "X = A10000\n");
    for (int i = 1; i <= 2_000; i++) {
      project.with("m" + i + ".py", "from m" + (i - 1) + " import " + (i % 2 == 0 ? "*" : "X"));
    }
    project.with("m.py", "from m2000 import X\nclass M(X): ...\n");
    assertThat(project.discover().models()).hasSize(2);
  }

  @Test
  void fiveThousandModelsThatImportOneAnother() {
    for (int i = 0; i < 5_000; i++) {
      project.with(
          "p/m" + i + ".py", "from . import m" + (i + 1) % 5_000 + "\n" + Project.model("M"));
    }
    assertThat(project.discover().models())
        .hasSize(5_000)
        .allSatisfy(model -> assertThat(model.files()).hasSize(5_000));
  }

  @Test
  void faultsAreIssuesAndTheOtherClassesAreFound() {
    project
        .with("a.py", "class Broken(:\n    def simulate(self: ...\n\n" + Project.model("A"))
        .with("b.py", "x = 'a\0b'\n" + Project.model("B"))
        .with("c.py", "# coding: klingon\n" + Project.model("C"))
        .with("d.py", new byte[] {'x', (byte) 0xff, '\n'})
        .with("e.py", "x = 1\n".repeat(1_700_000))
        .with("f.py", "(".repeat(100_000))
        .with("g.py", "")
        .with("h.py", "\uFEFF" + Project.model("H"));

    assertThat(project.verdicts()).contains("MODEL a:A").contains("MODEL h:H");
    assertThat(project.discover().issues())
        .allSatisfy(
            issue -> {
              assertThat(issue.code()).startsWith("python-");
              assertThat(issue.line()).isPositive();
              assertThat(issue.column()).isPositive();
            })
        .extracting(issue -> issue.file())
        .contains("a.py", "b.py", "c.py", "d.py", "e.py", "f.py")
        .doesNotContain("g.py", "h.py");
  }

  @Test
  void textThatLooksOtherThanItIsReadIsAWarning() {
    project.with("m.py", "x = 'é'  # \u202e } \u2066\n" + Project.model("M"));
    project.with("n.py", "x = 'é—\u2060'\nclass \u041c:\n    def simulate(self): ...\n");
    assertThat(project.issues())
        .isEqualTo(
            "WARNING python-direction m.py:1:12: a character that changes the direction of text"
                + " hides what is written\n");
    assertThat(project.verdicts()).contains("MODEL m:M");
  }

  @Test
  void fileThatIsGoneMeanwhileIsAnIssue() {
    project.with("a.py", Project.model("A"));
    SourceTree tree =
        new ForwardingSourceTree(new DiskSourceTree()) {
          @Override
          public Listing list(Path root, WalkOptions options, Operation operation) {
            return new Listing(List.of("a.py", "gone.py"), List.of(), List.of());
          }
        };
    Discovery discovery = Bundle.open(directory, Providers.load().with(tree)).discover();
    assertThat(Report.verdicts(discovery)).isEqualTo("MODEL a:A a.py:1-3\n");
    assertThat(Report.issues(discovery))
        .isEqualTo("ERROR python-unreadable gone.py: cannot be read: it does not exist\n");
  }

  @Test
  void nothingIsExecuted() {
    project.with("m.py", "open('sentinel', 'w')\nimport os; os.mkdir('sentinel')\n");
    project.discover();
    assertThat(directory.resolve("sentinel")).doesNotExist();
  }

  @Test
  void discoveryStopsWhenTheCallerWants() {
    for (int i = 0; i < 50; i++) {
      project.with("m" + i + ".py", Project.model("M"));
    }
    AtomicInteger asked = new AtomicInteger();
    Bundle bundle = Bundle.open(directory).withCancellation(() -> asked.incrementAndGet() > 20);
    assertThatThrownBy(bundle::discover).isInstanceOf(CancellationException.class);
    assertThat(asked).hasValueBetween(21, 30);
  }

  @Test
  void progressIsReportedFileByFile() {
    project.with("a.py", "x = 1\n").with("b.py", "").with("data.csv", "");
    AtomicInteger finished = new AtomicInteger();
    AtomicInteger total = new AtomicInteger();
    ProgressListener listener =
        new ProgressListener() {
          @Override
          public void started(Phase phase, long items, long bytes) {
            total.addAndGet(phase == Phase.PARSE ? (int) items : 0);
          }

          @Override
          public void finished(Phase phase, String item, Outcome outcome) {
            finished.addAndGet(phase == Phase.PARSE ? 1 : 0);
          }
        };
    Bundle.open(directory).withProgress(listener).discover(DiscoveryOptions.defaults());
    assertThat(total).hasValue(2);
    assertThat(finished).hasValue(2);
  }
}
