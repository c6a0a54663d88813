package io.modelops.bundle.registry.http;

import io.modelops.bundle.spi.CredentialSource;
import io.modelops.bundle.value.Credential;
import io.modelops.bundle.value.Environment;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;

/** Credential sources of tests. */
final class Sources {
  private Sources() {}

  record Failing(IOException failure) implements CredentialSource {
    @Override
    public String id() {
      return "failing";
    }

    @Override
    public Optional<Credential> find(String host, String repository, Environment environment)
        throws IOException {
      throw failure;
    }
  }

  /** Never answers. */
  record Hanging(CountDownLatch asked) implements CredentialSource {
    @Override
    public String id() {
      return "hanging";
    }

    @Override
    public Optional<Credential> find(String host, String repository, Environment environment)
        throws IOException {
      asked.countDown();
      try {
        new CountDownLatch(1).await();
      } catch (InterruptedException e) {
        throw new IOException("interrupted", e);
      }
      return Optional.empty();
    }
  }

  /** An identity token. */
  record Identity(String secret) implements CredentialSource {
    @Override
    public String id() {
      return "identity";
    }

    @Override
    public Optional<Credential> find(String host, String repository, Environment environment) {
      return Optional.of(new Credential("", secret, "a test"));
    }
  }
}
