package io.modelops.bundle.value;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What an image has beside the files of a bundle, and how its base and its place are reached. */
public final class ContainerizeOptions extends Value {
  private static final long serialVersionUID = 1L;

  private static final String DIRECTORY = "/app";
  private static final String PLATFORM = "linux/amd64";

  private final RegistryOptions base;
  private final RegistryOptions target;
  private final String directory;
  private final List<String> entrypoint;
  private final SortedMap<String, String> labels;
  private final String platform;
  private final boolean force;

  private ContainerizeOptions(
      RegistryOptions base,
      RegistryOptions target,
      String directory,
      List<String> entrypoint,
      SortedMap<String, String> labels,
      String platform,
      boolean force) {
    this.base = base;
    this.target = target;
    this.directory = directory;
    this.entrypoint = List.copyOf(entrypoint);
    this.labels = Collections.unmodifiableSortedMap(new TreeMap<>(labels));
    this.platform = platform;
    this.force = force;
  }

  /** In {@code /app}, for {@code linux/amd64}. A tag that names something else stays. */
  public static ContainerizeOptions of(RegistryOptions both) {
    return of(both, both);
  }

  /** As {@link #of(RegistryOptions)}, where the two sides are talked to in different ways. */
  public static ContainerizeOptions of(RegistryOptions base, RegistryOptions target) {
    return new ContainerizeOptions(
        base, target, DIRECTORY, List.of(), new TreeMap<>(), PLATFORM, false);
  }

  /**
   * Puts the files into another directory, which is also the one that processes start in.
   *
   * @throws IllegalArgumentException if it does not begin with a slash, is the root, or is not
   *     written plainly
   */
  public ContainerizeOptions withDirectory(String absolute) {
    if (!absolute.matches("(/[^/\\x00-\\x1f:]+)+") || absolute.matches(".*/\\.{1,2}(/.*)?")) {
      throw new IllegalArgumentException(
          "not an absolute directory of an image, such as /app: " + BundlePath.quote(absolute));
    }
    return new ContainerizeOptions(base, target, absolute, entrypoint, labels, platform, force);
  }

  /** The program that runs, and its first arguments. Without this, it is that of the base. */
  public ContainerizeOptions withEntrypoint(List<String> words) {
    return new ContainerizeOptions(base, target, directory, words, labels, platform, force);
  }

  /** One more label; it replaces one of the base with the same name. */
  public ContainerizeOptions withLabel(String name, String value) {
    SortedMap<String, String> more = new TreeMap<>(labels);
    more.put(name, value);
    return new ContainerizeOptions(base, target, directory, entrypoint, more, platform, force);
  }

  /**
   * Takes the image of this platform, where the base is an index of several.
   *
   * @param name such as {@code linux/arm64} or {@code linux/arm/v7}
   */
  public ContainerizeOptions withPlatform(String name) {
    if (!name.matches("[a-z0-9]+/[a-z0-9]+(/[a-z0-9]+)?")) {
      throw new IllegalArgumentException(
          "not a platform, such as linux/arm64: " + BundlePath.quote(name));
    }
    return new ContainerizeOptions(base, target, directory, entrypoint, labels, name, force);
  }

  /** Also a tag that names something else is put. */
  public ContainerizeOptions withForce() {
    return new ContainerizeOptions(base, target, directory, entrypoint, labels, platform, true);
  }

  /** How the place of the base is talked to. */
  public RegistryOptions base() {
    return base;
  }

  /** How the place is talked to that the image goes to. */
  public RegistryOptions target() {
    return target;
  }

  public String directory() {
    return directory;
  }

  /** Empty: that of the base. */
  public List<String> entrypoint() {
    return entrypoint;
  }

  public SortedMap<String, String> labels() {
    return labels;
  }

  public String platform() {
    return platform;
  }

  public boolean force() {
    return force;
  }

  @Override
  List<@Nullable Object> parts() {
    return Arrays.asList(base, target, directory, entrypoint, labels, platform, force);
  }
}
