package io.modelops.bundle;

import io.modelops.bundle.error.RegistryException;
import io.modelops.bundle.internal.call.Call;
import io.modelops.bundle.internal.transfer.Attachments;
import io.modelops.bundle.value.Attachment;
import io.modelops.bundle.value.Descriptor;
import io.modelops.bundle.value.Digest;
import io.modelops.bundle.value.Reference;
import io.modelops.bundle.value.RegistryOptions;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;

/**
 * What refers to a bundle, or to any other manifest, without being part of it: signatures, reports,
 * licences. Each is an OCI artifact of its own whose manifest names the other one as its subject,
 * so the bundle's digest stays the same.
 *
 * <p>Nothing is kept in memory: each call asks what the reference names now. Where a registry lists
 * no referrers, the list under the tag {@code sha256-HEX} is used, and kept, as the OCI
 * distribution specification says.
 *
 * <p>Every method throws a {@link RegistryException}: code {@code not-found} if the reference names
 * nothing, or nothing of that digest refers to it.
 */
public final class Referrers extends Stage<Referrers> {
  private final Call call;
  private final Reference reference;
  private final RegistryOptions options;

  Referrers(Call call, Reference reference, RegistryOptions options) {
    this.call = call;
    this.reference = reference;
    this.options = options;
  }

  @Override
  Call call() {
    return call;
  }

  @Override
  Referrers with(Call changed) {
    return new Referrers(changed, reference, options);
  }

  private Attachments attachments() {
    return new Attachments(call, reference, options, call.operation());
  }

  /** To what they refer. */
  public Reference reference() {
    return reference;
  }

  /** The manifests of all that refers to it, with their artifact types and annotations. */
  public List<Descriptor> list() {
    return attachments().list(null);
  }

  /** Those of one artifact type. */
  public List<Descriptor> list(String artifactType) {
    return attachments().list(artifactType);
  }

  /**
   * Attaches a small content. The same attachment has the same digest on every machine, so it is
   * there once, however often it is made.
   *
   * @param content at least one byte, as registries refuse empty blobs
   * @return the manifest that refers to the bundle
   */
  public Descriptor attach(Attachment attachment, byte[] content) {
    return attachments().attach(attachment, content.clone());
  }

  /**
   * Attaches the content of a file, as {@link #attach(Attachment, byte[])}.
   *
   * @param file a relative one counts from the working directory of the process, now
   */
  public Descriptor attach(Attachment attachment, Path file) {
    return attachments().attach(attachment, file);
  }

  /**
   * What is in something that refers to the bundle. What {@link #attach} makes has one content.
   *
   * @param referrer the digest of its manifest
   */
  public List<Descriptor> contents(Digest referrer) {
    return attachments().contents(referrer);
  }

  /**
   * Opens a content. The stream ends only if it was what its descriptor says, and fails otherwise.
   * The caller closes it.
   *
   * @param referrer the digest of the manifest
   * @param content one of its {@link #contents}
   */
  public InputStream open(Digest referrer, Descriptor content) {
    return attachments().open(referrer, content);
  }

  /**
   * Deletes the manifest of something that refers to the bundle. What refers to that one stays.
   *
   * @throws RegistryException code {@code unsupported} if the registry does not delete
   */
  public void delete(Digest referrer) {
    attachments().delete(referrer);
  }
}
