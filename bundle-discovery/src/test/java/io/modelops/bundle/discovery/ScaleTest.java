package io.modelops.bundle.discovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.modelops.bundle.Bundle;
import io.modelops.bundle.spi.Operation;
import io.modelops.bundle.spi.SourceParser.Sources;
import io.modelops.bundle.spi.SourceTree;
import io.modelops.bundle.testing.InWholeSweeps;
import io.modelops.bundle.value.Cancellation;
import io.modelops.bundle.value.DiscoveryOptions;
import io.modelops.bundle.value.FileStat;
import io.modelops.bundle.value.Omission;
import io.modelops.bundle.value.ProgressListener;
import io.modelops.bundle.value.WalkOptions;
import java.io.ByteArrayInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Projects of a size at which anything quadratic would not end in time. */
@Timeout(120)
class ScaleTest {
  /** Sources in memory, by path. */
  private static final class MemoryTree extends TreeMap<String, String> implements SourceTree {
    private static final long serialVersionUID = 1L;

    @Override
    public String id() {
      return "memory";
    }

    @Override
    public Listing list(Path root, WalkOptions options, Operation operation) {
      return new Listing(List.copyOf(keySet()), List.of(), List.of());
    }

    @Override
    public Optional<Omission.Cause> omits(Path root, String path, WalkOptions options) {
      return Optional.empty();
    }

    @Override
    public Optional<FileStat> stat(Path root, String path) {
      return Optional.empty();
    }

    @Override
    public InputStream open(Path root, String path) throws IOException {
      String source = get(path);
      if (source == null) {
        throw new FileNotFoundException(path);
      }
      return new ByteArrayInputStream(source.getBytes(StandardCharsets.UTF_8));
    }

    Sources sources() {
      return new Sources(Path.of(""), this, List.copyOf(keySet()));
    }
  }

  private static List<String> found(MemoryTree tree) throws IOException {
    return new PythonSourceParser()
            .discover(tree.sources(), DiscoveryOptions.defaults(), Operation.unobserved())
            .candidates()
            .stream()
            .map(model -> model.verdict() + " " + model.id() + " " + model.files().size())
            .toList();
  }

  private static MemoryTree chainOfModules(int length) {
    MemoryTree tree = new MemoryTree();
    for (int i = 0; i < length; i++) {
      tree.put("m" + i + ".py", "from m" + (i + 1) + " import Base\n");
    }
    tree.put("m" + length + ".py", Project.model("Base"));
    tree.put("top.py", "from m0 import Base\nclass M(Base): ...\n");
    return tree;
  }

  @Test
  void chainOfTwentyThousandModules() throws IOException {
    assertThat(found(chainOfModules(20_000)))
        .containsExactly("MODEL m20000:Base 1", "MODEL top:M 20002");
  }

  @Test
  @InWholeSweeps
  void thirtyThousandPairsOfAliasAndClass() throws IOException {
    StringBuilder source = new StringBuilder(Project.model("a0"));
    for (int i = 1; i <= 30_000; i++) {
      source.append("a%d=a%d\nclass C%d(a%d): ...\n".formatted(i, i - 1, i, i));
    }
    MemoryTree tree = new MemoryTree();
    tree.put("m.py", source.toString());
    assertThat(found(tree)).hasSize(30_001).allMatch(line -> line.startsWith("MODEL"));
  }

  @Test
  @InWholeSweeps
  void twentyThousandBranchesThatBindOneName() throws IOException {
    StringBuilder source = new StringBuilder(Project.model("Base"));
    for (int i = 0; i < 20_000; i++) {
      source.append("if x: Base = Base\nclass C%d(Base): ...\n".formatted(i));
    }
    MemoryTree tree = new MemoryTree();
    tree.put("m.py", source.toString());
    assertThat(found(tree)).hasSize(20_001).allMatch(line -> line.startsWith("MODEL"));
  }

