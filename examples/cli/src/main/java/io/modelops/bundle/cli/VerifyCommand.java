package io.modelops.bundle.cli;

import picocli.CommandLine.Model.CommandSpec;

/** Verifies who signed a bundle. */
final class VerifyCommand implements Command {
  @Override
  public CommandSpec spec() {
    return Options.command(
            "verify",
            "Check who signed a bundle that is in a registry.",
            "Exit status 1: none of the keys signed it.")
        .addPositional(
            Options.arguments("REF", 1, "0", "The bundle, such as localhost:5555/my-models:v1."))
        .addOption(Options.values("FILE", "A public key that counts.", SignatureCheck.KEY))
        .addOption(Options.values("FILE", "A certificate that counts.", SignatureCheck.CERTIFICATE))
        .addOption(Options.policy())
        .addOption(Options.plainHttp());
  }

  @Override
  public Status run(Invocation invocation) {
    if (!SignatureCheck.isWished(invocation)) {
      throw CommandException.usage(
          "nothing says whose signatures count", "--key lab.pub, or --policy policy.json");
    }
    return SignatureCheck.run(invocation, invocation.reference(invocation.arguments().get(0)));
  }
}
