package io.modelops.bundle.registry.image;

import io.modelops.bundle.spi.ImageBuilder;
import io.modelops.bundle.spi.Operation;
import io.modelops.bundle.spi.Repository;
import io.modelops.bundle.value.Descriptor;
import io.modelops.bundle.value.Digest;
import java.io.IOException;

/**
 * Builds images with Jib Core, without Docker. Jib makes the layer with the bundle's files and the
 * configuration that follows from the base's, in a temporary directory that is removed afterwards.
 *
 * <p>Jib gets neither the base's layers nor anything of the network: the base is read from its
 * {@link Repository}, and the image goes to one, like every bundle. So the layers of the base keep
 * their digests, are not read where the target has them, may be compressed as they like, and are
 * fetched with the credentials, proxies and limits of all other calls.
 */
public final class JibImageBuilder implements ImageBuilder {
  /** For {@link java.util.ServiceLoader} and for those who name their providers. */
  public JibImageBuilder() {}

  @Override
  public String id() {
    return "jib";
  }

  @Override
  public Image build(Repository base, Descriptor manifest, Recipe recipe, Operation operation)
      throws IOException {
    ImageJson json = new ImageJson();
    BaseImage image = BaseImage.read(json, base, manifest, recipe.platform());
    Scratch scratch = Scratch.make(operation);
    try {
      Digest built = new JibBuild(json, image, recipe, scratch).run();
      return BuiltImage.of(json, image, built, scratch);
    } catch (IOException | RuntimeException e) {
      try {
        scratch.close();
      } catch (IOException left) {
        e.addSuppressed(left);
      }
      throw e;
    }
  }
}
