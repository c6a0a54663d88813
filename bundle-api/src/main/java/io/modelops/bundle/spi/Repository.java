package io.modelops.bundle.spi;

import io.modelops.bundle.error.ErrorCode;
import io.modelops.bundle.error.RegistryException;
import io.modelops.bundle.value.Descriptor;
import io.modelops.bundle.value.Digest;
import io.modelops.bundle.value.UploadSession;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One repository of a registry, or one image layout, opened to be written and read: blobs,
 * manifests, and tags that name manifests. Safe for use by several threads; {@link #close} releases
 * every thread and handle.
 *
 * <p>What a place cannot do is refused with the {@link RegistryException} code {@code unsupported}.
 * The default methods do that, so an implementation begins with the abstract ones.
 */
public interface Repository extends AutoCloseable {
  /** The place in messages, as in a reference without tag: {@code ghcr.io/lab/seir}. */
  String place();

  /** Tells that content will be written, so that the right to it can be asked for at once. */
  default void willWrite() {
    // most places ask for nothing
  }

  /** Whether the repository has the blob, as far as its size tells. Moves no content. */
  boolean exists(Descriptor blob) throws IOException;

  /**
   * Whether the repository has the blob: where content is at hand by its digest, else as {@link
   * #exists}.
   */
  default boolean isIntact(Descriptor blob) throws IOException {
    return exists(blob);
  }

  /**
   * Whether content is at hand, as in a directory, where any part may be lost or damaged. A push of
   * what is there already looks at the size of each part then. Of other places a tag is believed:
   * they keep what it names.
   */
  default boolean isLocal() {
    return false;
  }

  /**
   * Stores a blob. When this returns, the repository holds exactly the bytes that the descriptor
   * describes. May open the content more than once, one stream for each attempt.
   */
  void push(Descriptor blob, Blob content) throws IOException;

  /**
   * Opens a blob for reading. The caller closes the stream.
   *
   * <p>A stream from the first byte ends only if size and digest are those of the descriptor, and
   * fails otherwise. A stream from a later byte answers for the size alone; who joins parts hashes
   * the whole.
   *
   * @param offset of the first byte to read; at most the size
   * @throws RegistryException code {@code content-missing} if there is no such blob
   */
  InputStream openBlob(Descriptor blob, long offset) throws IOException;

  /**
   * Whether a blob that was read here, and was not what its digest says, may be had from elsewhere
   * when it is opened again: where a mirror gave it.
   */
  default boolean hasOtherSource(Descriptor blob) {
    return false;
  }

  /**
   * Takes a blob over from another repository of the same registry, without moving content.
   *
   * @param fromRepository the other's name, such as {@code lab/seir}
   * @return false if that is not possible; the blob is pushed then
   */
  default boolean mount(Descriptor blob, String fromRepository) throws IOException {
    return false;
  }

  /**
   * Begins an upload that may go on after a failure, and in another process.
   *
   * @return the session, to be kept; empty if this place knows only {@link #push}
   */
  default Optional<UploadSession> startUpload(Descriptor blob) throws IOException {
    return Optional.empty();
  }

  /**
   * Sends the next part of a blob.
   *
   * @param session as it was kept last
   * @param content the whole blob
   * @return the session to keep and to go on with; empty when the repository has the blob
   * @throws RegistryException code {@code upload-lost} if the session is no more: a new one is
   *     started then
   */
  default Optional<UploadSession> continueUpload(
      UploadSession session, Descriptor blob, Blob content) throws IOException {
    throw unsupported("continue an upload");
  }

  /**
   * The manifest of a tag or digest; empty if there is none. Moves no content if possible.
   *
   * @param tagOrDigest as of {@link io.modelops.bundle.value.Reference#tagOrDigest}
   */
  Optional<Descriptor> resolve(String tagOrDigest) throws IOException;

  /** Opens a manifest for reading; as {@link #openBlob} from the first byte. */
  InputStream openManifest(Descriptor manifest) throws IOException;

  /**
   * What a manifest or index names, of whatever type: config, layers and blobs, or manifests. Not
   * the one that it refers to.
   *
   * @throws IOException if it names nothing in a way that is known
   */
  default List<Descriptor> parts(Descriptor manifest) throws IOException {
    throw unsupported("tell the parts of a manifest");
  }

  /** Stores a manifest, after every blob it names. No tag names it yet. */
  void putManifest(Descriptor manifest, Blob content) throws IOException;

  /**
   * Makes a tag name a manifest. Stores the manifest, too, so that registries which name manifests
   * only while they store them need one request.
   */
  void tag(Descriptor manifest, Blob content, String tag) throws IOException;

  /**
   * Lists tags, page by page.
   *
   * @param limit the most that are listed
   * @param last the last tag of the page before; null for the first page
   * @return in the order of the repository; empty when there are no more
   */
  default List<String> tags(int limit, @Nullable String last) throws IOException {
    throw unsupported("list tags");
  }

  /**
   * Lists the manifests that refer to another one, such as its signatures.
   *
   * @param artifactType of the manifests to list; null for all
   * @return with their artifact types and annotations
   */
  default List<Descriptor> referrers(Digest subject, @Nullable String artifactType)
      throws IOException {
    throw unsupported("list referrers");
  }

  /**
   * Makes {@link #referrers} list manifests that were stored, where the place does not find them by
   * itself. Others that are listed stay.
   *
   * @param referrers whose subject this is
   */
  default void addReferrers(Digest subject, List<Descriptor> referrers) throws IOException {
    // most places find them
  }

  /**
   * Makes {@link #referrers} list manifests no longer, where the place does not see by itself that
   * they were deleted. Others that are listed stay.
   */
  default void removeReferrers(Digest subject, List<Digest> referrers) throws IOException {
    // most places see it
  }

  /**
   * Deletes a manifest and every tag that names it.
   *
   * @return false if there was none
   */
  default boolean deleteManifest(Digest manifest) throws IOException {
    throw unsupported("delete a manifest");
  }

  /**
   * Deletes a tag; the manifest stays.
   *
   * @return false if there was none
   */
  default boolean deleteTag(String tag) throws IOException {
    throw unsupported("delete a tag");
  }

  /**
   * Deletes a blob.
   *
   * @return false if there was none
   */
  default boolean deleteBlob(Digest blob) throws IOException {
    throw unsupported("delete a blob");
  }

  @Override
  void close() throws IOException;

  private RegistryException unsupported(String verb) {
    return new RegistryException(
        ErrorCode.UNSUPPORTED,
        place(),
        0,
        "",
        place() + ": cannot " + verb + ": this kind of place does not do that",
        "use a registry that does",
        null);
  }
}
