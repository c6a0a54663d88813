package io.modelops.bundle.value;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** An image that was built, and what was sent of it. */
public final class ContainerizeResult extends Value {
  private static final long serialVersionUID = 1L;

  private final Digest bundleDigest;
  private final Reference base;
  private final Digest baseDigest;
  private final TagResult target;
  private final List<Descriptor> sent;
  private final List<Descriptor> mounted;
  private final List<Descriptor> present;

  private ContainerizeResult(
      Digest bundleDigest,
      Reference base,
      Digest baseDigest,
      TagResult target,
      List<Descriptor> sent,
      List<Descriptor> mounted,
      List<Descriptor> present) {
    this.bundleDigest = bundleDigest;
    this.base = base;
    this.baseDigest = baseDigest;
    this.target = target;
    this.sent = List.copyOf(sent);
    this.mounted = List.copyOf(mounted);
    this.present = List.copyOf(present);
  }

  /**
   * Makes one.
   *
   * @param baseDigest of the manifest of the base, for the image's platform
   * @param target what the target names now, and named before
   */
  public static ContainerizeResult of(
      Digest bundleDigest,
      Reference base,
      Digest baseDigest,
      TagResult target,
      List<Descriptor> sent,
      List<Descriptor> mounted,
      List<Descriptor> present) {
    return new ContainerizeResult(bundleDigest, base, baseDigest, target, sent, mounted, present);
  }

  /** Of the bundle whose files are in the image. */
  public Digest bundleDigest() {
    return bundleDigest;
  }

  public Reference base() {
    return base;
  }

  /** Of the manifest of the base, for the image's platform. */
  public Digest baseDigest() {
    return baseDigest;
  }

  public Reference target() {
    return target.reference();
  }

  /** Of the image's manifest. */
  public Digest digest() {
    return target.digest();
  }

  /** What the target named before; empty if nothing. */
  public Optional<Digest> before() {
    return target.before();
  }

  /** Blobs that were sent. */
  public List<Descriptor> sent() {
    return sent;
  }

  /** Blobs that the registry took over from the repository of the base. */
  public List<Descriptor> mounted() {
    return mounted;
  }

  /** Blobs that were there already. */
  public List<Descriptor> present() {
    return present;
  }

  /** Size of the blobs that were sent, in bytes. */
  public long bytesSent() {
    return sent.stream().mapToLong(Descriptor::size).sum();
  }

  @Override
  List<@Nullable Object> parts() {
    return Arrays.asList(bundleDigest, base, baseDigest, target, sent, mounted, present);
  }
}
