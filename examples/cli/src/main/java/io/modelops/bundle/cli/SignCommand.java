package io.modelops.bundle.cli;

import io.modelops.bundle.value.Provenance;
import io.modelops.bundle.value.Reference;
import io.modelops.bundle.value.SignOptions;
import io.modelops.bundle.value.SignatureReport;
import io.modelops.bundle.value.SigningKey;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;

/** Signs a bundle. */
final class SignCommand implements Command {
  private static final String KEY = "--key";
  private static final String CERTIFICATE = "--certificate";
  private static final String PROVENANCE = "--provenance";
  private static final String BUILD_TYPE = "--build-type";
  private static final String PARAMETER = "--parameter";
  private static final String DEPENDENCY = "--dependency";

  @Override
  public CommandSpec spec() {
    return Options.command(
            "sign",
            "Sign a bundle that is in a registry, with a key and no other service.",
            "cosign verify accepts it and, with a certificate, notation verify. The key is a",
            "PEM file of P-256, Ed25519 or RSA:",
            "",
            "  openssl genpkey -algorithm ed25519 -out lab.key",
            "  openssl pkey -in lab.key -pubout -out lab.pub",
            "  modelops-bundle sign ghcr.io/lab/seir:v1 --key lab.key",
            "  modelops-bundle verify ghcr.io/lab/seir:v1 --key lab.pub",
            "",
            "--provenance also signs who pushed the bundle and from what, as SLSA provenance.")
        .addPositional(
            Options.arguments("REF", 1, "0", "The bundle, such as localhost:5555/my-models:v1."))
        .addOption(Options.value("FILE", "The private key.", KEY))
        .addOption(Options.value("FILE", "Its certificates, for notation.", CERTIFICATE))
        .addOption(Options.value("URI", "Who pushed the bundle.", PROVENANCE))
        .addOption(Options.value("URI", "How it is pushed.", BUILD_TYPE))
        .addOption(Options.values("NAME=VALUE", "A parameter of the push.", PARAMETER))
        .addOption(Options.values("URI=DIGEST", "What went in: URI=gitCommit:...", DEPENDENCY))
        .addOption(Options.plainHttp());
  }

  @Override
  public Status run(Invocation invocation) {
    Reference reference = invocation.reference(invocation.arguments().get(0));
    SigningKey key = key(invocation);
    SignOptions options = options(invocation);
    SignatureReport report =
        Remote.bundles(invocation)
            .signatures(reference, invocation.registryOptions())
            .sign(key, options);
    SignatureCheck.show(invocation.console(), report);
    invocation.console().message("Signed by " + key.publicKey() + ".");
    return Status.DONE;
  }

  private static SigningKey key(Invocation invocation) {
    String file = invocation.value(KEY);
    if (file == null) {
      throw CommandException.usage(
          "--key is missing", "openssl genpkey -algorithm ed25519 -out lab.key makes one");
    }
    SigningKey key = SigningKey.read(SignatureCheck.file(invocation, file));
    String certificate = invocation.value(CERTIFICATE);
    return certificate == null
        ? key
        : key.withCertificates(SignatureCheck.file(invocation, certificate));
  }

  private static SignOptions options(Invocation invocation) {
    Optional<Instant> epoch = invocation.console().surroundings().environment().sourceDate();
    SignOptions options = SignOptions.defaults().withTime(epoch.orElseGet(Instant::now));
    String builder = invocation.value(PROVENANCE);
    String type = invocation.value(BUILD_TYPE);
    if (builder == null) {
      return options;
    }
    if (type == null) {
      throw CommandException.usage(
          "--provenance needs --build-type", "a URI that says what the parameters mean");
    }
    return options.withProvenance(provenance(invocation, type, builder, epoch.orElse(null)));
  }

  private static Provenance provenance(
      Invocation invocation, String type, String builder, @Nullable Instant epoch) {
    try {
      Provenance provenance =
          Provenance.of(type, builder)
              .withParameters(pairs(invocation, PARAMETER))
              .withDependencies(pairs(invocation, DEPENDENCY));
      return epoch == null ? provenance : provenance.withFinished(epoch);
    } catch (IllegalArgumentException e) {
      throw CommandException.usage(
          String.valueOf(e.getMessage()), "--dependency git+https://host/repo=gitCommit:c27d...");
    }
  }

  private static Map<String, String> pairs(Invocation invocation, String option) {
    Map<String, String> pairs = new TreeMap<>();
    for (String typed : invocation.values(option)) {
      int equals = typed.lastIndexOf('=');
      int first = option.equals(PARAMETER) ? typed.indexOf('=') : equals;
      if (first < 1) {
        throw CommandException.usage(option + ": no = in " + typed, option + " NAME=VALUE");
      }
      pairs.put(typed.substring(0, first), typed.substring(first + 1));
    }
    return pairs;
  }
}
