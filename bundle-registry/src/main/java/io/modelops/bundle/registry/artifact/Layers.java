package io.modelops.bundle.registry.artifact;

import io.modelops.bundle.error.ErrorCode;
import io.modelops.bundle.error.RegistryException;
import io.modelops.bundle.value.BundlePath;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Which files become which layers: a function of paths and sizes alone.
 *
 * <p>What registries accept limits how many layers there can be. Where {@link Cutter}'s rule makes
 * more, packs become larger step by step; where that does not suffice, the root's small files are
 * packed too. Only too many large files make a bundle impossible.
 */
final class Layers {
  /** Of which the document is one. */
  private static final int MAX_LAYERS = 8_000;

  /** What registries accept as manifest, less what is in it beside these layers. */
  private static final int MAX_BYTES = (4 << 20) - 1_024;

  private static final long MAX_PACK = 4L << 20;

  private Layers() {}

  /**
   * The layers but for the document's, by title.
   *
   * @param files sorted by UTF-8 bytes of their paths
   */
  static List<Layer> of(List<SourceFile> files) {
    long total = files.stream().mapToLong(SourceFile::size).sum();
    for (Cutter.Root root : Cutter.Root.values()) {
      for (long cap = MAX_PACK; cap < 2 * Math.max(total, MAX_PACK); cap *= 2) {
        List<Layer> layers = new Cutter(files, cap, root).cut();
        if (fit(layers)) {
          return layers;
        }
      }
    }
    throw tooMany(files);
  }

  private static boolean fit(List<Layer> layers) {
    return layers.size() < MAX_LAYERS
        && layers.stream().mapToLong(Layer::manifestBytes).sum() <= MAX_BYTES;
  }

  private static RegistryException tooMany(List<SourceFile> files) {
    Map.Entry<String, Long> most =
        files.stream()
            .filter(SourceFile::isLarge)
            .collect(
                Collectors.groupingBy(
                    SourceFile::directory,
                    () -> new TreeMap<>(BundlePath.ORDER),
                    Collectors.counting()))
            .entrySet()
            .stream()
            .max(Map.Entry.comparingByValue())
            .orElseThrow();
    String directory =
        most.getKey().isEmpty() ? "the project's root" : BundlePath.quote(most.getKey());
    return new RegistryException(
        ErrorCode.TOO_MANY_LAYERS,
        "",
        0,
        "",
        "the bundle needs more layers than registries accept: directory "
            + directory
            + " has "
            + most.getValue()
            + " files of 1 MiB or more, each of which is a layer",
        "put the files of " + directory + " into fewer, larger ones",
        null);
  }
}
