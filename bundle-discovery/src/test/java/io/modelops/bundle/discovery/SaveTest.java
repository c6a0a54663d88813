package io.modelops.bundle.discovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.modelops.bundle.Bundle;
import io.modelops.bundle.Discovery;
import io.modelops.bundle.Providers;
import io.modelops.bundle.error.ConfigurationException;
import io.modelops.bundle.error.DiscoveryException;
import io.modelops.bundle.spi.ForwardingSourceTree;
import io.modelops.bundle.spi.Operation;
import io.modelops.bundle.spi.SettingsFormat;
import io.modelops.bundle.spi.SourceTree;
import io.modelops.bundle.value.DiscoveryOptions;
import io.modelops.bundle.value.Model;
import io.modelops.bundle.value.NamedRule;
import io.modelops.bundle.value.Rule;
import io.modelops.bundle.value.Settings;
import io.modelops.bundle.value.SettingsChange;
import io.modelops.bundle.value.WalkOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SaveTest {
  private static final String ENTRY = "{ id = \"m:M\", class = \"m:M\" }";
  private static final String TABLE =
      "[[tool.modelops-bundle.models]]\nid = \"m:M\"\nclass = \"m:M\"\n";

  @TempDir Path directory;
  Project project;

  @BeforeEach
  void open() {
    project =
        new Project(directory).with("m.py", Project.model("M")).with("a.py", Project.model("B"));
  }

  private String saved(String pyproject) {
    project.with("pyproject.toml", pyproject);
    Discovery discovery = project.discover();
    Set<String> wanted = new HashSet<>(Set.of("m:M"));
    discovery.settings().models().forEach(model -> wanted.add(model.className()));
    List<Model> models =
        discovery.models().stream().filter(m -> wanted.contains(m.className())).toList();
    assertThat(discovery.save(models).added()).extracting(Model::id).containsExactly("m:M");
    assertThat(discovery.save(models).isEmpty()).isTrue();
    return read();
  }

  /** What is left after only m:M was chosen. */
  private String reduced(String pyproject) {
    project.with("pyproject.toml", pyproject);
    Discovery discovery = project.discover();
    List<Model> models = discovery.models().stream().filter(m -> m.id().equals("m:M")).toList();
    SettingsChange planned = discovery.planSave(models);
    assertThat(planned.removed()).isNotEmpty();
    assertThat(read()).isEqualTo(pyproject);
    assertThat(discovery.save(models)).isEqualTo(planned);
    return read();
  }

  @Test
  void whatIsNotChosenIsTakenOutOfTablesAndAllElseStays() {
    String other = "[[tool.modelops-bundle.models]] # b\nclass = 'a:B'\nfiles = [\n 'a.py']\n";
    assertThat(reduced("# 1\n\n" + other + "\n\n# 2\n" + TABLE + "\n# 3\n[z]\n"))
        .isEqualTo("# 1\n\n# 2\n" + TABLE + "\n# 3\n[z]\n");
    assertThat(reduced("[x] # y\r\n\r\n" + (TABLE + "\n" + other).replace("\n", "\r\n")))
        .isEqualTo("[x] # y\r\n\r\n" + TABLE.replace("\n", "\r\n"));
    assertThat(reduced(other + "[tool.modelops-bundle.models.more]\nx = 1\n\n" + TABLE))
        .isEqualTo(TABLE);
    assertThat(reduced(other)).isEqualTo(TABLE);
  }

  @Test
  void whatIsNotChosenIsTakenOutOfArraysAndAllElseStays() {
    String head = "[tool.modelops-bundle]\nmodels = [";
    String other = "{class = 'a:B', files = ['a.py']}";
    assertThat(reduced(head + other + ", " + ENTRY + "] # c\n"))
        .isEqualTo(head + ENTRY + "] # c\n");
    assertThat(reduced(head + " " + ENTRY + ", " + other + " ]\n"))
        .isEqualTo(head + " " + ENTRY + " ]\n");
    assertThat(reduced(head + "\n  # b\n  " + other + ", # B\n  " + ENTRY + " # m\n]\nx=1\n"))
        .isEqualTo(head + "\n  # b\n  " + ENTRY + " # m\n]\nx=1\n");
    assertThat(reduced(head + "\n  " + ENTRY + ", # m\n  " + other + "\n  # z\n]\n"))
        .isEqualTo(head + "\n  " + ENTRY + ", # m\n  # z\n]\n");
    assertThat(reduced("tool = {modelops-bundle = {models = [" + other + "]}}\n"))
        .isEqualTo("tool = {modelops-bundle = {models = [" + ENTRY + "]}}\n");
  }

  @Test
  void inlineTablesOfSeveralLinesStayOrGoWhole() {
    String head = "[tool.modelops-bundle]\nmodels = [\n    {\n        class = \"";
    String tail = "\", # c\n        files = [\"*.py\"],\n    }";
    assertThat(saved(head + "a:B" + tail + "\n]\n"))
        .isEqualTo(head + "a:B" + tail + ",\n    " + ENTRY + "\n]\n");
    assertThat(reduced(head + "a:B" + tail + ", # d\n    " + ENTRY + "\n]\n"))
        .isEqualTo("[tool.modelops-bundle]\nmodels = [\n    " + ENTRY + "\n]\n");
    assertThat(saved("tool = {\n  x = 1,\n}\n"))
        .isEqualTo("tool = {\n  x = 1, modelops-bundle.models = [" + ENTRY + "]\n}\n");
  }

  @Test
  void entriesWhoseClassIsGoneAreReplaced() {
    String stale = "[[tool.modelops-bundle.models]]\nid = 'mine'\nclass = 'm:Old'\n";
    assertThat(reduced(stale)).isEqualTo(TABLE);
  }

  @Test
  void choosingNoModelIsWrittenAsNone() {
    for (String text : List.of("a = 1\n", TABLE, "[tool]\nmodelops-bundle.models = ['']\n")) {
      project.with("pyproject.toml", text.replace("['']", "[ " + ENTRY + " ]"));
      Discovery discovery = project.discover();
      assertThat(discovery.save(List.of()).emptied()).isTrue();
      assertThat(project.discover().settings().namesModels()).isTrue();
      assertThat(project.discover().select().models()).isEmpty();
      assertThat(discovery.save(List.of()).isEmpty()).isTrue();
    }
  }

  @Test
  void ruleByWhichModelsWereFoundIsSavedWithThem() {
    project.with("r.py", "class R:\n  def run(self): pass\n");
    Map<String, String> documents = new LinkedHashMap<>();
    documents.put("", "[tool.modelops-bundle.discovery]\nmethods = [\"run\"]\n");
    documents.put(
        "[tool.modelops-bundle] # t\nregistry = 'localhost/x'\n",
        "[tool.modelops-bundle] # t\ndiscovery.methods = [\"run\"]\nregistry = 'localhost/x'\n");
    documents.put(
        "tool.modelops-bundle.registry = 'localhost/x'\n",
        """
        tool.modelops-bundle.discovery.methods = ["run"]
        tool.modelops-bundle.registry = 'localhost/x'
        """);
    documents.put(
        "[tool]\nmodelops-bundle = {discovery = { tests = false }}\n",
        "[tool]\nmodelops-bundle = {discovery = { tests = false, methods = [\"run\"] }");
    documents.put(
        "[tool.modelops-bundle.discovery]\ntests = false\nmethods = [ 'simulate',\n 'b'] # m\n",
        "[tool.modelops-bundle.discovery]\ntests = false\nmethods = [\"run\"] # m\n");
    documents.forEach(
        (before, after) -> {
          project.with("pyproject.toml", before);
          Bundle bundle = Bundle.open(directory);
          Discovery discovery = bundle.discover(bundle.settings().discovery().withMethods("run"));
          assertThat(discovery.save(discovery.models()).rules())
              .containsExactly(NamedRule.of("methods", Rule.methods("run")));
          assertThat(read()).contains(after);
          assertThat(bundle.discover().select().models())
              .extracting(Model::id)
              .containsExactly("r:R");
          assertThat(discovery.save(discovery.models()).isEmpty()).isTrue();
        });
  }

  @Test
  void entryIsNotTakenForStaleWhereSomethingCouldNotBeRead() {
    String stale = "[[tool.modelops-bundle.models]]\nclass = 'gone:M'\n";
    project.with("pyproject.toml", stale);
    SourceTree tree =
        new ForwardingSourceTree(new DiskSourceTree()) {
          @Override
          public Listing list(Path root, WalkOptions options, Operation operation) {
            return new Listing(List.of("gone.py"), List.of(), List.of());
          }
        };
    Discovery discovery = Bundle.open(directory, Providers.load().with(tree)).discover();
    assertThatThrownBy(() -> discovery.save(List.of())).isInstanceOf(DiscoveryException.class);
    assertThat(read()).isEqualTo(stale);
  }

  private String read() {
    try {
      return Files.readString(directory.resolve("pyproject.toml"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void savedModelsAreAddedAtTheEnd() {
    assertThat(saved("# x\n[project]  # y\nname='a'\n"))
        .isEqualTo("# x\n[project]  # y\nname='a'\n\n" + TABLE);
    assertThat(saved("")).isEqualTo(TABLE);
  }

  @Test
  void byteOrderMarkLineEndsAndAMissingOneStay() {
    assertThat(saved("\uFEFF[a]\r\nb=1"))
        .isEqualTo("\uFEFF[a]\r\nb=1\r\n\r\n" + TABLE.replace("\n", "\r\n"));
  }

  @Test
  void fileIsMadeWhereThereIsNone() {
    Discovery discovery = project.discover();
    assertThat(discovery.save(discovery.models()).added()).hasSize(2);
    assertThat(read()).isEqualTo(TABLE.replace("m:M", "a:B") + "\n" + TABLE);
  }

  @Test
  void arraysGrowInTheirOwnStyle() {
    String head = "[tool.modelops-bundle]\nmodels = ";
    assertThat(saved(head + "[] # c\n")).isEqualTo(head + "[" + ENTRY + "] # c\n");
    assertThat(saved(head + "[ {class='a:B'} ]\n"))
        .isEqualTo(head + "[ {class='a:B'}, " + ENTRY + " ]\n");
    assertThat(saved(head + "[ {class='a:B'}, ] # c\n"))
        .isEqualTo(head + "[ {class='a:B'}, " + ENTRY + ", ] # c\n");
    assertThat(saved(head + "[\n\t{class='a:B'}, # ]\n  # z\n ]\n"))
        .isEqualTo(head + "[\n\t{class='a:B'}, # ]\n\t" + ENTRY + ",\n  # z\n ]\n");
    assertThat(saved(head + "[\n  {class='a:B'} # b\n  # z\n]\n"))
        .isEqualTo(head + "[\n  {class='a:B'}, # b\n  " + ENTRY + "\n  # z\n]\n");
    assertThat(saved(head + "[\n  {class='a:B', files = [\n 'x]', # [\n '''y''']}]\n"))
        .isEqualTo(
            head + "[\n  {class='a:B', files = [\n 'x]', # [\n '''y''']},\n  " + ENTRY + "]\n");
  }

  @Test
  void dottedAndInlineTablesAreExtended() {
    assertThat(saved("tool.\"modelops-bundle\" . models = [{class='a:B'}]\n[z]\n"))
        .isEqualTo("tool.\"modelops-bundle\" . models = [{class='a:B'}, " + ENTRY + "]\n[z]\n");
    assertThat(saved("tool = {}\n"))
        .isEqualTo("tool = {modelops-bundle.models = [" + ENTRY + "]}\n");
    assertThat(saved("tool = { x = {} } # c\n"))
        .isEqualTo("tool = { x = {}, modelops-bundle.models = [" + ENTRY + "] } # c\n");
    assertThat(saved("[tool]\nmodelops-bundle = {registry='localhost/x'}\n"))
        .isEqualTo(
            "[tool]\nmodelops-bundle = {registry='localhost/x', models = [" + ENTRY + "]}\n");
    assertThat(saved("tool.modelops-bundle.registry = 'localhost/x'\n"))
        .isEqualTo("tool.modelops-bundle.registry = 'localhost/x'\n\n" + TABLE);
  }

  @Test
  void configuredModelStaysAsItIsWritten() {
    String text =
        "[[tool.modelops-bundle.models]]\nid = 'mine'\nclass = 'm:M' # mine\nfiles = ['m.py']\n";
    project.with("pyproject.toml", text);
    Discovery discovery = project.discover();
    assertThat(discovery.save(discovery.models()).added()).hasSize(1);
    assertThat(read()).isEqualTo(text + "\n" + TABLE.replace("m:M", "a:B"));
  }

  @Test
  void saveKeepsThePermissionsOfPyproject() throws IOException {
    project.with("pyproject.toml", "");
    Path file = directory.resolve("pyproject.toml");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));
    saved("a = 1\n");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-r-----");
    try (var files = Files.list(directory)) {
      assertThat(files.map(path -> path.getFileName().toString()))
          .containsExactlyInAnyOrder("a.py", "m.py", "pyproject.toml");
    }
  }

  @Test
  void symbolicLinkIsRefusedAndItsTargetStays(@TempDir Path elsewhere) throws IOException {
    Path other = Files.writeString(elsewhere.resolve("other.toml"), "");
    Discovery discovery = project.discover();
    Files.createSymbolicLink(directory.resolve("pyproject.toml"), other);
    assertThatThrownBy(() -> discovery.save(discovery.models()))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("symbolic link");
    assertThat(other).isEmptyFile();
  }

  @Test
  void wrongFileIsRefusedAndStays() {
    project.with("pyproject.toml", "");
    Discovery discovery = project.discover();
    project.with("pyproject.toml", "[tool.modelops-bundle]\nmodels = 3\n");
    assertThatThrownBy(() -> discovery.save(discovery.models()))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageStartingWith("pyproject.toml:2:1: ");
    assertThat(read()).isEqualTo("[tool.modelops-bundle]\nmodels = 3\n");
  }

  @Test
  void changeBetweenReadingAndWritingIsNotLost() {
    project.with("pyproject.toml", "a = 1\n");
    SettingsFormat slow =
        new SlowFormat(() -> project.with("pyproject.toml", "a = 2 # by someone else\n"));
    Discovery discovery = Bundle.open(directory, Providers.load().with(slow)).discover();
    assertThatThrownBy(() -> discovery.save(discovery.models()))
        .isInstanceOfSatisfying(
            ConfigurationException.class, e -> assertThat(e.code()).isEqualTo("pyproject-changed"));
    assertThat(read()).isEqualTo("a = 2 # by someone else\n");
  }

  @Test
  void interruptCancelsAndTheFileStays() throws IOException {
    project.with("pyproject.toml", "a = 1\n");
    Discovery discovery = project.discover();
    Thread.currentThread().interrupt();
    try {
      assertThatThrownBy(() -> discovery.save(discovery.models()))
          .isInstanceOf(CancellationException.class);
    } finally {
      assertThat(Thread.interrupted()).isTrue();
    }
    assertThat(read()).isEqualTo("a = 1\n");
    try (var files = Files.list(directory)) {
      assertThat(files).hasSize(3);
    }
  }

  /** Something else happens while it saves. */
  private static final class SlowFormat implements SettingsFormat {
    private final SettingsFormat format = new PyprojectSettings();
    private final Runnable meanwhile;

    SlowFormat(Runnable meanwhile) {
      this.meanwhile = meanwhile;
    }

    @Override
    public String id() {
      return format.id();
    }

    @Override
    public String fileName() {
      return format.fileName();
    }

    @Override
    public Settings read(byte[] document) {
      return format.read(document);
    }

    @Override
    public byte[] save(byte[] document, SettingsChange change) {
      meanwhile.run();
      return format.save(document, change);
    }
  }

  @Test
  void idsOfAnyCharactersAreWritten() {
    project.with("pyproject.toml", "");
    Model model = project.discover().models().get(0);
    Model named = model.withId("a \"b\" \\ é😀");
    byte[] saved =
        new PyprojectSettings()
            .save(
                new byte[0],
                SettingsChange.of(Settings.none(), List.of(named), DiscoveryOptions.defaults()));
    assertThat(new String(saved, StandardCharsets.UTF_8)).contains("😀");
    assertThat(new PyprojectSettings().read(saved).models().get(0).id()).isEqualTo(named.id());
  }
}
