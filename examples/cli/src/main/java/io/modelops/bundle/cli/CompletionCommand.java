package io.modelops.bundle.cli;

import io.modelops.bundle.json.JsonDocument;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/** Lets the shell complete commands and options. */
final class CompletionCommand implements Command {
  private static final List<String> SHELLS = List.of("bash", "zsh");

  @Override
  public CommandSpec spec() {
    return Options.command(
            "completion",
            "Print a completion script for bash or zsh.",
            "  source <(modelops-bundle completion bash)    in ~/.bashrc",
            "  source <(modelops-bundle completion zsh)     in ~/.zshrc, after compinit")
        .addPositional(Options.choice("SHELL", SHELLS, "bash or zsh."));
  }

  @Override
  public Status run(Invocation invocation) {
    String shell = invocation.arguments().get(0);
    if (!SHELLS.contains(shell)) {
      throw CommandException.usage(
          "no completion for " + shell, "there is one for bash and one for zsh");
    }
    Console console = invocation.console();
    CommandLine commands = new Cli(console.surroundings()).commandLine();
    String script = AutoComplete.bash(Cli.NAME, commands);
    if (shell.equals("zsh")) {
      script = forZsh(script, commands);
    }
    console.document(JsonDocument.completion(shell, script));
    script.lines().forEach(console::line);
    return Status.DONE;
  }

  /**
   * zsh completes files by itself, and better, where a function has no answer: if it is told to.
   */
  private static String forZsh(String script, CommandLine commands) {
    String withPaths =
        commands.getSubcommands().values().stream()
            .filter(CompletionCommand::takesPaths)
            .map(CommandLine::getCommandName)
            .collect(Collectors.joining("|"));
    return script.replace("compgen -f -- \"${curr_word}\"", ":")
        + """

        _modelops-bundle() {
          local -a files
          if [[ ${words[CURRENT-1]} == %s || -n ${words[(r)(%s)]} ]]; then
            files=(-o default)
          fi
          _bash_complete -F _complete_modelops-bundle $files
        }
        compdef _modelops-bundle modelops-bundle
        """
            .formatted(Options.PROJECT, withPaths);
  }

  private static boolean takesPaths(CommandLine command) {
    return command.getCommandSpec().positionalParameters().stream()
            .anyMatch(argument -> List.of(argument.auxiliaryTypes()).contains(Path.class))
        || command.getCommandSpec().optionsMap().containsKey(Options.OUTPUT);
  }
}
