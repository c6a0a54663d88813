package io.modelops.bundle;

import io.modelops.bundle.error.RegistryException;
import io.modelops.bundle.internal.call.Call;
import io.modelops.bundle.internal.transfer.Remote;
import io.modelops.bundle.internal.transfer.Signing;
import io.modelops.bundle.value.Reference;
import io.modelops.bundle.value.RegistryOptions;
import io.modelops.bundle.value.SignOptions;
import io.modelops.bundle.value.SignaturePolicy;
import io.modelops.bundle.value.SignatureReport;
import io.modelops.bundle.value.SigningKey;
import io.modelops.bundle.value.VerificationKey;
import java.util.Collection;
import java.util.List;

/**
 * Who signed a bundle, or any other manifest. Signatures are made and checked with keys, here and
 * without a network but the registry's: no transparency log, no authority of the internet. cosign
 * and notation read what is made here, and what they made with keys is read here.
 *
 * <p>A signature is of a manifest's digest, and so of every byte of the bundle. It does not say
 * that a tag names the newest one.
 *
 * <p>Every method throws a {@link RegistryException}: code {@code not-found} if the reference names
 * nothing.
 */
public final class Signatures extends Stage<Signatures> {
  private final Call call;
  private final Reference reference;
  private final RegistryOptions options;

  Signatures(Call call, Reference reference, RegistryOptions options) {
    this.call = call;
    this.reference = reference;
    this.options = options;
  }

  @Override
  Call call() {
    return call;
  }

  @Override
  Signatures with(Call changed) {
    return new Signatures(changed, reference, options);
  }

  private Signing signing() {
    return new Signing(new Remote(call, reference, options, call.operation()));
  }

  /** What is signed. */
  public Reference reference() {
    return reference;
  }

  /**
   * Signs what the reference names, in the formats of cosign (the bundles of version 3, and in
   * registries the tag of version 2) and, if the key has certificates, of notation. A signature
   * that is there is not made again.
   *
   * @return the signatures, read back; those of the key are valid
   * @throws IllegalArgumentException if the key has certificates and the options have no time
   */
  public SignatureReport sign(SigningKey key, SignOptions how) {
    return signing().sign(key, how);
  }

  /**
   * Which signatures there are, and which of them these keys made. Certificates count if they are
   * valid now; revocation is not looked up.
   */
  public SignatureReport verify(Collection<VerificationKey> keys) {
    return signing().verify(List.copyOf(keys));
  }

  /** {@link #verify(Collection)} with the keys that a policy names for the reference. */
  public SignatureReport verify(SignaturePolicy policy) {
    return verify(policy.scopeOf(reference).map(SignaturePolicy.Scope::keys).orElse(List.of()));
  }
}
