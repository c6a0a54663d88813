package io.modelops.bundle.value;

/**
 * Hears how far an operation is. Every method does nothing by default.
 *
 * <p>Each phase is reported as {@code started ((advanced | restarted)* finished)* completed}, where
 * {@code finished} comes once per item, of several items at a time, from any thread of the
 * operation; {@code started} and {@code completed} come from the caller's. The phases of one call
 * come one after the other, and one may come again: parsing does, where imports lead to files that
 * were left out at first. An operation that fails does not complete its phase.
 *
 * <p>A {@link java.util.concurrent.CancellationException} thrown here stops the operation and
 * reaches the caller as it is; any other exception thrown here is ignored.
 */
public interface ProgressListener {
  ProgressListener NONE = new ProgressListener() {};

  /**
   * What an operation is busy with. Later versions may add phases: a listener passes over those
   * that it does not know, and a {@code switch} over them has a {@code default}.
   */
  enum Phase {
    /** Listing directories, one item each; how many there are is unknown before: 0. */
    LIST,
    /** Reading and parsing sources; totals are files and their bytes are unknown: 0. */
    PARSE,
    /** Finding out what the names in sources mean; totals are files. */
    RESOLVE,
    /** Reading and hashing the bundle's files. */
    HASH,
    /** Sending blobs; those already present count with their size, too. */
    PUSH,
    /** Fetching blobs; what an earlier call has left of them counts, too. */
    PULL,
    /** Copying blobs between places; those already present count with their size, too. */
    COPY,
    /** Reading a bundle where it is kept, to verify it; totals are its layers. */
    VERIFY
  }

  /** What became of an item. */
  enum Outcome {
    DONE,
    SENT,
    /** Taken over from another repository of the same registry. */
    MOUNTED,
    PRESENT
  }

  /**
   * A phase begins.
   *
   * @param items how many items it has
   * @param bytes how many bytes they have together
   */
  default void started(Phase phase, long items, long bytes) {}

  /**
   * Some bytes of an item went through, or were found to be there already.
   *
   * @param item a path, or a blob's title
   * @param bytes how many since the last call for this item
   */
  default void advanced(Phase phase, String item, long bytes) {}

  /**
   * Nothing moves for a while: a server is silent, or is asked again after a pause.
   *
   * @param why what is waited for, in words; the same may be said several times
   */
  default void waiting(String why) {}

  /**
   * A transfer starts over, or goes back to what the other side has of it.
   *
   * @param bytes of the item that were reported and count no longer
   */
  default void restarted(Phase phase, String item, long bytes) {}

  /** An item is done. */
  default void finished(Phase phase, String item, Outcome outcome) {}

  /** The phase is done. */
  default void completed(Phase phase) {}
}
