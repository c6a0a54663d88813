package io.modelops.bundle.acceptance;

import io.modelops.bundle.Bundles;
import io.modelops.bundle.value.Mirror;
import io.modelops.bundle.value.Network;
import io.modelops.bundle.value.PullOptions;
import io.modelops.bundle.value.Reference;
import io.modelops.bundle.value.RegistryOptions;
import io.modelops.bundle.value.RegistryRoute;
import java.nio.file.Path;
import java.util.List;

/** Pulls through a mirror, in a JVM of its own. */
public final class MirrorMain {
  private MirrorMain() {}

  public static void main(String[] args) {
    Reference.Registry reference = (Reference.Registry) Reference.parse(args[0]);
    RegistryRoute route =
        RegistryRoute.to(reference.host()).withMirrors(List.of(Mirror.at(args[1])));
    try (Network network = Network.direct().withRoutes(route)) {
      RegistryOptions options = RegistryOptions.defaults().withNetwork(network);
      var unused = Bundles.load().pull(reference, Path.of(args[2]), PullOptions.of(options));
    }
  }
}
