package io.modelops.bundle.value;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a copy did. */
public final class CopyResult extends Value {
  private static final long serialVersionUID = 1L;

  private final Reference source;
  private final TagResult target;
  private final List<Descriptor> sent;
  private final List<Descriptor> mounted;
  private final List<Descriptor> present;
  private final List<Descriptor> referrers;

  private CopyResult(
      Reference source,
      TagResult target,
      List<Descriptor> sent,
      List<Descriptor> mounted,
      List<Descriptor> present,
      List<Descriptor> referrers) {
    this.source = source;
    this.target = target;
    this.sent = List.copyOf(sent);
    this.mounted = List.copyOf(mounted);
    this.present = List.copyOf(present);
    this.referrers = List.copyOf(referrers);
  }

  /**
   * Makes one.
   *
   * @param target what the target names now, and named before
   */
  public static CopyResult of(
      Reference source,
      TagResult target,
      List<Descriptor> sent,
      List<Descriptor> mounted,
      List<Descriptor> present,
      List<Descriptor> referrers) {
    return new CopyResult(source, target, sent, mounted, present, referrers);
  }

  public Reference source() {
    return source;
  }

  public Reference target() {
    return target.reference();
  }

  /** Of the OCI manifest or index, the same in both places. */
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

  /** Blobs that the registry took over from another of its repositories. */
  public List<Descriptor> mounted() {
    return mounted;
  }

  /** Blobs that were there already. */
  public List<Descriptor> present() {
    return present;
  }

  /** Manifests that refer to the bundle, to its parts, or to one another, and are there now. */
  public List<Descriptor> referrers() {
    return referrers;
  }

  /** Size of the blobs that were sent, in bytes. */
  public long bytesSent() {
    return sent.stream().mapToLong(Descriptor::size).sum();
  }

  @Override
  List<@Nullable Object> parts() {
    return Arrays.asList(source, target, sent, mounted, present, referrers);
  }
}
