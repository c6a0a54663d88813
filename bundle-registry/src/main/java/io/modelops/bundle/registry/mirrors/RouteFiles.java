package io.modelops.bundle.registry.mirrors;

import io.modelops.bundle.value.Environment;
import io.modelops.bundle.value.Network;
import io.modelops.bundle.value.Reference;
import io.modelops.bundle.value.RegistryRoute;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The routes that other programs are configured to take. For each host, containerd's file counts,
 * or else podman's: first that of the user, then that of the machine. A file is read once.
 */
public final class RouteFiles implements Closeable {
  private static final Path MACHINE = Path.of("/etc");

  private final Environment places;
  private final @Nullable Path user;
  private final boolean known;
  private final Map<String, Optional<RegistryRoute>> ofHosts = new HashMap<>();
  private @Nullable List<RegistryRoute> ofPodman;

  private RouteFiles(Environment places) {
    String home = places.variables().getOrDefault("HOME", "");
    Path directory = home.isEmpty() ? places.home() : Path.of(home);
    String config = places.variables().getOrDefault("XDG_CONFIG_HOME", "");
    Path atHome = directory == null ? null : directory.resolve(".config");
    this.places = places;
    this.user = config.isEmpty() ? atHome : Path.of(config);
    this.known = directory != null;
  }

  /** Those of a network, which keeps them. */
  public static RouteFiles of(Network network) {
    return network.resource(
        RouteFiles.class, () -> new RouteFiles(network.routeFiles().orElse(Environment.none())));
  }

  /** Of several routes, the one with the longest prefix. */
  public static Optional<RegistryRoute> longest(
      List<RegistryRoute> routes, Reference.Registry reference) {
    return routes.stream()
        .filter(route -> route.covers(reference))
        .max(Comparator.comparingInt(route -> route.prefix().length()));
  }

  public synchronized Optional<RegistryRoute> find(Reference.Registry reference) {
    Optional<RegistryRoute> host = ofHosts.computeIfAbsent(reference.host(), this::readHost);
    return host.isPresent() ? host : longest(ofPodman(), reference);
  }

  /** The directory of a host has its name, or one in which the colon is written otherwise. */
  private Optional<RegistryRoute> readHost(String host) {
    List<String> names = List.of(host, host.replaceFirst(":([0-9]+)$", "_$1_"), "_default");
    for (Path directory : directories("containerd/certs.d")) {
      for (String name : names) {
        Path file = directory.resolve(name).resolve("hosts.toml");
        if (Files.exists(file)) {
          return Optional.of(HostsToml.read(file, host));
        }
      }
    }
    return Optional.empty();
  }

  /** Of the user, then of the machine, which counts only for those who are at home there. */
  private List<Path> directories(String name) {
    List<Path> all = new ArrayList<>();
    if (user != null) {
      all.add(user.resolve(name));
    }
    if (known) {
      all.add(MACHINE.resolve(name));
    }
    return all;
  }

  private List<RegistryRoute> ofPodman() {
    List<RegistryRoute> read = ofPodman;
    if (read == null) {
      List<Path> files = new ArrayList<>();
      String named = places.variables().getOrDefault("CONTAINERS_REGISTRIES_CONF", "");
      if (named.isEmpty()) {
        directories("containers/registries.conf").stream()
            .filter(Files::exists)
            .findFirst()
            .ifPresent(files::add);
      } else {
        files.add(Path.of(named));
      }
      List<Path> more = directories("containers/registries.conf.d");
      for (int i = more.size() - 1; i >= 0; i--) { // the user's come last, and so count
        files.addAll(parts(more.get(i)));
      }
      read = RegistriesConf.read(files);
      ofPodman = read;
    }
    return read;
  }

  private static List<Path> parts(Path directory) {
    List<Path> parts = new ArrayList<>();
    if (Files.isDirectory(directory)) {
      try (DirectoryStream<Path> found = Files.newDirectoryStream(directory, "*.conf")) {
        found.forEach(parts::add);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    parts.sort(Comparator.comparing(Path::toString));
    return parts;
  }

  @Override
  public void close() {
    // nothing is open
  }
}
