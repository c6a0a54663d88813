package io.modelops.bundle.discovery.settings;

import static org.assertj.core.api.Assertions.assertThat;

import io.modelops.bundle.testing.Programs;
import io.modelops.bundle.value.Model;
import io.modelops.bundle.value.NamedRule;
import io.modelops.bundle.value.Rule;
import io.modelops.bundle.value.Settings;
import io.modelops.bundle.value.SettingsChange;
import io.modelops.bundle.value.SourceRange;
import io.modelops.bundle.value.Verdict;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whether models are added to files of every layout without a change to another byte. */
class SaveAgreementTest {
  private static final int FILES = 2_000;
  private static final String[] OTHERS = {
    "",
    "\n",
    "# é 😀 ] } ' \"\n",
    "[project] # c\nname = 'x'\n",
    "[[tool.other]]\na=[1,\n2]\n",
    "[build-system]\nrequires = [ \"a]\", 'b}' ]\n\n",
    "[tool.z]\nx='''\nmodels = [\n'''\n",
    "  \n",
    "[tool.y.\"modelops-bundle\"]\nmodels = [3]\n",
    "[x]\na.b = {c = \"\"\"'\"\"\\\"]\"\"\"}\n"
  };
  private static final String[] STARTS = {"", "\n", "# top\n", "name = 1\n", "a = [ # [\n]\n"};
  private static final String[] TAILS = {"", "\n\n", "# z", "[q]\nr = ']'\n", "[[q]]\n\t# }\n"};
  private static final String[] ENTRIES = {
    "{class='a:B'}",
    "{ id = \"x}\", class = \"a:C\" }",
    "{class='a:D',files=['a/**', \"]b\"]}",
    "{files=[\n'x', # y ]\n  \"\"\"z\"\"\"\n,], class='a:E'}"
  };

  @TempDir Path directory;

  @Test
  void addsModelsAndChangesNothingElse() throws Exception {
    Programs.require("python3");
    Random random = new Random(3);
    List<String> before = new ArrayList<>();
    List<String> after = new ArrayList<>();
    for (int i = 0; i < FILES; i++) {
      String text = file(random);
      byte[] document = text.getBytes(StandardCharsets.UTF_8);
      List<Model> models = models(1 + random.nextInt(3));
      byte[] saved = SettingsWriter.save("pyproject.toml", document, added(document, models));
      String result = new String(saved, StandardCharsets.UTF_8);
      assertThat(result.getBytes(StandardCharsets.UTF_8)).isEqualTo(saved);
      assertThat(hasOnlyInsertions(text, result)).as("%s\n---\n%s", text, result).isTrue();
      assertThat(SettingsReader.read(TomlFile.parse("pyproject.toml", saved)).models())
          .extracting(model -> model.id())
          .endsWith(models.stream().map(Model::id).toArray(String[]::new));
      before.add(text.replace("\uFEFF", ""));
      after.add(result.replace("\uFEFF", ""));
    }
    assertThat(Tomllib.outlines(directory, before)).doesNotContain("error");
    List<String> outlines = Tomllib.outlines(directory, after);
    for (int i = 0; i < FILES; i++) {
      assertThat(outlines.get(i)).as(after.get(i)).isEqualTo(Tomllib.outline(after.get(i)));
    }
  }

  private static SettingsChange added(byte[] document, List<Model> models) {
    Settings settings = SettingsReader.read(TomlFile.parse("pyproject.toml", document));
    List<Model> all = new ArrayList<>(models);
    settings.models().forEach(m -> all.add(Model.of(m.className(), Verdict.MODEL, m.location())));
    return SettingsChange.of(settings, all, settings.discovery());
  }

