package io.modelops.bundle.value;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a collection deleted from a cache, or would delete. */
public final class CollectResult extends Value {
  private static final long serialVersionUID = 1L;

  private final int deleted;
  private final long bytesDeleted;
  private final int kept;
  private final long bytesKept;
  private final List<String> references;
  private final int leases;

  private CollectResult(
      int deleted,
      long bytesDeleted,
      int kept,
      long bytesKept,
      List<String> references,
      int leases) {
    this.deleted = deleted;
    this.bytesDeleted = bytesDeleted;
    this.kept = kept;
    this.bytesKept = bytesKept;
    this.references = List.copyOf(references);
    this.leases = leases;
  }

  /**
   * So many contents are deleted.
   *
   * @param bytes their size
   */
  public static CollectResult of(int contents, long bytes) {
    return new CollectResult(contents, bytes, 0, 0, List.of(), 0);
  }

  /** So many contents stay. */
  public CollectResult withKept(int contents, long bytes) {
    return new CollectResult(deleted, bytesDeleted, contents, bytes, references, leases);
  }

  /** These references are forgotten. */
  public CollectResult withReferences(List<String> forgotten) {
    return new CollectResult(deleted, bytesDeleted, kept, bytesKept, forgotten, leases);
  }

  /** So many leases of processes that are gone are ended. */
  public CollectResult withLeases(int ended) {
    return new CollectResult(deleted, bytesDeleted, kept, bytesKept, references, ended);
  }

  /** How many contents are deleted: files, manifests and their documents. */
  public int deleted() {
    return deleted;
  }

  public long bytesDeleted() {
    return bytesDeleted;
  }

  /** How many contents stay. */
  public int kept() {
    return kept;
  }

  public long bytesKept() {
    return bytesKept;
  }

  /** References that are forgotten, sorted. */
  public List<String> references() {
    return references;
  }

  /** How many leases of processes that are gone are ended. */
  public int leases() {
    return leases;
  }

  @Override
  List<@Nullable Object> parts() {
    return Arrays.asList(deleted, bytesDeleted, kept, bytesKept, references, leases);
  }
}
