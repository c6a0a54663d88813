package io.modelops.bundle;

import io.modelops.bundle.spi.ArtifactFormat;
import io.modelops.bundle.spi.CredentialSource;
import io.modelops.bundle.spi.HashAlgorithm;
import io.modelops.bundle.spi.ManifestFormat;
import io.modelops.bundle.spi.Provider;
import io.modelops.bundle.spi.RegistryTransport;
import io.modelops.bundle.spi.SettingsFormat;
import io.modelops.bundle.spi.SourceParser;
import io.modelops.bundle.spi.SourceTree;
import io.modelops.bundle.spi.WorkspaceStore;
import io.modelops.bundle.value.Reference;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The providers that stages work with. Immutable; may be shared among bundles and threads.
 *
 * <p>A provider that is given beats those that are found; those that are found are sorted by id, so
 * the class path's order never matters.
 */
public final class Providers {
  private static final List<Class<? extends Provider>> KINDS =
      List.of(
          ArtifactFormat.class,
          CredentialSource.class,
          HashAlgorithm.class,
          ManifestFormat.class,
          RegistryTransport.Factory.class,
          SettingsFormat.class,
          SourceParser.class,
          SourceTree.class,
          WorkspaceStore.class);

  private final List<Provider> given;
  private final List<Provider> found;

  private Providers(List<Provider> given, List<Provider> found) {
    this.given = given;
    this.found = found;
  }

  /**
   * Finds what the class loader of this library can see; the thread's context class loader plays no
   * part.
   */
  public static Providers load() {
    return load(Providers.class.getClassLoader());
  }

  /** Finds what a class loader can see. */
  public static Providers load(ClassLoader loader) {
    try {
      return new Providers(
          List.of(),
          KINDS.stream()
              .flatMap(kind -> ServiceLoader.load(kind, loader).stream())
              .<Provider>map(ServiceLoader.Provider::get)
              .sorted(Comparator.comparing(Provider::id))
              .toList());
    } catch (ServiceConfigurationError e) {
      throw new ProviderException(
          "provider-broken",
          "a provider cannot be loaded: " + e.getMessage(),
          "check that all modelops-bundle jars are of one version");
    }
  }

  /** No provider at all, to be filled by {@link #with}. */
  public static Providers none() {
    return new Providers(List.of(), List.of());
  }

  /** A copy with providers that are asked before all others. */
  public Providers with(Provider... more) {
    return new Providers(Stream.concat(Stream.of(more), given.stream()).toList(), found);
  }

  /** All of a kind, in the order in which they are asked; of two with one id, the first. */
  <P extends Provider> List<P> all(Class<P> kind) {
    List<P> all = new ArrayList<>();
    Stream.concat(given.stream(), found.stream())
        .filter(kind::isInstance)
        .map(kind::cast)
        .filter(provider -> all.stream().noneMatch(p -> p.id().equals(provider.id())))
        .forEach(all::add);
    return all;
  }

  /** The first of a kind. */
  <P extends Provider> P one(Class<P> kind, String module) {
    List<P> all = all(kind);
    if (all.isEmpty()) {
      throw missing("no " + kind.getSimpleName(), all, module);
    }
    return all.get(0);
  }

  <P extends Provider> List<P> some(Class<P> kind, String module) {
    List<P> all = all(kind);
    if (all.isEmpty()) {
      throw missing("no " + kind.getSimpleName(), all, module);
    }
    return all;
  }

  RegistryTransport.Factory transportFor(Reference reference) {
    List<RegistryTransport.Factory> all = all(RegistryTransport.Factory.class);
    return all.stream()
        .filter(factory -> factory.accepts(reference))
        .findFirst()
        .orElseThrow(
            () -> missing("no RegistryTransport for " + reference, all, "bundle-registry"));
  }

  private static ProviderException missing(
      String what, List<? extends Provider> have, String module) {
    String ids = have.stream().map(Provider::id).collect(Collectors.joining(", ", "[", "]"));
    return new ProviderException(
        "provider-missing", what + "; have " + ids + "; add " + module, "add " + module);
  }
}