  /** What was added is taken out again, in each order. */
  @Test
  void takesModelsOutOfFilesOfEveryLayout() throws Exception {
    Programs.require("python3");
    Random random = new Random(4);
    List<String> after = new ArrayList<>();
    for (int i = 0; i < FILES; i++) {
      byte[] document = file(random).getBytes(StandardCharsets.UTF_8);
      List<Model> models = models(3);
      byte[] more = SettingsWriter.save("pyproject.toml", document, added(document, models));
      Settings settings = SettingsReader.read(TomlFile.parse("pyproject.toml", more));
      List<Model> kept =
          settings.models().stream()
              .filter(model -> random.nextBoolean())
              .map(m -> Model.of(m.className(), Verdict.MODEL, m.location()).withId(m.id()))
              .toList();
      SettingsChange change =
          SettingsChange.of(settings, kept, settings.discovery().withMethods("run", "stop"));
      byte[] less = SettingsWriter.save("pyproject.toml", more, change);
      Settings result = SettingsReader.read(TomlFile.parse("pyproject.toml", less));
      assertThat(result.models())
          .extracting(model -> model.id())
          .containsExactlyElementsOf(kept.stream().map(Model::id).toList());
      assertThat(result.namesModels()).isTrue();
      assertThat(result.discovery().rules())
          .contains(NamedRule.of("methods", Rule.methods("run", "stop")));
      after.add(new String(less, StandardCharsets.UTF_8).replace("\uFEFF", ""));
    }
    assertThat(Tomllib.outlines(directory, after)).doesNotContain("error");
  }

  /** At one place, or also a comma before it. */
  private static boolean hasOnlyInsertions(String old, String now) {
    int same = 0;
    while (same < old.length() && old.charAt(same) == now.charAt(same)) {
      same++;
    }
    String rest = old.substring(same);
    return hasOneInsertion(rest, now.substring(same))
        || (now.startsWith(",", same) && hasOneInsertion(rest, now.substring(same + 1)));
  }

  private static boolean hasOneInsertion(String old, String now) {
    for (int i = 0; i <= old.length(); i++) {
      if (now.startsWith(old.substring(0, i)) && now.endsWith(old.substring(i))) {
        return true;
      }
    }
    return false;
  }

  private static List<Model> models(int count) {
    List<Model> models = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      models.add(
          Model.of("saved.m" + i + ":M", Verdict.MODEL, new SourceRange("m.py", 1, 1, 1))
              .withId("saved \"" + i + "\"")
              .withFiles(List.of("m.py")));
    }
    return models;
  }

  private static String file(Random random) {
    String text = any(STARTS, random) + own(random);
    text = random.nextInt(4) == 0 && text.endsWith("\n") ? text.stripTrailing() : text;
    text = random.nextInt(4) == 0 ? text.replace("\n", "\r\n") : text;
    return random.nextInt(8) == 0 ? "\uFEFF" + text : text;
  }

  private static String own(Random random) {
    String others = any(OTHERS, random);
    return switch (random.nextInt(9)) {
      case 0 -> "tool.modelops-bundle.models = " + array(random) + "\n" + others;
      case 1 -> "tool = {modelops-bundle = {models = " + array(random) + "}}\n";
      case 2 -> "tool={ x.y=1, modelops-bundle . registry = 'localhost/x' } # }\n";
      case 3 -> others + "[tool]\n'modelops-bundle' = { source-roots = ['.'] }# }\n";
      case 4 -> others + "[[tool.modelops-bundle.models]]\nclass='a:B' # c\n" + any(TAILS, random);
      case 5 -> others + "[tool.modelops-bundle.discovery]\ntests=true\n" + any(TAILS, random);
      case 6 -> others;
      case 7 -> "[tool]\nmodelops-bundle.models = " + array(random) + "\n" + others;
      default ->
          others
              + "[ tool . \"modelops-bundle\" ]\nmodels = "
              + array(random)
              + " # c\nregistry = 'localhost/x'\n"
              + any(TAILS, random);
    };
  }

  private static String array(Random random) {
    List<String> entries = new ArrayList<>(List.of(ENTRIES));
    Collections.shuffle(entries, random);
    entries = entries.subList(0, random.nextInt(entries.size() + 1));
    String gap = any(new String[] {"", " ", "\n", "\n    ", " # c ]\n\t"}, random);
    String comma = any(new String[] {",", ", ", " ,", ",\n  ", ", # c, [\n\t", "\n ,\n"}, random);
    String end =
        entries.isEmpty() || random.nextBoolean()
            ? ""
            : any(new String[] {",", " ,", "\n,"}, random);
    return "["
        + gap
        + String.join(comma, entries)
        + end
        + any(new String[] {"", " ", "\n", " # ]\n"}, random)
        + "]";
  }

  private static String any(String[] words, Random random) {
    return words[random.nextInt(words.length)];
  }
}
