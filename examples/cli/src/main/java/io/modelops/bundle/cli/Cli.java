package io.modelops.bundle.cli;

import io.modelops.bundle.json.JsonDocument;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** From the words of a command line to an exit status. */
final class Cli {
  static final String NAME = "modelops-bundle";
  private static final String HELP = "help";

  private final Surroundings surroundings;
  private final Map<String, Supplier<Command>> commands = new LinkedHashMap<>();

  Cli(Surroundings surroundings) {
    this.surroundings = surroundings;
    commands.put("init", InitCommand::new);
    commands.put("discover", DiscoverCommand::new);
    commands.put("report", ReportCommand::new);
    commands.put("manifest", ManifestCommand::new);
    commands.put("why", WhyCommand::new);
    commands.put("add", AddCommand::new);
    commands.put("remove", RemoveCommand::new);
    commands.put("status", StatusCommand::new);
    commands.put("diff", DiffCommand::new);
    commands.put("push", PushCommand::new);
    commands.put("pull", PullCommand::new);
    commands.put("ensure", EnsureCommand::new);
    commands.put("inspect", InspectCommand::new);
    commands.put("tags", TagsCommand::new);
    commands.put("tag", TagCommand::new);
    commands.put("copy", CopyCommand::new);
    commands.put("attach", AttachCommand::new);
    commands.put("describe", DescribeCommand::new);
    commands.put("referrers", ReferrersCommand::new);
    commands.put("sign", SignCommand::new);
    commands.put("containerize", ContainerizeCommand::new);
    commands.put("login", LoginCommand::new);
    commands.put("logout", LogoutCommand::new);
    commands.put("verify", VerifyCommand::new);
    commands.put("reproduce", ReproduceCommand::new);
    commands.put("gc", GcCommand::new);
    commands.put("completion", CompletionCommand::new);
  }

  int run(String... typed) {
    String[] arguments = withoutHelpCommand(typed);
    List<String> words = Arrays.asList(arguments).stream().takeWhile(w -> !w.equals("--")).toList();
    Console console =
        new Console(
            surroundings,
            words.contains(Options.JSON),
            words.contains(Options.QUIET) || words.contains("-q"));
    try {
      Status status = answer(commandLine(toDescribe(words)), console, arguments);
      console.finish();
      return status.code();
    } catch (RuntimeException | Error e) {
      return fail(e, console).code();
    }
  }

  /** {@code help add} is {@code add --help}. */
  private static String[] withoutHelpCommand(String... typed) {
    if (typed.length == 0 || !typed[0].equals(HELP)) {
      return typed;
    }
    String[] arguments = Arrays.copyOfRange(typed, 1, typed.length + 1);
    arguments[typed.length - 1] = Options.HELP;
    return arguments;
  }

  /** Whatever goes wrong after the wish to stop comes from stopping. */
  private Status fail(Throwable e, Console console) {
    boolean stopped = surroundings.cancellation().isCancelled();
    Failure failure = Failure.of(stopped ? new CancellationException() : e, console.commands());
    try {
      failure.show(console);
    } catch (OutputException lost) {
      // the exit status tells
    }
    return failure.status();
  }

  /** All commands, or the one that comes first: to describe all takes longer than what most do. */
  private Set<String> toDescribe(List<String> words) {
    String first = words.isEmpty() ? "" : words.get(0);
    return commands.containsKey(first) ? Set.of(first) : commands.keySet();
  }

  /** With all commands. */
  CommandLine commandLine() {
    return commandLine(commands.keySet());
  }

  private CommandLine commandLine(Set<String> names) {
    CommandSpec root =
        Options.command(
            NAME,
            "Find the simulation models of a Python project without running them, and push"
                + " them to an OCI registry as one verified bundle.",
            "A first session:",
            "  modelops-bundle init my-project && cd my-project",
            "  modelops-bundle discover --save",
            "  modelops-bundle manifest",
            "  modelops-bundle push localhost:5555/my-models",
            "",
            "Exit status: 0 done, 1 differs or refused, 2 wrong usage, 3 failed, 130",
            "interrupted. 'modelops-bundle help COMMAND' describes one command.");
    Options.common(root).addOption(Options.flag("Show the version.", "-V", Options.VERSION));
    root.usageMessage().commandListHeading("%nCommands:%n").optionListHeading("%nOptions:%n");
    commands.forEach(
        (name, command) -> {
          if (names.contains(name)) {
            root.addSubcommand(name, line(described(command.get())));
          }
        });
    if (names.size() == commands.size()) {
      root.addSubcommand(HELP, line(help()));
    }
    return line(root)
        .setExpandAtFiles(false) // @name is the name of a file, not of more arguments
        .setUnmatchedOptionsArePositionalParams(false)
        .setUnmatchedOptionsAllowedAsOptionParameters(false);
  }

