package io.modelops.bundle.discovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.modelops.bundle.Bundle;
import io.modelops.bundle.Discovery;
import io.modelops.bundle.Providers;
import io.modelops.bundle.error.ConfigurationException;
import io.modelops.bundle.spi.SettingsFormat;
import io.modelops.bundle.value.Model;
import io.modelops.bundle.value.Settings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
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
    project = new Project(directory).with("m.py", Project.model("M"));
  }

  private String saved(String pyproject) {
    project.with("pyproject.toml", pyproject);
    Discovery discovery = project.discover();
    assertThat(discovery.save(discovery.models())).containsExactly("m:M");
    assertThat(discovery.save(discovery.models())).isEmpty();
    return read();
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
    assertThat(discovery.save(discovery.models())).containsExactly("m:M");
    assertThat(read()).isEqualTo(TABLE);
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
    project.with("pyproject.toml", text).with("n.py", Project.model("N"));
    Discovery discovery = project.discover();
    assertThat(discovery.save(discovery.models())).containsExactly("n:N");
    assertThat(read()).isEqualTo(text + "\n" + TABLE.replace("m:M", "n:N"));
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
          .containsExactlyInAnyOrder("m.py", "pyproject.toml");
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
      assertThat(files).hasSize(2);
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
    public byte[] save(byte[] document, List<Model> models) {
      meanwhile.run();
      return format.save(document, models);
    }
  }

  @Test
  void idsOfAnyCharactersAreWritten() {
    project.with("pyproject.toml", "");
    Model model = project.discover().models().get(0);
    Model named = model.withId("a \"b\" \\ é😀");
    byte[] saved = new PyprojectSettings().save(new byte[0], List.of(named));
    assertThat(new String(saved, StandardCharsets.UTF_8)).contains("😀");
    assertThat(new PyprojectSettings().read(saved).models().get(0).id()).isEqualTo(named.id());
  }
}
