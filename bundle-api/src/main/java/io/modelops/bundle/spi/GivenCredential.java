package io.modelops.bundle.spi;

import io.modelops.bundle.value.Credential;
import io.modelops.bundle.value.Environment;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/**
 * A credential from the caller.
 *
 * @param place a host, or the beginning of a repository's path there in whole segments
 */
record GivenCredential(String place, Credential credential) implements CredentialSource {
  /** The sources with the given ones among them in another order: the most specific one first. */
  static List<CredentialSource> longestFirst(List<CredentialSource> sources) {
    Iterator<GivenCredential> given =
        sources.stream()
            .filter(GivenCredential.class::isInstance)
            .map(GivenCredential.class::cast)
            .sorted(Comparator.comparingInt(source -> -source.place.length()))
            .iterator();
    return sources.stream()
        .map(source -> source instanceof GivenCredential ? given.next() : source)
        .toList();
  }

  @Override
  public String id() {
    return "given:" + place;
  }

  @Override
  public Optional<Credential> find(String host, String repository, Environment environment) {
    String wanted = host + "/" + repository;
    return wanted.equals(place) || wanted.startsWith(place + "/")
        ? Optional.of(credential)
        : Optional.empty();
  }
}
