package io.modelops.bundle.cli;

import io.modelops.bundle.json.BundlesDocument;
import io.modelops.bundle.value.Reference;
import io.modelops.bundle.value.VerifyResult;
import io.modelops.bundle.value.VerifyResult.Fault;
import io.modelops.bundle.value.VerifyResult.Finding;
import io.modelops.bundle.value.VerifyResult.Kind;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Model.CommandSpec;

/** Reads all of a bundle or project and compares it with its digests, or asks who signed it. */
final class VerifyCommand implements Command {
  @Override
  public CommandSpec spec() {
    return Options.command(
            "verify",
            "Read every byte of a bundle or project, or ask who signed a bundle.",
            "  modelops-bundle verify       the project's files with the last push or pull",
            "  modelops-bundle verify REF   a bundle where it is kept: every layer and file",
            "  modelops-bundle verify REF --key lab.pub",
            "                               whether one of the keys signed it; reads no content",
            "",
            "Exit status 1: something differs, is missing or damaged, or none of the keys",
            "signed it. 3: something cannot be read, and nothing else is wrong.")
        .addPositional(Options.arguments("REF", 0, "0", "A bundle, instead of the project."))
        .addOption(Options.values("FILE", "A public key that counts.", SignatureCheck.KEY))
        .addOption(Options.values("FILE", "A certificate that counts.", SignatureCheck.CERTIFICATE))
        .addOption(Options.policy())
        .addOption(Options.plainHttp());
  }

  @Override
  public Status run(Invocation invocation) {
    List<String> given = invocation.arguments();
    if (SignatureCheck.isWished(invocation)) {
      return SignatureCheck.run(
          invocation, invocation.reference(invocation.argument(0, "the bundle")));
    }
    VerifyResult result =
        given.isEmpty()
            ? invocation.project().workspace().verify()
            : bundle(invocation, invocation.reference(given.get(0)));
    invocation.console().document(BundlesDocument.verify(result));
    show(invocation.console(), result, given.isEmpty());
    if (result.isSound()) {
      return Status.DONE;
    }
    return result.differs() ? Status.REFUSED : Status.FAILED;
  }

  private static VerifyResult bundle(Invocation invocation, Reference reference) {
    return Remote.bundles(invocation).verify(reference, invocation.registryOptions());
  }

  private static void show(Console console, VerifyResult result, boolean project) {
    console.lines(
        result.findings().stream().map(finding -> line(console, finding, project)).toList());
    console.digest(result.digest(), result.reference().toString());
    String files = Text.count(result.files(), "file");
    String right =
        project
            ? files + " as last pushed or pulled"
            : Text.count(result.blobs(), "blob") + " and " + files + " right";
    int wrong = result.findings().size();
    console.message(
        right
            + ", "
            + Text.size(result.bytes())
            + " read; "
            + (wrong == 0 ? "nothing" : wrong)
            + " wrong.");
  }

  /** What is changed or missing in a project needs no reason. */
  private static String line(Console console, Finding finding, boolean project) {
    String word = Text.pad(finding.fault().name().toLowerCase(Locale.ROOT), 10);
    String name = finding.kind() == Kind.CONFIG ? "manifest.json" : Text.show(finding.name());
    String shown = console.style().bad(word) + "  " + name;
    boolean plain = project && (finding.fault() == Fault.MISSING || finding.found() != null);
    return plain ? shown : shown + ": " + Text.show(finding.why());
  }
}
