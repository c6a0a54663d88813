package io.modelops.bundle.discovery;

import static io.modelops.bundle.discovery.SessionTest.same;
import static org.assertj.core.api.Assertions.assertThat;

import io.modelops.bundle.Bundle;
import io.modelops.bundle.Discovery;
import io.modelops.bundle.Providers;
import io.modelops.bundle.Session;
import io.modelops.bundle.spi.Operation;
import io.modelops.bundle.spi.SourceTree.Listing;
import io.modelops.bundle.testing.Sweeps;
import io.modelops.bundle.value.DiscoveryOptions;
import io.modelops.bundle.value.Environment;
import io.modelops.bundle.value.FileStat;
import io.modelops.bundle.value.Model;
import io.modelops.bundle.value.Suggestion;
import io.modelops.bundle.value.WalkOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Sessions that find on disk what earlier ones have left. */
class SessionOnDiskTest {
  private static final int EDITS = Sweeps.areWhole() ? 200 : 40;
  private static final int PROCESSES = 4;

  @TempDir Path directory;

  private Project project = new Project(Path.of(""));
  private Path cache = Path.of("");
  private final WatchedTree tree = new WatchedTree();

  @BeforeEach
  void makeProject() throws IOException {
    cache = directory.resolve("cache");
    project =
        new Project(Files.createDirectory(directory.resolve("project")))
            .with("pyproject.toml", "[project]\nname = 'p'\nversion = '1'\n")
            .with("base.py", "import numpy\n" + Project.model("Base"))
            .with(
                "a.py",
                """
                from base import Base
                class A(Base):
                  'Doc.'
                  def __init__(self, a=1, b='x', c=None, d=f(2), e=.5): ...
                open('data/d0.csv')
                """)
            .with("data/d0.csv", "1\n");
  }

  /** That of a new process. */
  private Session session() {
    return Bundle.open(project.root(), Providers.load().with(tree))
        .withEnvironment(Environment.of(Map.of("XDG_CACHE_HOME", cache.toString()), null))
        .session()
        .onDisk();
  }

  /** Returns when a later change of any file would show in its stat. */
  private void settle() throws IOException {
    WalkOptions options = DiscoveryOptions.defaults().walk();
    Listing listing = new DiskSourceTree().list(project.root(), options, Operation.unobserved());
    List<FileStat> all = new ArrayList<>(listing.stats());
    all.addAll(listing.basis().values());
    while (!all.stream().allMatch(stat -> stat.isSettled(Instant.now()))) {
      Thread.onSpinWait();
    }
  }

  @Test
  void anUnchangedProjectIsNotReadAgain() throws IOException {
    settle();
    Discovery first = session().discover();
    tree.forgetRead();

    Discovery second = session().discover();

    assertThat(tree.forgetRead()).isEmpty();
    same(second, first);
  }

  @Test
  void whatManyOptionsFindIsKeptSeparately() throws IOException {
    settle();
    DiscoveryOptions options = DiscoveryOptions.defaults().withMethods("simulate");
    Bundle bundle =
        Bundle.open(project.root(), Providers.load().with(tree))
            .withEnvironment(Environment.of(Map.of("XDG_CACHE_HOME", cache.toString()), null));
    Discovery first = bundle.session().onDisk().discover();
    Discovery other = bundle.session(options).onDisk().discover();

    assertThat(other.models()).isEqualTo(project.discover(options).models());
    assertThat(bundle.session().onDisk().discover().models()).isEqualTo(first.models());
  }

  @Test
  void suggestionsAreKeptToo() throws IOException {
    project.with("base.py", "import citysim\nclass Base(citysim.Model): ...\n");
    settle();
    List<Suggestion> first = session().discover().suggestions();
    assertThat(first).isNotEmpty();
    tree.forgetRead();

    assertThat(session().discover().suggestions()).isEqualTo(first);
    assertThat(tree.forgetRead()).isEmpty();
  }

  @Test
  void everyChangeIsSeen() throws Exception {
    RandomEdits edits = new RandomEdits(project, 3);
    for (int i = 0; i < EDITS; i++) {
      edits.next();
      Discovery fresh = project.discover();
      same(session().discover(), fresh);
      if (i % 4 == 0) {
        settle();
        same(session().discover(), fresh);
        same(session().discover(), fresh);
      }
    }
  }

  @Test
  void whatIsDamagedIsIgnored() throws IOException {
    settle();
    Discovery first = session().discover();
    Path kept = kept();
    byte[] whole = Files.readAllBytes(kept);
    for (int at = 0; at < whole.length; at += 7) {
      byte[] damaged = whole.clone();
      damaged[at] ^= 0x40;
      Files.write(kept, damaged);
      same(session().discover(), first);
    }
    Files.write(kept, new byte[3]);
    same(session().discover(), first);
  }

  private Path kept() throws IOException {
    try (Stream<Path> all = Files.walk(cache)) {
      return all.filter(Files::isRegularFile).findFirst().orElseThrow();
    }
  }

  @Test
  void whereNothingCanBeKeptTheAnswerIsTheSame() throws IOException {
    Files.writeString(cache, "no directory");
    settle();

    same(session().discover(), project.discover());
    same(session().discover(), project.discover());
  }

  @Test
  void severalProcessesMayKeepAnswersAtOnce() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(PROCESSES);
    try {
      for (int i = 0; i < 10; i++) {
        project.with("n%d.py".formatted(i), Project.model("N" + i));
        settle();
        Discovery fresh = project.discover();
        Collection<Future<Discovery>> all = new ArrayList<>();
        for (int j = 0; j < 3 * PROCESSES; j++) {
          all.add(threads.submit(() -> session().discover()));
        }
        for (Future<Discovery> each : all) {
          same(each.get(), fresh);
        }
      }
    } finally {
      threads.shutdownNow();
    }
    assertThat(session().discover().models()).extracting(Model::id).contains("n9:N9");
  }
}
