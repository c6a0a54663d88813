package io.modelops.bundle.registry.http;

import io.modelops.bundle.error.ConfigurationException;
import io.modelops.bundle.error.ErrorCode;
import io.modelops.bundle.error.RegistryException;
import io.modelops.bundle.registry.mirrors.RouteFiles;
import io.modelops.bundle.spi.RegistryTransport.Settings;
import io.modelops.bundle.spi.Repository;
import io.modelops.bundle.value.Mirror;
import io.modelops.bundle.value.Mirror.Capability;
import io.modelops.bundle.value.Network;
import io.modelops.bundle.value.Reference;
import io.modelops.bundle.value.RegistryRoute;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Opens a repository as the routes of the network say.
 *
 * @param patched see {@link Upload}
 */
record Mirroring(Settings settings, Set<Origin> patched) {
  /** Another place can be asked at once. */
  private static final int RETRIES = 0;

  Repository open(Reference.Registry reference) {
    Network network = settings.options().network().orElse(null);
    RegistryRoute route = network == null ? null : route(network, reference).orElse(null);
    if (route == null) {
      return open(Endpoint.of(reference, settings), Limits.of(settings));
    }
    if (route.isBlocked()) {
      throw new RegistryException(
          ErrorCode.BLOCKED,
          reference.toString(),
          0,
          "",
          reference + ": the configuration of this machine blocks " + route.prefix(),
          "ask who administers the machine",
          null);
    }
    Endpoint registry =
        route
            .origin()
            .map(origin -> endpoint(origin, route, reference))
            .map(there -> isMoved(route) ? there : there.known(reference))
            .orElseGet(() -> Endpoint.of(reference, settings));
    Repository origin = open(registry, Limits.of(settings));
    Repository target = null;
    List<MirroredRepository.Place> places = new ArrayList<>();
    for (Mirror mirror : route.mirrors()) {
      Endpoint endpoint = endpoint(mirror, route, reference);
      if (!endpoint.origin().equals(registry.origin())
          || !endpoint.base().equals(registry.base())) {
        Repository repository = open(endpoint, Limits.of(settings).withRetries(RETRIES));
        places.add(new MirroredRepository.Place(repository, mirror.capabilities()));
        if (target == null && mirror.capabilities().contains(Capability.PUSH)) {
          target = open(endpoint, Limits.of(settings));
        }
      }
    }
    return places.isEmpty()
        ? origin
        : new MirroredRepository(
            places, origin, target == null ? origin : target, settings.operation());
  }

  /** Whether repositories have other names there, so that it is another registry to log in to. */
  private static boolean isMoved(RegistryRoute route) {
    return route.origin().flatMap(Mirror::repositories).isPresent();
  }

  private Repository open(Endpoint endpoint, Limits limits) {
    return new HttpRepository(endpoint, settings, limits, patched);
  }

  /** The route with the longest prefix; what was given comes before files. */
  private static Optional<RegistryRoute> route(Network network, Reference.Registry reference) {
    Optional<RegistryRoute> given = RouteFiles.longest(network.routes(), reference);
    return given.isPresent() ? given : RouteFiles.of(network).find(reference);
  }

  /**
   * Where a mirror has the repository.
   *
   * @throws ConfigurationException if there can be no such repository
   */
  private static Endpoint endpoint(
      Mirror mirror, RegistryRoute route, Reference.Registry reference) {
    Optional<String> other = mirror.repositories();
    try {
      if (other.isEmpty()) {
        Endpoint there = Endpoint.of(mirror, reference, reference.repository());
        return isKnownBy(there.origin(), reference) ? there : there.standingFor(reference.host());
      }
      String rest = route.rest(reference);
      boolean joined = !other.get().isEmpty() && !rest.isEmpty();
      return Endpoint.of(mirror, reference, other.get() + (joined ? "/" : "") + rest);
    } catch (IllegalArgumentException e) {
      throw new ConfigurationException(
          ErrorCode.ROUTE_FILE,
          route.prefix(),
          0,
          0,
          reference + " can have no repository at " + mirror.api() + ": " + e.getMessage(),
          "correct the route to " + route.prefix());
    }
  }

  /** The server that Docker Hub's name stands for needs not be told so. */
  private static boolean isKnownBy(Origin server, Reference.Registry reference) {
    return server.equals(Origin.ofRegistry(reference.host(), Set.of()));
  }
}
