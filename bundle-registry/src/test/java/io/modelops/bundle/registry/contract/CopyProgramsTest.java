package io.modelops.bundle.registry.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.modelops.bundle.Bundles;
import io.modelops.bundle.Providers;
import io.modelops.bundle.registry.archive.ArchiveTransport;
import io.modelops.bundle.registry.http.HttpTransport;
import io.modelops.bundle.registry.layout.LayoutTransport;
import io.modelops.bundle.registry.testing.CraneRegistry;
import io.modelops.bundle.registry.testing.DockerRegistry;
import io.modelops.bundle.spi.Repository;
import io.modelops.bundle.testing.Programs;
import io.modelops.bundle.value.CopyOptions;
import io.modelops.bundle.value.Reference;
import io.modelops.bundle.value.RegistryOptions;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Copies between real registries, layouts and archives, which real programs read. */
class CopyProgramsTest {
  private static final CopyOptions OPTIONS = CopyOptions.of(RegistryOptions.defaults());

  @TempDir private Path directory;
  private final Placed placed = new Placed();
  private DockerRegistry docker;
  private CraneRegistry crane;

  @BeforeEach
  void start() throws Exception {
    Programs.require("docker-registry", "crane", "oras", "skopeo");
    docker = DockerRegistry.start(Files.createDirectory(directory.resolve("docker")));
    crane = CraneRegistry.start(Files.createDirectory(directory.resolve("crane")));
  }

  @AfterEach
  void stop() {
    if (docker != null) {
      docker.close();
    }
    if (crane != null) {
      crane.close();
    }
  }

  private static void copy(String from, String to) {
    Bundles.of(
            Providers.none()
                .with(new LayoutTransport(), new ArchiveTransport(), new HttpTransport()))
        .copy(Reference.parse(from), Reference.parse(to), OPTIONS);
  }

  private String first() throws IOException {
    String reference = "oci:" + directory.resolve("first") + ":v1";
    try (Repository repository = Opened.by(new LayoutTransport(), reference)) {
      placed.into(repository, "v1");
    }
    return reference;
  }

  @Test
  void inAllDirectionsNothingChanges() throws IOException {
    List<String> way =
        List.of(
            first(),
            docker.host() + "/lab/a:v1",
            crane.host() + "/lab/b:v1",
            "oci-archive:" + directory.resolve("c.tar") + ":v1",
            crane.host() + "/lab/d:v1",
            docker.host() + "/lab/e:v1",
            docker.host() + "/lab/f:v1",
            "oci:" + directory.resolve("g") + ":v1",
            "oci-archive:" + directory.resolve("h.tar") + ":v1",
            docker.host() + "/lab/i:v1");
    for (int i = 1; i < way.size(); i++) {
      copy(way.get(i - 1), way.get(i));
    }

    String end = way.get(way.size() - 1);
    try (Repository repository = Opened.by(new HttpTransport(), end)) {
      placed.isIn(repository, "v1");
      placed.isReferredToIn(repository);
    }
    String digest = placed.root().digest().toString();
    for (String registry : way.stream().filter(place -> !place.startsWith("oci")).toList()) {
      assertThat(Programs.run("crane", "digest", "--insecure", registry)).isEqualTo(digest);
      assertThat(Programs.run("crane", "manifest", "--insecure", registry))
          .isEqualTo(new String(placed.index, StandardCharsets.UTF_8));
      assertThat(Programs.run("oras", "resolve", "--plain-http", registry)).isEqualTo(digest);
      assertThat(discovered("--plain-http", registry)).contains(Placed.SIGNATURE);
    }
    assertThat(discovered("--oci-layout", directory.resolve("g") + ":v1"))
        .contains(Placed.SIGNATURE);
    for (String archive : List.of("c.tar", "h.tar")) {
      String place = directory.resolve(archive) + ":v1";
      assertThat(Programs.run("oras", "resolve", "--oci-layout", place)).isEqualTo(digest);
      assertThat(discovered("--oci-layout", place)).contains(Placed.SIGNATURE);
    }
  }

  private static String discovered(String kind, String place) {
    return Programs.run("oras", "discover", kind, place);
  }

  @Test
  void whatOrasAndSkopeoCopiedIsCopiedOn() throws IOException {
    copy(first(), docker.host() + "/lab/a:v1");
    Path layout = directory.resolve("oras");
    Programs.run(
        "oras",
        "cp",
        "-r",
        "--from-plain-http",
        docker.host() + "/lab/a:v1",
        "--to-oci-layout",
        layout + ":v1");

    copy("oci:" + layout + ":v1", crane.host() + "/lab/b:v1");

    try (Repository repository = Opened.by(new HttpTransport(), crane.host() + "/lab/b:v1")) {
      placed.isIn(repository, "v1");
      placed.isReferredToIn(repository);
    }
    String archive = "oci-archive:" + directory.resolve("skopeo.tar") + ":v1";
    Programs.run(
        "skopeo",
        "--insecure-policy",
        "copy",
        "--all",
        "--preserve-digests",
        "--src-tls-verify=false",
        "docker://" + docker.host() + "/lab/a:v1",
        archive);
    copy(archive, crane.host() + "/lab/c:v1");
    try (Repository repository = Opened.by(new HttpTransport(), crane.host() + "/lab/c:v1")) {
      placed.isIn(repository, "v1");
    }
  }
}