  @Test
  void statementOfTenThousandBranchesThatEachBindAnotherName() throws IOException {
    StringBuilder source = new StringBuilder("if x: pass\n");
    for (int i = 0; i < 10_000; i++) {
      source.append("elif x%d: from base import Base as B%d\n".formatted(i, i));
    }
    for (int i = 0; i < 10_000; i++) {
      source.append("class C%d(B%d): ...\n".formatted(i, i));
    }
    MemoryTree tree = new MemoryTree();
    tree.put("base.py", Project.model("Base"));
    tree.put("m.py", source.toString());
    assertThat(found(tree)).hasSize(10_001).allMatch(line -> line.startsWith("MODEL"));
  }

  @Test
  void classWithThousandsOfPossibleBasesHasABaseThatIsNotKnown() throws IOException {
    StringBuilder source = new StringBuilder("Base = object\n");
    for (int i = 0; i < 5_000; i++) {
      source.append("class B%d: ...\nif x: Base = B%d\n".formatted(i, i));
    }
    MemoryTree tree = new MemoryTree();
    tree.put("m.py", source + "class M(Base): ...\n");
    assertThat(found(tree)).containsExactly("UNRESOLVED m:M 0");
  }

  @Test
  void thousandsOfImportsThatOneModuleDoesNotDefine() throws IOException {
    StringBuilder source = new StringBuilder();
    for (int i = 0; i < 10_000; i++) {
      source.append("from lib import gone").append(i).append('\n');
    }
    MemoryTree tree = new MemoryTree();
    tree.put("m.py", source.toString());
    tree.put("lib.py", "x = 1\n".repeat(100_000));
    assertThat(
            new PythonSourceParser()
                .discover(tree.sources(), DiscoveryOptions.defaults(), Operation.unobserved())
                .issues())
        .hasSize(10_000);
  }

  @Test
  void thousandsOfEndingsOfDataFiles() throws IOException {
    MemoryTree tree = new MemoryTree();
    for (int i = 0; i < 20_000; i++) {
      tree.put("data/run.%05d".formatted(i), "");
    }
    tree.put("m.py", "path = 'data/run.19999'\n" + "x = 'a.b.c'\n".repeat(50_000));
    tree.put("top.py", "import m\n" + Project.model("M"));
    assertThat(found(tree)).containsExactly("MODEL top:M 2");
  }

  @Test
  void resolvingStopsWhenTheCallerWants() {
    MemoryTree tree = chainOfModules(2_000);
    AtomicInteger asked = new AtomicInteger();
    AtomicInteger resolving = new AtomicInteger(Integer.MAX_VALUE);
    ProgressListener listener =
        new ProgressListener() {
          @Override
          public void started(Phase phase, long items, long bytes) {
            resolving.set(phase == Phase.RESOLVE ? asked.get() : Integer.MAX_VALUE);
          }
        };
    Cancellation afterSomeSteps = () -> asked.incrementAndGet() > resolving.get() + 3_000L;
    Operation operation = new Operation(afterSomeSteps, listener, null);

    assertThatThrownBy(
            () ->
                new PythonSourceParser()
                    .discover(tree.sources(), DiscoveryOptions.defaults(), operation))
        .isInstanceOf(CancellationException.class);

    assertThat(asked.get() - resolving.get()).isEqualTo(3_001);
  }

  @Test
  void everyFileIsReportedAsResolved() {
    AtomicInteger expected = new AtomicInteger();
    AtomicInteger finished = new AtomicInteger();
    StringBuilder phases = new StringBuilder();
    ProgressListener listener =
        new ProgressListener() {
          @Override
          public void started(Phase phase, long items, long bytes) {
            phases.append(phase).append(' ');
            expected.set(phase == Phase.RESOLVE ? (int) items : 0);
          }

          @Override
          public void finished(Phase phase, String item, Outcome outcome) {
            finished.addAndGet(phase == Phase.RESOLVE ? 1 : 0);
          }
        };
    Path epidemics = Path.of("src/test/resources/io/modelops/bundle/discovery/epidemics");

    Bundle.open(epidemics).withProgress(listener).discover();

    assertThat(phases).hasToString("LIST PARSE RESOLVE ");
    assertThat(finished).hasValue(expected.get());
    assertThat(expected.get()).isPositive();
  }
}
