package io.modelops.bundle.value;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How a registry, or a part of one, is reached: by which mirrors, at which address, or not. */
public final class RegistryRoute extends Value {
  private static final long serialVersionUID = 1L;

  private final String prefix;
  private final @Nullable Mirror origin;
  private final List<Mirror> mirrors;
  private final boolean blocked;

  private RegistryRoute(
      String prefix, @Nullable Mirror origin, List<Mirror> mirrors, boolean blocked) {
    this.prefix = prefix;
    this.origin = origin;
    this.mirrors = List.copyOf(mirrors);
    this.blocked = blocked;
  }

  /**
   * A route that changes nothing yet.
   *
   * @param prefix a host with or without a beginning of repositories, such as {@code
   *     registry.lab:5000/epi}; or {@code *.DOMAIN} for all hosts below it
   */
  public static RegistryRoute to(String prefix) {
    return new RegistryRoute(prefix, null, List.of(), false);
  }

  /** With mirrors, which are asked in this order, and before the registry. */
  public RegistryRoute withMirrors(List<Mirror> inOrder) {
    return new RegistryRoute(prefix, origin, inOrder, blocked);
  }

  /** With another address of the registry itself. */
  public RegistryRoute withOrigin(Mirror address) {
    return new RegistryRoute(prefix, address, mirrors, blocked);
  }

  /** A route that must not be taken: its references are refused. */
  public RegistryRoute withBlock() {
    return new RegistryRoute(prefix, origin, mirrors, true);
  }

  public String prefix() {
    return prefix;
  }

  /** Empty: the host that references name. */
  public Optional<Mirror> origin() {
    return Optional.ofNullable(origin);
  }

  public List<Mirror> mirrors() {
    return mirrors;
  }

  public boolean isBlocked() {
    return blocked;
  }

  /** Whether it is for this repository. */
  public boolean covers(Reference.Registry reference) {
    if (prefix.startsWith("*.")) {
      String host = reference.host().replaceFirst(":[0-9]+$", "");
      return host.endsWith(prefix.substring(1));
    }
    String name = reference.host() + "/" + reference.repository();
    return name.equals(prefix) || name.startsWith(prefix + "/");
  }

  /** What is left of the repository's name after the prefix; without a slash at its start. */
  public String rest(Reference.Registry reference) {
    String name = reference.host() + "/" + reference.repository();
    return prefix.startsWith("*.")
        ? reference.repository()
        : name.substring(prefix.length()).replaceFirst("^/", "");
  }

  @Override
  List<@Nullable Object> parts() {
    return Arrays.asList(prefix, origin, mirrors, blocked);
  }
}
