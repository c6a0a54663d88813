package io.modelops.bundle.discovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.modelops.bundle.Bundle;
import io.modelops.bundle.Providers;
import io.modelops.bundle.error.ConfigurationException;
import io.modelops.bundle.spi.SourceTree;
import io.modelops.bundle.value.DiscoveryOptions;
import io.modelops.bundle.value.Glob;
import io.modelops.bundle.value.NamedRule;
import io.modelops.bundle.value.Rule;
import io.modelops.bundle.value.Settings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsTest {
  private static final String TABLE = "[tool.modelops-bundle]\n";

  @TempDir Path directory;
  Project project;

  @BeforeEach
  void open() {
    project = new Project(directory);
  }

  private Settings settings(String pyproject) {
    project.with("pyproject.toml", pyproject);
    return Bundle.open(directory).settings();
  }

  private ConfigurationException refusal(String pyproject) {
    return refusal(pyproject.getBytes(StandardCharsets.UTF_8));
  }

  private ConfigurationException refusal(byte[] pyproject) {
    project.with("pyproject.toml", pyproject);
    return catchThrowableOfType(
        ConfigurationException.class, () -> Bundle.open(directory).settings());
  }

  @Test
  void everyKeyIsRead() {
    Settings settings =
        settings(
            """
            [tool.modelops-bundle]
            models = [
              { id = "sir", class = "models.sir:SIR", files = ["models/**/*.py", "data/*.csv"] },
              { class = "models.seir:Outer.SEIR" },
            ]
            registry = "ghcr.io/lab/models:v1"
            source-roots = ["./lib/", "."]

            [tool.modelops-bundle.discovery]
            methods = ["run"]
            tests = true
            prune = ["old", "*.bak"]
            """);
    assertThat(settings.issues()).isEmpty();
    assertThat(settings.models())
        .extracting(Settings.ModelSetting::id, Settings.ModelSetting::className)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple("sir", "models.sir:SIR"),
            org.assertj.core.groups.Tuple.tuple(
                "models.seir:Outer.SEIR", "models.seir:Outer.SEIR"));
    assertThat(settings.models().get(0).files())
        .containsExactly(Glob.parse("models/**/*.py"), Glob.parse("data/*.csv"));
    assertThat(settings.models().get(1).location().toString()).isEqualTo("pyproject.toml:4");
    assertThat(settings.models().get(1).location().column()).isEqualTo(3);
    assertThat(settings.registry()).isEqualTo("ghcr.io/lab/models:v1");
    assertThat(settings.discovery().sourceRoots()).containsExactly("lib", ".");
    assertThat(settings.discovery().rules())
        .containsExactly(NamedRule.of("methods", Rule.methods("run")));
    assertThat(settings.discovery().tests()).isTrue();
    assertThat(settings.discovery().prunedDirectories()).containsExactly("*.bak", "old");
  }

  @Test
  void modelsMayBeAnArrayOfTables() {
    Settings settings =
        settings(
            """
            [[tool.modelops-bundle.models]]
            class = "a:B"
            [[tool.modelops-bundle.models]]
            id = "second"
            class = "a:C"
            """);
    assertThat(settings.models())
        .extracting(model -> model.id() + " " + model.location().line())
        .containsExactly("a:B 1", "second 3");
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(strings = {"", "[tool]\n", "[project]\nname = 'x'\n", "tool = 3\n", TABLE})
  void withoutATableOfOursThereAreDefaults(String pyproject) {
    assertThat(settings(pyproject)).isEqualTo(Settings.none());
  }

  @Test
  void withoutAFileThereAreDefaults() {
    assertThat(Bundle.open(directory).settings()).isEqualTo(Settings.none());
  }

  @Test
  void discoveryGoesByTheSettings() {
    project.with("lib/m.py", "class M:\n def run(self): ...\n");
    project.with("old/n.py", "class N:\n def run(self): ...\n");
    settings(TABLE + "source-roots = ['lib']\ndiscovery = {methods = ['run'], prune = ['old']}\n");
    assertThat(project.verdicts()).isEqualTo("MODEL m:M lib/m.py:1-2\n");
    assertThat(Bundle.open(directory).discover(DiscoveryOptions.defaults()).models()).isEmpty();
  }

  @Test
  void unsavedSettingsCount() {
    settings("");
    byte[] buffer =
        "[tool.modelops-bundle]\nregistry = 'localhost/x'\n".getBytes(StandardCharsets.UTF_8);
    SourceTree tree = SourceTree.overlay(new DiskSourceTree(), Map.of("pyproject.toml", buffer));
    Bundle bundle = Bundle.open(directory, Providers.load().with(tree));
    assertThat(bundle.settings().registry()).isEqualTo("localhost/x");
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "model = []| 2:1: unknown key 'model'; did you mean models?",
        "x.y = 1| 2:1: unknown key 'x'; known are models, registry, source-roots, discovery, gitignore",
        "models = [{clas = 1, class = 'a:B'}]| 2:12: unknown key 'clas'; did you mean class?",
        "discovery.method = 1| 2:1: unknown key 'method'; did you mean methods?",
      })
  void unknownKeysAreWarnings(String line, String warning) {
    assertThat(settings(TABLE + line + "\n").issues())
        .singleElement()
        .hasToString("pyproject.toml:" + warning);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = ';',
      value = {
        "models = 'x'; 2:1: models must be a list of tables",
        "models = ['x']; 2:11: models must be a list of tables",
        "models = [{class = 'a:B'}, 2024-01-01]; 2:28: models must be a list of tables",
        "models = [{id = 'a:B'}]; 2:11: a model needs class",
        "models = [{class = 1}]; 2:12: class must be a string",
        "models = [{class = 'a:B', id = 1}]; 2:27: id must be a string",
        "models = [{class = 'a:B', id = ''}]; 2:27: id '' is empty",
        "models = [{class = 'a:B', id = \"\\u001b[31m\"}]; 2:27: id '\\u001b[31m'",
        "models = [{class = 'a:B', files = 'x'}]; 2:27: files must be a list of patterns",
        "models = [{class = 'a:B', files = []}]; 2:27: files must have a pattern",
        "models = [{class = 'a:B', files = ['x', 1]}]; 2:41: files must be a list of patterns",
        "models = [{class = 'a:B', files = ['é', '/etc/*']}]; 2:41: files: pattern '/etc/*' is abs",
        "models = [{class = 'a:B', files = ['../**']}]; 2:36: files: pattern '../**' has the",
        "models = [{class = 'a:B', files = ['{a,b}']}]; 2:36: files: pattern '{a,b}' has a brace",
        "models = [{class = 'a:B'}, {class = 'a:B'}]; 2:29: id 'a:B' is that of line 2",
        "models = [{class = 'a:B'}, {id = 'a:B', class='c:D'}]; 2:29: id 'a:B' is that of line 2",
        "models = [{class = 'a.B'}]; 2:12: class 'a.B' is not of the form",
        "models = [{class = 'a:B:C'}]; 2:12: class 'a:B:C' is not of the form",
        "models = [{class = 'a b:C'}]; 2:12: class 'a b:C' is not of the form",
        "models = [{class = 'a..b:C'}]; 2:12: class 'a..b:C' is not of the form",
        "models = [{class = 'a.class:C'}]; 2:12: class 'a.class:C' is not of the form",
        "models = [{class = '1a:C'}]; 2:12: class '1a:C' is not of the form",
        "registry = 1; 2:1: registry must be a string",
        "registry = 'nowhere'; 2:1: registry is no reference: no registry host",
        "source-roots = ['lib', '../x']; 2:24: source-roots: '../x' is no directory inside",
        "source-roots = 'lib'; 2:1: source-roots must be a list of directories",
        "discovery = 1; 2:1: discovery must be a table",
        "discovery = {tests = 1}; 2:14: tests must be true or false",
        "discovery = {methods = []}; 2:14: methods must name at least one method",
        "discovery = {methods = ['a b']}; 2:25: methods: 'a b' is no method name",
        "discovery = {prune = ['a*']}; 2:23: prune: 'a*' is no directory name",
      })
  void wrongValuesHaveTheirPlace(String line, String message) {
    ConfigurationException refusal = refusal(TABLE + line + "\n");
    assertThat(refusal).hasMessageStartingWith("pyproject.toml:" + message);
    assertThat(refusal.code()).isEqualTo("pyproject-value");
    assertThat(refusal.line()).isEqualTo(2);
    assertThat(refusal.hint()).isNotEmpty();
  }

  @Test
  void columnsCountCodePoints() {
    assertThat(refusal(TABLE + "models = [{'😀' = '😀', class = 1}]\n").column()).isEqualTo(23);
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(strings = {"modèle:Épidémie", "a:ﬁ", "_a.b_:C.D", "模型:类"})
  void classNamesMayBeOfAnyScript(String name) {
    assertThat(settings(TABLE + "models = [{class = '" + name + "'}]").models()).hasSize(1);
  }

  @Test
  void oneClassMayHaveTwoIds() {
    Settings settings =
        settings(TABLE + "models = [{id = 'x', class = 'a:B'}, {id = 'y', class = 'a:B'}]\n");
    assertThat(settings.models()).hasSize(2);
    assertThat(settings.issues())
        .singleElement()
        .hasToString("pyproject.toml:2:49: class 'a:B' has several ids");
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(
      strings = {
        "alice:s3cret@ghcr.io/lab/x",
        "https://alice:s3cret@ghcr.io/lab/x",
        "ghcr.io/lab/x?token=s3cret",
        "ghcr.io/lab/x@s3cret"
      })
  void registryWithASecretIsRefusedAndNotRepeated(String registry) {
    ConfigurationException refusal = refusal(TABLE + "\n registry = '" + registry + "'\n");
    assertThat(refusal.line()).isEqualTo(3);
    assertThat(refusal.column()).isEqualTo(2);
    assertThat(refusal.toString() + refusal.hint()).doesNotContain("s3cret");
    assertThat(refusal.getCause()).isNull();
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(
      strings = {
        "a = 1\na = 2\n",
        "[a]\n[a]\n",
        "a.b = 1\na = 2\n",
        "a = {\nb = 1\nc = 2}\n",
        "a = {b = 1,,}\n",
        "a = \"\\z\"\n",
        "[a]\nb.c = 1\n[a.b]\n",
      })
  void whatIsNoTomlIsRefused(String pyproject) {
    ConfigurationException refusal = refusal(pyproject);
    assertThat(refusal.code()).isEqualTo("pyproject-syntax");
    assertThat(refusal.line()).isPositive();
    assertThat(refusal.column()).isPositive();
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(
      strings = {
        "a = {b = 1,}\n",
        "a = {\nb = 1, # c\n\n}\n",
        "a = \"\\e\"\n",
        "a = \"\\x41\"\n",
        "a = 07:32\n",
      })
  void toml11IsReadWithAWarning(String pyproject) {
    Settings settings = settings("b = 1\n" + pyproject);
    assertThat(settings.issues())
        .singleElement()
        .satisfies(
            issue -> {
              assertThat(issue.code()).isEqualTo("toml-1.1");
              assertThat(issue.line()).isGreaterThan(1);
              assertThat(issue.message()).contains("[[tool.modelops-bundle.models]]");
            });
  }

  @Test
  void faultsAfterLineBreaksInInlineTablesHaveTheirPlace() {
    ConfigurationException refusal =
        refusal("[tool.modelops-bundle]\nmodels = [ {\n  class = 'a:B',\n  files = 3 } ]\n");
    assertThat(refusal.line()).isEqualTo(4);
    assertThat(refusal.column()).isEqualTo(3);
  }

  @Test
  void numbersAreBounded() {
    assertThat(refusal("a = 1" + "0".repeat(400) + "\n").code()).isEqualTo("pyproject-syntax");
    assertThat(refusal("a = 9999999-01-01\n").code()).isEqualTo("pyproject-syntax");
    assertThat(refusal("a = 1e400000\n").code()).isEqualTo("pyproject-syntax");
  }

  @Test
  void byteOrderMarkAndWindowsLineEndsAreRead() {
    String text = "\uFEFF" + TABLE.replace("\n", "\r\n") + "registry\t=\t'localhost/x'\r\n";
    assertThat(settings(text).registry()).isEqualTo("localhost/x");
    assertThat(refusal("\uFEFFab = \n")).hasMessageStartingWith("pyproject.toml:1:6: ");
  }

  static Stream<Arguments> controlCharacters() {
    return Stream.of('\0', '\r', '\f', '\u001b', '\u007f')
        .flatMap(
            c ->
                Stream.of("a = 1\n # é" + c, "a = 1\n b=\"" + c + "\"\n", "a = 1\n'''" + c + "'''=")
                    .map(text -> Arguments.of((int) c, text)));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("controlCharacters")
  void controlCharactersAreRefused(int c, String text) {
    ConfigurationException refusal = refusal(text);
    assertThat(refusal).hasMessageContaining("control character U+%04X".formatted(c));
    assertThat(refusal.line()).isEqualTo(2);
    assertThat(refusal.column()).isBetween(4, 5);
  }

  static Stream<Arguments> encodings() {
    return Stream.of(
        Arguments.of("a='é'".getBytes(StandardCharsets.UTF_16LE), "1:7: not in UTF-8: byte 6"),
        Arguments.of("a='é'".getBytes(StandardCharsets.UTF_16), "1:1: not in UTF-8: byte 0"),
        Arguments.of(
            "a=1\nb='é'".getBytes(StandardCharsets.ISO_8859_1), "2:4: not in UTF-8: byte 7"),
        Arguments.of(new byte[] {'#', (byte) 0xe2, (byte) 0x82}, "1:2: not in UTF-8: byte 1"),
        Arguments.of(new byte[] {'#', (byte) 0xc0, (byte) 0x80}, "1:2: not in UTF-8: byte 1"),
        Arguments.of(
            new byte[] {'#', (byte) 0xed, (byte) 0xa0, (byte) 0x80}, "1:2: not in UTF-8: byte 1"));
  }

  @ParameterizedTest(name = "{1}")
  @MethodSource("encodings")
  void otherEncodingsAreRefusedWithTheByte(byte[] bytes, String message) {
    assertThat(refusal(bytes)).hasMessageStartingWith("pyproject.toml:" + message);
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(strings = {"[", "{a=", "[{a="})
  void deepNestingIsRefused(String open) {
    ConfigurationException refusal = refusal("x = " + open.repeat(10_000));
    assertThat(refusal.code()).isEqualTo("pyproject-syntax");
  }

  static Stream<Arguments> large() {
    return Stream.of(
        large("comment", "size", "# " + "x".repeat(10 << 20)),
        large("string", "size", "x = '" + "x".repeat(10 << 20) + "'"),
        large("longest", "", "x = '" + "x".repeat((1 << 19) - 10) + "'"),
        large("keys", "", numbered("a%d=1\n")),
        large("tables", "", numbered("[a%d]\n")),
        large("array of tables", "", numbered("[[a]]\n")),
        large("dotted key", "syntax", "a.".repeat(260_000) + "a = 1"),
        large("dotted table", "syntax", "[" + "a.".repeat(260_000) + "a]"),
        large("array", "", "a = [" + "1,".repeat(260_000) + "]"));
  }

  private static Arguments large(String name, String refusal, String pyproject) {
    return Arguments.of(Named.of(name, pyproject), refusal);
  }

  private static String numbered(String line) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; text.length() < (1 << 19) - 20; i++) {
      text.append(line.formatted(i));
    }
    return text.toString();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("large")
  @Timeout(60)
  void largeFilesAreReadOrRefused(String pyproject, String refusal) {
    if (refusal.isEmpty()) {
      assertThat(settings(pyproject)).isEqualTo(Settings.none());
    } else {
      assertThat(refusal(pyproject).code()).isEqualTo("pyproject-" + refusal);
    }
  }

  @Test
  void fileMustBeARegularOneThatCanBeRead(@TempDir Path elsewhere) throws IOException {
    Path file = directory.resolve("pyproject.toml");
    Path other = Files.writeString(elsewhere.resolve("other.toml"), TABLE);
    Files.createSymbolicLink(file, other);
    assertThatThrownBy(() -> Bundle.open(directory).settings())
        .isInstanceOf(ConfigurationException.class)
        .hasMessage(
            "pyproject.toml: is a symbolic link, which could lead out of the project; links are"
                + " not followed");
    Files.delete(file);
    Files.createDirectory(file);
    assertThatThrownBy(() -> Bundle.open(directory).settings())
        .isInstanceOf(ConfigurationException.class)
        .hasMessage("pyproject.toml: is no regular file");
  }

  @Test
  void nothingButTheTableOfOursMatters() {
    assertThat(settings("[tool.other]\nmodels = 3\n" + TABLE + "models = []\n").models())
        .isEqualTo(List.of());
  }
}
