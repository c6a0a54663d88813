package io.modelops.bundle.registry.jib;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.cloud.tools.jib.api.Containerizer;
import com.google.cloud.tools.jib.api.Jib;
import com.google.cloud.tools.jib.api.JibContainerBuilder;
import com.google.cloud.tools.jib.api.RegistryImage;
import com.google.cloud.tools.jib.api.TarImage;
import com.google.cloud.tools.jib.api.buildplan.AbsoluteUnixPath;
import io.modelops.bundle.registry.testing.DockerRegistry;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Jib builds images with those of its dependencies that the root pom leaves it. */
class JibTest {
  @TempDir Path directory;

  private Path content;

  @BeforeEach
  void writeContent() throws Exception {
    content = Files.writeString(directory.resolve("a".repeat(150)), "more than one tar header");
  }

  @Test
  void imageIsBuiltUponAnImageOfATarFile() throws Exception {
    Path base = directory.resolve("base.tar");
    Path image = directory.resolve("image.tar");

    withContent(Jib.fromScratch()).containerize(to(TarImage.at(base).named("base")));
    withContent(Jib.from(TarImage.at(base))).containerize(to(TarImage.at(image).named("image")));

    assertThat(image).isNotEmptyFile();
  }

  @Test
  void imageIsBuiltUponAnImageOfARegistry() throws Exception {
    try (DockerRegistry registry = DockerRegistry.start(directory)) {
      String base = registry.host() + "/base";
      String image = registry.host() + "/image";

      withContent(Jib.fromScratch()).containerize(to(RegistryImage.named(base)));
      var built = withContent(Jib.from(base)).containerize(to(RegistryImage.named(image)));

      assertThat(built.isImagePushed()).isTrue();
    }
  }

  private JibContainerBuilder withContent(JibContainerBuilder image) throws Exception {
    return image.addLayer(List.of(content), AbsoluteUnixPath.get("/content"));
  }

  private Containerizer to(TarImage image) {
    return locally(Containerizer.to(image));
  }

  private Containerizer to(RegistryImage image) {
    return locally(Containerizer.to(image));
  }

  private Containerizer locally(Containerizer containerizer) {
    return containerizer
        .setAllowInsecureRegistries(true)
        .setBaseImageLayersCache(directory.resolve("base-layers"))
        .setApplicationLayersCache(directory.resolve("layers"));
  }
}
