package io.modelops.bundle.cli;

import io.modelops.bundle.json.JsonDocument;
import java.util.List;
import picocli.AutoComplete;
import picocli.CommandLine.Model.CommandSpec;

/** Lets the shell complete commands and options. */
final class CompletionCommand implements Command {
  private static final List<String> SHELLS = List.of("bash", "zsh");

  @Override
  public CommandSpec spec() {
    return Options.command(
            "completion",
            "Prints a script that completes commands and options in a shell.",
            "  source <(modelops-bundle completion bash)    in ~/.bashrc",
            "  source <(modelops-bundle completion zsh)     in ~/.zshrc, after compinit")
        .addPositional(Options.choice("SHELL", SHELLS, "bash or zsh."));
  }

  @Override
  public Status run(Invocation invocation) {
    String shell = invocation.arguments().get(0);
    if (!SHELLS.contains(shell)) {
      throw CommandException.usage("no completion for " + shell, "bash or zsh");
    }
    Console console = invocation.console();
    String script = AutoComplete.bash(Cli.NAME, new Cli(console.surroundings()).commandLine());
    if (shell.equals("zsh")) { // completes files better, where a function has no answer
      script = script.replace("compgen -f -- \"${curr_word}\"", ":");
    }
    console.document(JsonDocument.completion(shell, script));
    script.lines().forEach(console::line);
    return Status.DONE;
  }
}