  private static CommandLine line(CommandSpec spec) {
    return new CommandLine(spec, Options.FACTORY);
  }

  private CommandSpec help() {
    List<String> names = List.copyOf(commands.keySet());
    return Options.common(
        Options.command(HELP, "Show help for a command.")
            .addPositional(Options.choice("COMMAND", names, "One of the commands.")));
  }

  private static CommandSpec described(Command command) {
    CommandSpec spec = Options.common(command.spec());
    spec.usageMessage().parameterListHeading("%nArguments:%n").optionListHeading("%nOptions:%n");
    return spec;
  }

  private Status answer(CommandLine line, Console console, String... arguments) {
    ParseResult global = parse(line, arguments);
    ParseResult parsed = global.hasSubcommand() ? global.subcommand() : global;
    if (global.hasMatchedOption(Options.VERSION)) {
      console.document(JsonDocument.version(version()));
      console.line(NAME + " " + version());
      return Status.DONE;
    }
    boolean bare = arguments.length == 0;
    if (bare || parsed.hasMatchedOption(Options.HELP) || global.hasMatchedOption(Options.HELP)) {
      help(parsed.commandSpec().commandLine(), console);
      return bare ? Status.USAGE : Status.DONE;
    }
    Supplier<Command> command = commands.get(parsed.commandSpec().name());
    if (command == null) {
      throw CommandException.usage("no command", "modelops-bundle help lists the commands");
    }
    try (Invocation invocation = new Invocation(global, parsed, console)) {
      return command.get().run(invocation);
    }
  }

  private ParseResult parse(CommandLine line, String... arguments) {
    try {
      ParseResult parsed = line.parseArgs(arguments);
      if (!parsed.unmatched().isEmpty()) { // which --help allows
        throw new UnmatchedArgumentException(line, parsed.unmatched());
      }
      return parsed;
    } catch (ParameterException e) {
      throw wrong(e);
    }
  }

  private CommandException wrong(ParameterException e) {
    CommandLine at = e.getCommandLine();
    String command = at.getCommandSpec().parent() == null ? "" : at.getCommandName() + " ";
    String hint = "modelops-bundle " + command + "--help";
    @Nullable String message =
        e instanceof MissingParameterException m ? missing(m, at) : e.getMessage();
    if (e instanceof UnmatchedArgumentException unmatched && !unmatched.getUnmatched().isEmpty()) {
      String word = unmatched.getUnmatched().get(0);
      String meant = meant(at, word);
      message = "unknown " + (word.startsWith("-") ? "option" : "argument") + ": " + word;
      if (meant != null) {
        hint = "did you mean '" + meant + "'?";
      }
      if (command.isEmpty() && !word.startsWith("-")) {
        message = "unknown command: " + word;
      }
    }
    return CommandException.usage(String.valueOf(message), hint);
  }

  private static String missing(MissingParameterException e, CommandLine at) {
    ArgSpec argument = e.getMissing().get(0);
    String who = argument instanceof OptionSpec o ? o.longestName() : at.getCommandName();
    return who + " needs " + argument.paramLabel();
  }

  private @Nullable String meant(CommandLine at, String word) {
    List<String> known =
        word.startsWith("-")
            ? at.getCommandSpec().optionsMap().keySet().stream()
                .filter(o -> o.length() > 2)
                .toList()
            : at.getSubcommands().isEmpty() ? List.<String>of() : List.copyOf(commands.keySet());
    String name = word.contains("=") ? word.substring(0, word.indexOf('=')) : word;
    return Text.nearest(name, known).orElse(null);
  }

  private static void help(CommandLine line, Console console) {
    StringWriter text = new StringWriter();
    line.usage(new PrintWriter(text), console.style() == Style.PLAIN ? Ansi.OFF : Ansi.ON);
    text.toString().lines().forEach(console::line);
    console.document(JsonDocument.help(text.toString()));
  }

  private static String version() {
    String version = Cli.class.getPackage().getImplementationVersion();
    return version == null ? "development" : version;
  }
}
