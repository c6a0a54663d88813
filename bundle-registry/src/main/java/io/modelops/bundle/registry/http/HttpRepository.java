package io.modelops.bundle.registry.http;

import io.modelops.bundle.error.ErrorCode;
import io.modelops.bundle.error.RegistryException;
import io.modelops.bundle.registry.oci.ManifestParts;
import io.modelops.bundle.spi.Blob;
import io.modelops.bundle.spi.RegistryTransport.Settings;
import io.modelops.bundle.spi.Repository;
import io.modelops.bundle.value.Descriptor;
import io.modelops.bundle.value.Digest;
import io.modelops.bundle.value.Reference;
import io.modelops.bundle.value.UploadSession;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** A repository of a registry. To write: look, upload, confirm, tag; to read: resolve, read. */
final class HttpRepository implements Repository {
  private static final Set<Integer> NOT_MOUNTED = Set.of(202, 400, 401, 403, 404, 405);

  private final String place;
  private final Failures failures;
  private final Retry retry;
  private final RegistryClient client;
  private final Presence presence;
  private final Uploads uploads;
  private final Set<Origin> patched;
  private final Duration patience;
  private final ReferrerLists lists;

  /**
   * @param patched see {@link Upload}
   */
  HttpRepository(Endpoint endpoint, Settings settings, Limits limits, Set<Origin> patched) {
    Reference.Registry reference = endpoint.reference();
    Origin registry = endpoint.origin();
    this.place = reference.host() + "/" + reference.repository();
    this.failures = new Failures(reference.toString(), registry);
    endpoint.headers().values().forEach(failures.secrets()::add);
    Pace pace = new Pace();
    this.retry = new Retry(settings.operation(), limits, pace, failures);
    this.client = new RegistryClient(endpoint, settings, failures, limits, pace);
    this.presence = new Presence(client, failures);
    this.uploads = new Uploads(client, registry, failures);
    this.patched = patched;
    this.patience = settings.options().deadline();
    this.lists = new ReferrerLists(this, client, uploads.registry(), failures, retry);
  }

  @Override
  public String place() {
    return place;
  }

  @Override
  public void willWrite() {
    RegistryClient unused = client.toWrite();
  }

  @Override
  public boolean exists(Descriptor blob) throws IOException {
    Deadline deadline = Deadline.after(patience);
    RegistryClient unused = client.toWrite();
    return retry.run("look for " + blob.title(), deadline, () -> presence.isKnown(blob, deadline));
  }

  @Override
  public void push(Descriptor blob, Blob content) throws IOException {
    Deadline deadline = Deadline.after(patience);
    RegistryClient unused = client.toWrite();
    String doing = pushing(blob);
    Upload upload = new Upload(uploads, failures, patched, blob, deadline);
    try {
      retry.run(
          doing,
          deadline,
          () ->
              Retry.unlessDone(
                  () -> presence.confirmed(upload.run(content, doing), blob, deadline, doing),
                  () -> presence.isKnown(blob, deadline)));
    } catch (IOException | RuntimeException e) {
      upload.mended().abandon();
      throw e;
    }
  }

  private static String pushing(Descriptor blob) {
    return "push " + blob.title() + " (" + blob.size() + " bytes)";
  }

  @Override
  public boolean mount(Descriptor blob, String fromRepository) throws IOException {
    Deadline deadline = Deadline.after(patience);
    RegistryClient unused = client.toWrite();
    String doing = "take over " + blob.title() + " from " + fromRepository;
    return retry.run(doing, deadline, () -> mounted(blob, fromRepository, deadline, doing));
  }

  private boolean mounted(Descriptor blob, String from, Deadline deadline, String doing)
      throws IOException {
    Answer answer;
    try {
      answer = client.mount(blob.digest(), from, deadline);
    } catch (Refused e) {
      if (NOT_MOUNTED.contains(e.error().status())) {
        return false;
      }
      throw e;
    }
    if (answer.status() == 201) {
      return presence.confirmed(answer, blob, deadline, doing);
    }
    if (answer.status() == 202) { // a session for an upload instead
      uploads.abandon(uploads.location(answer, doing));
    } else if (!NOT_MOUNTED.contains(answer.status())) {
      throw failures.refused(doing, answer);
    }
    return false;
  }

  @Override
  public Optional<UploadSession> startUpload(Descriptor blob) throws IOException {
    Deadline deadline = Deadline.after(patience);
    RegistryClient unused = client.toWrite();
    ResumableUpload upload = new ResumableUpload(uploads, failures, blob, deadline);
    String doing = "begin to push " + blob.title();
    return Optional.of(retry.run(doing, deadline, () -> upload.start(doing)));
  }

