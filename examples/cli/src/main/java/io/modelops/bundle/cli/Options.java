package io.modelops.bundle.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.IFactory;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** The words of which command lines are described; without reflection, which costs start-up. */
final class Options {
  static final String PROJECT = "--project";
  static final String JSON = "--json";
  static final String QUIET = "--quiet";
  static final String HELP = "--help";
  static final String VERSION = "--version";
  static final String PLAIN_HTTP = "--plain-http";
  static final String OUTPUT = "--output";

  static final IFactory FACTORY = new Factory();

  private Options() {}

  /** No lambda: one keeps all of picocli's converters out of the archive of preloaded classes. */
  private static final class AsTyped implements ITypeConverter<String> {
    @Override
    public String convert(String typed) {
      return typed;
    }
  }

  /** Makes lists itself, as picocli's own looks for Groovy on the whole class path first. */
  private static final class Factory implements IFactory {
    @Override
    public <K> K create(Class<K> type) throws Exception {
      return type == List.class
          ? type.cast(new ArrayList<>())
          : CommandLine.defaultFactory().create(type);
    }
  }

  static CommandSpec command(String name, String summary, String... details) {
    CommandSpec spec = CommandSpec.wrapWithoutInspection(null, FACTORY).name(name);
    spec.usageMessage()
        .description(summary)
        .footer(details.length == 0 ? details : withBlankLine(details))
        .sortOptions(false)
        .abbreviateSynopsis(true)
        .width(80);
    return spec;
  }

  private static String[] withBlankLine(String... lines) {
    String[] all = new String[lines.length + 1];
    all[0] = "";
    System.arraycopy(lines, 0, all, 1, lines.length);
    return all;
  }

  static OptionSpec flag(String description, String... names) {
    return OptionSpec.builder(names)
        .type(boolean.class)
        .arity("0")
        .description(description)
        .build();
  }

  /** Where it is given, nothing else needs to be. */
  private static OptionSpec help() {
    return OptionSpec.builder("-h", HELP)
        .type(boolean.class)
        .arity("0")
        .usageHelp(true)
        .description("Show this help.")
        .build();
  }

  static OptionSpec value(String label, String description, String... names) {
    return OptionSpec.builder(names)
        .type(String.class)
        .paramLabel(label)
        .description(description)
        .build();
  }

  /** One that may come several times. */
  static OptionSpec values(String label, String description, String... names) {
    return OptionSpec.builder(names)
        .type(List.class)
        .auxiliaryTypes(String.class)
        .paramLabel(label)
        .description(description)
        .build();
  }

  private static OptionSpec project() {
    return OptionSpec.builder(PROJECT)
        .type(Path.class)
        .converters(new AsTyped())
        .paramLabel("DIR")
        .description("Work on the project in this directory.")
        .build();
  }

  static OptionSpec plainHttp() {
    return OptionSpec.builder(PLAIN_HTTP)
        .type(List.class)
        .auxiliaryTypes(String.class)
        .paramLabel("HOST")
        .description("Use plain HTTP for this registry (loopback needs no option).")
        .build();
  }

  static OptionSpec policy() {
    return value("FILE", "Whose signatures are asked for.", SignatureCheck.POLICY);
  }

  /**
   * @param least how many there have to be
   * @param last the index of the last one, or {@code *}
   */
  static PositionalParamSpec arguments(String label, int least, String last, String description) {
    return positional(label, least, last, description).auxiliaryTypes(String.class).build();
  }

  /** Names of files or patterns: read as they are typed, and completed as files by the shell. */
  static PositionalParamSpec paths() {
    return positional("PATH...", 1, "*", "Files, directories or patterns.")
        .auxiliaryTypes(Path.class)
        .converters(new AsTyped())
        .build();
  }

  /** The name of one file, which the shell completes. */
  static PositionalParamSpec file(String description) {
    return positional("FILE", 1, "0", description)
        .auxiliaryTypes(Path.class)
        .converters(new AsTyped())
        .build();
  }

  /** One of a few words, which the shell completes. */
  static PositionalParamSpec choice(String label, List<String> words, String description) {
    return positional(label, 1, "0", description)
        .auxiliaryTypes(String.class)
        .completionCandidates(words)
        .build();
  }

  /** An option that takes one of a few words, which the shell completes. */
  static OptionSpec choice(String label, List<String> words, String description, String... names) {
    return OptionSpec.builder(names)
        .type(String.class)
        .paramLabel(label)
        .completionCandidates(words)
        .description(description)
        .build();
  }

  /** The name of a file to write, which the shell completes. */
  static OptionSpec output(String description) {
    return OptionSpec.builder("-o", OUTPUT)
        .type(Path.class)
        .converters(new AsTyped())
        .paramLabel("FILE")
        .description(description)
        .build();
  }

  private static PositionalParamSpec.Builder positional(
      String label, int least, String last, String description) {
    return PositionalParamSpec.builder()
        .paramLabel(label)
        .arity(least > 0 ? "1" : "0..1")
        .required(least > 0)
        .index("0.." + last)
        .type(List.class)
        .hideParamSyntax(least > 0)
        .description(description);
  }

  /** Those that all commands have. */
  static CommandSpec common(CommandSpec spec) {
    return spec.addOption(project())
        .addOption(flag("Print the answer as one JSON document.", JSON))
        .addOption(flag("Print errors and warnings only.", "-q", QUIET))
        .addOption(help());
  }
}
