package io.modelops.bundle.internal.transfer;

import io.modelops.bundle.error.ErrorCode;
import io.modelops.bundle.error.RegistryException;
import io.modelops.bundle.spi.Repository;
import io.modelops.bundle.value.Descriptor;
import io.modelops.bundle.value.SignaturePolicy.Scope;
import io.modelops.bundle.value.SignatureReport;
import io.modelops.bundle.value.SignatureReport.Signature;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** Refuses what a policy does not accept. */
final class SignatureGate {
  private SignatureGate() {}

  /**
   * Lets a manifest pass, or does not.
   *
   * @throws RegistryException code {@code not-signed}
   */
  static void pass(Remote remote, Repository repository, Descriptor manifest) throws IOException {
    Optional<Scope> scope =
        remote.options().signatures().flatMap(policy -> policy.scopeOf(remote.reference()));
    if (scope.isEmpty() || !scope.get().required()) {
      return;
    }
    SignatureSearch search = new SignatureSearch(remote, repository, manifest);
    List<Signature> signatures = search.judged(search.all(), scope.get().keys());
    if (!SignatureReport.of(remote.reference(), manifest, signatures).isVerified()) {
      throw new RegistryException(
          ErrorCode.NOT_SIGNED,
          remote.reference().toString(),
          0,
          "",
          remote.reference()
              + ": no key that the policy names for "
              + scope.get().scope()
              + " signed it; signatures by others or damaged: "
              + signatures.size(),
          "ask its owner to sign it, or change the policy",
          null);
    }
  }
}
