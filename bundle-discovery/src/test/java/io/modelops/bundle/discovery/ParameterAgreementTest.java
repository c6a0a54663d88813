package io.modelops.bundle.discovery;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.modelops.bundle.testing.Programs;
import io.modelops.bundle.testing.Sweeps;
import io.modelops.bundle.value.DiscoveryOptions;
import io.modelops.bundle.value.Model;
import io.modelops.bundle.value.Parameter;
import io.modelops.bundle.value.SourceValue;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Compares what is read of parameters with what CPython makes of the same sources. */
class ParameterAgreementTest {
  private static final int MODULES = Sweeps.areWhole() ? 1_000 : 100;
  private static final long SEED = 20_261_130L;

  private static final String[] DAMAGES = {
    "(",
    ")",
    "[",
    "]",
    "{",
    "}",
    "\"",
    "'",
    "\"\"\"",
    "\\",
    "\n",
    "#",
    ":",
    "=",
    ",",
    "*",
    "**",
    "\0",
    "é",
    " def ",
    "lambda ",
    "return ",
    "\n\n\n",
    "f'{",
    "@",
    "self.pars = ",
    ".",
    "    "
  };

  @TempDir Path directory;

  @Test
  void literalsHaveTheValuesThatLiteralEvalGives() throws Exception {
    Project project = new Project(directory);
    for (int i = 0; i < MODULES; i++) {
      project.with("values" + i + ".py", new GeneratedParameters(SEED + i).values());
    }
    assertThat(differences(project, 5 * MODULES)).isEmpty();
  }

  @Test
  void constructorsTakeWhatInspectShows() throws Exception {
    Project project = new Project(directory);
    for (int i = 0; i < MODULES; i++) {
      project.with("module" + i + ".py", new GeneratedParameters(SEED + i).constructors());
    }
    assertThat(differences(project, 12 * MODULES)).isEmpty();
  }

  /** Half-typed and damaged text is read as far as that goes. */
  @Test
  void damagedSourcesDoNotStopTheReading() {
    Random random = new Random(SEED);
    Project project = new Project(directory);
    for (int i = 0; i < MODULES; i++) {
      GeneratedParameters generated = new GeneratedParameters(SEED + i);
      byte[] source = (i % 2 == 0 ? generated.values() : generated.constructors()).getBytes(UTF_8);
      for (int j = random.nextInt(8); j >= 0; j--) {
        int at = random.nextInt(source.length);
        byte[] damage = DAMAGES[random.nextInt(DAMAGES.length)].getBytes(UTF_8);
        System.arraycopy(damage, 0, source, at, Math.min(damage.length, source.length - at));
      }
      int end = random.nextInt(4) == 0 ? random.nextInt(source.length) : source.length;
      project.with("damaged" + i + ".py", Arrays.copyOf(source, end));
    }
    List<Model> found = project.discover(DiscoveryOptions.defaults().withExhaustive()).models();
    assertThat(found).hasSizeGreaterThan(MODULES);
    assertThat(found.stream().mapToInt(model -> model.parameters().size()).sum())
        .isGreaterThan(MODULES);
  }

  private List<String> differences(Project project, int models) throws Exception {
    Programs.require("python3");
    List<String> lines = new ArrayList<>();
    List<Model> found = project.discover(DiscoveryOptions.defaults().withExhaustive()).models();
    assertThat(found.size()).isEqualTo(models);
    for (Model model : found) {
      lines.add(String.join("\t", model.className(), "", "", "", "", ""));
      model.parameters().forEach(each -> lines.add(line(model, each)));
    }
    Path script = directory.resolve("parameters.py.script");
    try (InputStream in = ParameterAgreementTest.class.getResourceAsStream("parameters.py")) {
      Files.write(script, Objects.requireNonNull(in).readAllBytes());
    }
    Process process =
        new ProcessBuilder("python3", "-W", "ignore", script.toString(), directory.toString())
            .redirectInput(Files.write(directory.resolve("read"), lines).toFile())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try (var output = process.inputReader(UTF_8)) {
      List<String> differences = output.lines().toList();
      assertThat(process.waitFor()).isZero();
      return differences;
    }
  }

  private static String line(Model model, Parameter parameter) {
    SourceValue value = parameter.defaultValue();
    return String.join(
        "\t",
        model.className(),
        parameter.name(),
        parameter.origin().name(),
        value == null ? "-" : hex(value.text()),
        String.valueOf(value != null && value.computed()),
        value == null || value.plain() == null ? "-" : hex(json(value.plain())));
  }

  private static String hex(String text) {
    return HexFormat.of().formatHex(text.getBytes(UTF_8));
  }

  private static String json(@Nullable Object plain) {
    if (!(plain instanceof String text)) {
      return String.valueOf(plain);
    }
    StringBuilder json = new StringBuilder("\"");
    text.chars().forEach(c -> json.append(String.format("\\u%04x", c)));
    return json.append('"').toString();
  }
}
