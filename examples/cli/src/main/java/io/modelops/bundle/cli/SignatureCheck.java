package io.modelops.bundle.cli;

import io.modelops.bundle.Signatures;
import io.modelops.bundle.json.SignatureDocument;
import io.modelops.bundle.json.SignaturePolicyFile;
import io.modelops.bundle.value.Environment;
import io.modelops.bundle.value.Reference;
import io.modelops.bundle.value.SignaturePolicy;
import io.modelops.bundle.value.SignatureReport;
import io.modelops.bundle.value.SignatureReport.Signature;
import io.modelops.bundle.value.SignatureReport.State;
import io.modelops.bundle.value.VerificationKey;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Whether a bundle is signed by somebody who counts. */
final class SignatureCheck {
  static final String KEY = "--key";
  static final String CERTIFICATE = "--certificate";
  static final String POLICY = "--policy";

  private SignatureCheck() {}

  /** Whether the command line names someone. */
  static boolean isWished(Invocation invocation) {
    return Stream.of(KEY, CERTIFICATE).anyMatch(each -> !invocation.values(each).isEmpty())
        || invocation.value(POLICY) != null;
  }

  /** Asks, and shows the answer. */
  static Status run(Invocation invocation, Reference reference) {
    List<VerificationKey> keys = keys(invocation);
    Signatures signatures =
        Remote.bundles(invocation).signatures(reference, invocation.registryOptions());
    SignatureReport report =
        keys.isEmpty()
            ? signatures.verify(policy(invocation).orElseThrow())
            : signatures.verify(keys);
    Console console = invocation.console();
    show(console, report);
    if (report.isVerified()) {
      console.message("The bundle is signed.");
      return Status.DONE;
    }
    console.error("none of the keys signed the bundle");
    return Status.REFUSED;
  }

  private static List<VerificationKey> keys(Invocation invocation) {
    List<String> files = new ArrayList<>(invocation.values(KEY));
    files.addAll(invocation.values(CERTIFICATE));
    return files.stream().map(each -> VerificationKey.read(file(invocation, each))).toList();
  }

  /** Where it is typed, as the shell completes it. */
  static Path file(Invocation invocation, String typed) {
    return Invocation.path(invocation.console().surroundings().directory(), typed).normalize();
  }

  /** The given policy, or else the user's. */
  static Optional<SignaturePolicy> policy(Invocation invocation) {
    String given = invocation.value(POLICY);
    if (given != null) {
      return Optional.of(SignaturePolicyFile.read(file(invocation, given)));
    }
    return configured(invocation.console().surroundings().environment())
        .filter(Files::exists)
        .map(SignaturePolicyFile::read);
  }

  private static Optional<Path> configured(Environment environment) {
    String xdg = environment.variables().getOrDefault("XDG_CONFIG_HOME", "");
    Path home = environment.home();
    Path directory = !xdg.isEmpty() ? Path.of(xdg) : home == null ? null : home.resolve(".config");
    return Optional.ofNullable(directory)
        .map(found -> found.resolve("modelops-bundle").resolve("policy.json"));
  }

  static void show(Console console, SignatureReport report) {
    console.document(SignatureDocument.signatures(report));
    console.digest(report.manifest().digest(), report.reference().toString());
    for (Signature each : report.signatures()) {
      String what = each.attestation() ? each.format() + " " + each.statement() : each.format();
      String by = each.signer() == null ? "" : "  " + each.signer();
      String why = each.fault() == null ? "" : "  " + each.fault();
      console.line(word(each.state(), console.style()) + "  " + Text.show(what + by + why));
    }
  }

  private static String word(State state, Style style) {
    return switch (state) {
      case VALID -> style.good("valid      ");
      case UNKNOWN_KEY -> style.bold("unknown key");
      case INVALID -> style.bad("invalid    ");
    };
  }
}
