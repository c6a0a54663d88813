package io.modelops.bundle.registry.mirrors;

import io.modelops.bundle.value.Mirror;
import io.modelops.bundle.value.Mirror.Capability;
import io.modelops.bundle.value.RegistryRoute;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.tomlj.TomlPosition;
import org.tomlj.TomlTable;

/**
 * containerd's {@code certs.d/HOST/hosts.toml}. A host without {@code capabilities} has all. What
 * concerns certificates is refused: trust is the network's matter, and it is never switched off.
 */
final class HostsToml {
  private static final String HOSTS = "host";
  private static final String CAPABILITIES = "capabilities";
  private static final String HEADER = "header";

  private final RouteFile file;

  private HostsToml(RouteFile file) {
    this.file = file;
  }

  /** The route to a host by its file. */
  static RegistryRoute read(Path file, String host) {
    return new HostsToml(RouteFile.read(file)).route(host);
  }

  private RegistryRoute route(String host) {
    TomlTable all = file.table();
    RegistryRoute route = RegistryRoute.to(host).withMirrors(mirrors(all));
    String server = file.text(all, "server");
    return server == null || server.isEmpty()
        ? route
        : route.withOrigin(server(all, "server", server, all));
  }

  private List<Mirror> mirrors(TomlTable all) {
    List<Mirror> mirrors = new ArrayList<>();
    TomlTable hosts = file.table(all, HOSTS);
    if (hosts != null) {
      List<String> order = new ArrayList<>(hosts.keySet());
      order.sort(Comparator.comparingInt(name -> line(hosts, name)));
      for (String name : order) {
        mirrors.add(server(hosts, name, name, Objects.requireNonNull(file.table(hosts, name))));
      }
    }
    return mirrors;
  }

  private static int line(TomlTable hosts, String name) {
    TomlPosition place = hosts.inputPositionOf(List.of(name));
    return place == null ? 0 : place.line();
  }

  /**
   * @param address as it is written, without a scheme at will
   */
  private Mirror server(TomlTable in, String key, String address, TomlTable settings) {
    for (String trust : List.of("ca", "client")) {
      if (settings.contains(List.of(trust))) {
        throw file.wrong(settings, trust, "certificates of a host are not read from here");
      }
    }
    if (file.truth(settings, "skip_verify")) {
      throw file.wrong(settings, "skip_verify", "certificates are always verified");
    }
    String url = address.contains("://") ? address : "https://" + address;
    boolean whole = file.truth(settings, "override_path") || url.matches(".*/v2/?");
    Mirror mirror = file.mirror(in, key, () -> whole ? Mirror.ofApi(url) : Mirror.at(url));
    Set<Capability> can = capabilities(settings);
    return mirror
        .withCapabilities(can.iterator().next(), can.toArray(Capability[]::new))
        .withHeaders(headers(settings));
  }

  private Set<Capability> capabilities(TomlTable settings) {
    List<String> names = file.texts(settings, CAPABILITIES);
    if (names == null || names.isEmpty()) {
      return EnumSet.allOf(Capability.class);
    }
    Set<Capability> can = EnumSet.noneOf(Capability.class);
    for (String name : names) {
      try {
        can.add(Capability.valueOf(name.toUpperCase(Locale.ROOT)));
      } catch (IllegalArgumentException e) {
        throw file.wrong(settings, CAPABILITIES, "there is no capability " + name);
      }
    }
    return can;
  }

  private Map<String, String> headers(TomlTable settings) {
    Map<String, String> headers = new HashMap<>();
    @Nullable TomlTable given = file.table(settings, HEADER);
    if (given != null) {
      for (String name : given.keySet()) {
        String value = String.join(", ", Objects.requireNonNull(file.texts(given, name)));
        if (!name.matches("[A-Za-z0-9-]+") || value.chars().anyMatch(c -> c < ' ' || c > '~')) {
          throw file.wrong(given, name, "it is no header");
        }
        headers.put(name, value);
      }
    }
    return headers;
  }
}