  @Override
  public Optional<UploadSession> continueUpload(
      UploadSession session, Descriptor blob, Blob content) throws IOException {
    Deadline deadline = Deadline.after(patience);
    RegistryClient unused = client.toWrite();
    ResumableUpload upload = new ResumableUpload(uploads, failures, blob, deadline);
    String doing = pushing(blob);
    AtomicReference<@Nullable UploadSession> sure = new AtomicReference<>(session);
    try (Parts parts = new Parts(content, blob.size(), false)) {
      return retry.run(
          doing,
          deadline,
          () -> {
            UploadSession known = sure.getAndSet(null); // what a failed attempt did is not known
            UploadSession from = known != null ? known : upload.asked(session, doing);
            return upload.next(from, parts, doing);
          });
    } catch (RegistryException e) {
      if (e.errorCode() == ErrorCode.UPLOAD_LOST && presence.isKnown(blob, deadline)) {
        return Optional.empty(); // the answer to the last request was lost
      }
      throw e;
    }
  }

  @Override
  public void putManifest(Descriptor manifest, Blob content) throws IOException {
    put(manifest, content, manifest.digest().toString());
  }

  @Override
  public void tag(Descriptor manifest, Blob content, String tag) throws IOException {
    put(manifest, content, tag);
  }

  private void put(Descriptor manifest, Blob content, String name) throws IOException {
    Deadline deadline = Deadline.after(patience);
    ManifestUpload upload =
        new ManifestUpload(client.toWrite(), failures, name, manifest, deadline);
    retry.run(
        "put the manifest",
        deadline,
        () -> Retry.unlessDone(() -> upload.put(content), upload::confirm));
    retry.run("confirm the manifest", deadline, upload::confirm);
  }

  @Override
  public Optional<Descriptor> resolve(String tagOrDigest) throws IOException {
    Deadline deadline = Deadline.after(patience);
    Digest digest = tagOrDigest.indexOf(':') < 0 ? null : Digest.parse(tagOrDigest);
    Lookup lookup = new Lookup(client, failures, tagOrDigest, digest, deadline);
    return retry.run(Lookup.DOING, deadline, lookup::run);
  }

  @Override
  public InputStream openManifest(Descriptor manifest) throws IOException {
    return openBlob(manifest, 0);
  }

  @Override
  public InputStream openBlob(Descriptor blob, long offset) throws IOException {
    return Download.open(client, failures, retry, blob, offset, Deadline.after(patience));
  }

  @Override
  public List<String> tags(int limit, @Nullable String last) throws IOException {
    String doing = "list the tags";
    Deadline deadline = Deadline.after(patience);
    Pages pages = new Pages(client, uploads.registry(), failures, deadline);
    return retry.run(doing, deadline, () -> pages.tags(limit, last, doing));
  }

  @Override
  public List<Descriptor> referrers(Digest subject, @Nullable String artifactType)
      throws IOException {
    return lists.of(subject, artifactType, Deadline.after(patience));
  }

  @Override
  public void addReferrers(Digest subject, List<Descriptor> referrers) throws IOException {
    lists.add(subject, referrers, Deadline.after(patience));
  }

  @Override
  public void removeReferrers(Digest subject, List<Digest> referrers) throws IOException {
    lists.remove(subject, referrers, Deadline.after(patience));
  }

  @Override
  public List<Descriptor> parts(Descriptor manifest) throws IOException {
    return ManifestParts.in(this, manifest);
  }

  @Override
  public boolean deleteManifest(Digest manifest) throws IOException {
    return delete(client.manifest(manifest.toString()), "delete the manifest " + manifest);
  }

  @Override
  public boolean deleteTag(String tag) throws IOException {
    return delete(client.manifest(tag), "delete the tag " + tag);
  }

  @Override
  public boolean deleteBlob(Digest blob) throws IOException {
    return delete(client.blob(blob), "delete the blob " + blob);
  }

  private boolean delete(URI uri, String doing) throws IOException {
    Deadline deadline = Deadline.after(patience);
    RegistryClient unused = client.toDelete();
    return retry.run(
        doing,
        deadline,
        () -> {
          Answer answer = client.send("DELETE", uri, deadline);
          if (answer.status() / 100 != 2 && answer.status() != 404) {
            Refused refused = failures.refused(doing, answer);
            throw answer.status() == 400 ? failures.unsupported(doing, refused) : refused;
          }
          return answer.status() != 404;
        });
  }

  @Override
  public void close() {
    client.close();
  }
}
