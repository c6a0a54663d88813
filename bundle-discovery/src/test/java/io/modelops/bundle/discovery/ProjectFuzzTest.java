package io.modelops.bundle.discovery;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.modelops.bundle.error.ConfigurationException;
import io.modelops.bundle.spi.Operation;
import io.modelops.bundle.spi.SourceParser.Findings;
import io.modelops.bundle.spi.SourceParser.Sources;
import io.modelops.bundle.spi.SourceTree;
import io.modelops.bundle.value.Cancellation;
import io.modelops.bundle.value.DiscoveryOptions;
import io.modelops.bundle.value.FileStat;
import io.modelops.bundle.value.Issue;
import io.modelops.bundle.value.Model;
import io.modelops.bundle.value.Omission;
import io.modelops.bundle.value.ProgressListener;
import io.modelops.bundle.value.WalkOptions;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Models are searched in any project: one text, in which lines name the files that follow. */
class ProjectFuzzTest {
  private static final String NAME = "#: ";
  private static final int MAX_FILES = 50;

  @FuzzTest(maxDuration = "60s")
  void anyProjectIsSearched(byte[] text) throws IOException {
    Map<String, byte[]> files = files(new String(text, StandardCharsets.ISO_8859_1));
    List<String> names = List.copyOf(files.keySet());
    Sources sources = new Sources(Path.of("project"), new Memory(files), names);
    Findings findings;
    try {
      findings = discover(sources);
    } catch (ConfigurationException e) {
      return; // pyproject.toml
    }
    for (Model each : findings.candidates()) {
      assertThat(each.reasons()).isNotEmpty();
      assertThat(names).contains(each.location().file()).containsAll(each.files());
      assertThat(each.files()).isSorted().doesNotHaveDuplicates();
      each.dataHints().forEach(hint -> assertThat(names).contains(hint.path()));
    }
    for (Issue issue : findings.issues()) {
      assertThat(issue.message()).isNotEmpty();
    }
    assertThat(discover(sources)).isEqualTo(findings);
  }

  private static Findings discover(Sources sources) throws IOException {
    Operation operation = new Operation(Cancellation.NONE, ProgressListener.NONE, Runnable::run);
    return new PythonSourceParser().discover(sources, DiscoveryOptions.defaults(), operation);
  }

  private static Map<String, byte[]> files(String text) {
    Map<String, byte[]> files = new TreeMap<>();
    for (String part : text.split("(?m)^" + NAME, MAX_FILES)) {
      int end = Math.max(0, part.indexOf('\n'));
      String name = part.substring(0, end);
      boolean clean =
          Arrays.stream(name.split("/", -1)).noneMatch(List.of("", ".", "..")::contains);
      if (clean) {
        files.put(name, part.substring(end + 1).getBytes(StandardCharsets.ISO_8859_1));
      }
    }
    return files;
  }

  private record Memory(Map<String, byte[]> files) implements SourceTree {
    @Override
    public String id() {
      return "memory";
    }

    @Override
    public Listing list(Path root, WalkOptions options, Operation operation) {
      return new Listing(List.copyOf(files.keySet()), List.of(), List.of());
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
      byte[] content = files.get(path);
      if (content == null) {
        throw new NoSuchFileException(path);
      }
      return new ByteArrayInputStream(content);
    }
  }
}
