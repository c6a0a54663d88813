package io.modelops.bundle;

import io.modelops.bundle.error.ErrorCode;
import io.modelops.bundle.error.ProviderException;
import io.modelops.bundle.internal.call.ProviderSet;
import io.modelops.bundle.spi.AboutFormat;
import io.modelops.bundle.spi.ArtifactFormat;
import io.modelops.bundle.spi.CredentialSource;
import io.modelops.bundle.spi.CredentialStore;
import io.modelops.bundle.spi.HashAlgorithm;
import io.modelops.bundle.spi.ImageBuilder;
import io.modelops.bundle.spi.ManifestFormat;
import io.modelops.bundle.spi.Provider;
import io.modelops.bundle.spi.RegistryTransport;
import io.modelops.bundle.spi.SettingsFormat;
import io.modelops.bundle.spi.SignatureFormat;
import io.modelops.bundle.spi.SourceParser;
import io.modelops.bundle.spi.SourceTree;
import io.modelops.bundle.spi.WorkspaceStore;
import java.util.List;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.function.Predicate;
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
          AboutFormat.class,
          ArtifactFormat.class,
          CredentialSource.class,
          CredentialStore.class,
          HashAlgorithm.class,
          ImageBuilder.class,
          ManifestFormat.class,
          RegistryTransport.class,
          SettingsFormat.class,
          SignatureFormat.class,
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
              .sorted((a, b) -> a.id().compareTo(b.id()))
              .toList());
    } catch (ServiceConfigurationError e) {
      throw new ProviderException(
          ErrorCode.PROVIDER_BROKEN,
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

  /** What the stages work with, in the order in which it is asked; ids may come twice. */
  public List<Provider> all() {
    return Stream.concat(given.stream(), found.stream()).toList();
  }

  /** A copy without the providers of a kind that have an id, given or found. */
  public Providers without(Class<? extends Provider> kind, String id) {
    Predicate<Provider> stays = each -> !kind.isInstance(each) || !each.id().equals(id);
    return new Providers(
        given.stream().filter(stays).toList(), found.stream().filter(stays).toList());
  }

  ProviderSet set() {
    return new ProviderSet(all());
  }
}
