package io.modelops.bundle.spi;

import io.modelops.bundle.value.Credential;
import io.modelops.bundle.value.Environment;
import java.util.Optional;

/** A credential from the caller. */
record GivenCredential(String host, Credential credential) implements CredentialSource {
  @Override
  public String id() {
    return "given:" + host;
  }

  @Override
  public Optional<Credential> find(String wanted, Environment environment) {
    return wanted.equals(host) ? Optional.of(credential) : Optional.empty();
  }
}
