package io.modelops.bundle.registry.mirrors;

import io.modelops.bundle.value.Mirror;
import io.modelops.bundle.value.Mirror.Capability;
import io.modelops.bundle.value.RegistryRoute;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.tomlj.TomlTable;

/**
 * podman's {@code registries.conf}, version 2. {@code insecure} allows plain HTTP, and never a
 * certificate that is not trusted. Short names and whatever else is in the file play no part.
 */
final class RegistriesConf {
  private static final String LOCATION = "location";
  private static final String FROM_MIRROR = "pull-from-mirror";

  private final RouteFile file;

  private RegistriesConf(RouteFile file) {
    this.file = file;
  }

  /** The routes of several files; what comes later takes the place of what has the same prefix. */
  static List<RegistryRoute> read(List<Path> files) {
    Map<String, RegistryRoute> routes = new LinkedHashMap<>();
    for (Path path : files) {
      RegistriesConf conf = new RegistriesConf(RouteFile.read(path));
      for (TomlTable registry : conf.file.tables(conf.file.table(), "registry")) {
        RegistryRoute route = conf.route(registry);
        routes.put(route.prefix(), route);
      }
    }
    return List.copyOf(routes.values());
  }

  private RegistryRoute route(TomlTable registry) {
    String location = location(registry);
    String given = file.text(registry, "prefix");
    String prefix = given == null || given.isEmpty() ? location : given.replaceFirst("/+$", "");
    if (prefix == null || (location == null && !prefix.startsWith("*."))) {
      throw file.wrong(registry, LOCATION, "it is missing");
    }
    RegistryRoute route = RegistryRoute.to(prefix).withMirrors(mirrors(registry));
    if (file.truth(registry, "blocked")) {
      return route.withBlock();
    }
    boolean elsewhere = location != null && !location.equals(prefix);
    return location != null && (elsewhere || file.truth(registry, "insecure"))
        ? route.withOrigin(mirror(registry, location))
        : route;
  }

  private List<Mirror> mirrors(TomlTable registry) {
    boolean byDigest = file.truth(registry, "mirror-by-digest-only");
    List<Mirror> mirrors = new ArrayList<>();
    for (TomlTable each : file.tables(registry, "mirror")) {
      String location = location(each);
      if (location == null) {
        throw file.wrong(each, LOCATION, "it is missing");
      }
      String from = file.text(each, FROM_MIRROR);
      if (from != null && !List.of("", "all", "digest-only", "tag-only").contains(from)) {
        throw file.wrong(each, FROM_MIRROR, "it is none of all, digest-only and tag-only");
      }
      Mirror mirror = mirror(each, location);
      mirrors.add(
          byDigest || "digest-only".equals(from)
              ? mirror
              : mirror.withCapabilities(Capability.PULL, Capability.RESOLVE));
    }
    return mirrors;
  }

  /** Null if there is none. */
  private @Nullable String location(TomlTable in) {
    String location = file.text(in, LOCATION);
    return location == null || location.isEmpty() ? null : location.replaceFirst("/+$", "");
  }

  /** A host with or without the beginning of repositories. */
  private Mirror mirror(TomlTable in, String location) {
    String scheme = file.truth(in, "insecure") ? "http://" : "https://";
    int slash = location.indexOf('/');
    String host = slash < 0 ? location : location.substring(0, slash);
    String path = slash < 0 ? "" : location.substring(slash + 1);
    return file.mirror(in, LOCATION, () -> Mirror.at(scheme + host)).withRepositories(path);
  }
}
