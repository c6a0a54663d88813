package io.modelops.bundle.registry.http;

import io.modelops.bundle.spi.Blob;
import io.modelops.bundle.spi.RegistryTransport.Settings;
import io.modelops.bundle.spi.Repository;
import io.modelops.bundle.value.Descriptor;
import io.modelops.bundle.value.Digest;
import io.modelops.bundle.value.Reference;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** A repository of a registry. To write: look, upload, confirm, tag; to read: resolve, read. */
final class HttpRepository implements Repository {
  private final String place;
  private final Origin registry;
  private final Failures failures;
  private final Retry retry;
  private final RegistryClient client;
  private final Duration patience;

  HttpRepository(Reference.Registry reference, Settings settings, Limits limits) {
    this.place = reference.host() + "/" + reference.repository();
    this.registry = Origin.ofRegistry(reference.host(), settings.options().plainHttp());
    this.failures = new Failures(reference.toString(), registry);
    this.retry = new Retry(settings.operation(), limits, failures);
    this.client = new RegistryClient(reference, settings, registry, failures, limits);
    this.patience = settings.options().deadline();
  }

  @Override
  public String place() {
    return place;
  }

  @Override
  public boolean exists(Descriptor blob) throws IOException {
    Deadline deadline = Deadline.after(patience);
    RegistryClient unused = client.toWrite();
    return retry.run("look for " + blob.title(), deadline, () -> isPresent(blob, deadline));
  }

  @Override
  public void push(Descriptor blob, Blob content) throws IOException {
    Deadline deadline = Deadline.after(patience);
    String doing = "push " + blob.title() + " (" + blob.size() + " bytes)";
    Upload upload = new Upload(client.toWrite(), registry, failures, deadline);
    retry.run(
        doing,
        deadline,
        () ->
            unlessDone(() -> send(upload, blob, content, doing), () -> isPresent(blob, deadline)));
  }

  private boolean send(Upload upload, Descriptor blob, Blob content, String doing)
      throws IOException {
    Answer answer = upload.run(blob, content, doing);
    if (!failures.confirms(answer, blob.digest(), doing) && !isPresent(blob, upload.deadline())) {
      throw failures.protocol(doing, "the registry accepted the content, but does not have it");
    }
    return true;
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
    String doing = "put the manifest";
    Tag tag = new Tag(client.toWrite(), failures, name, manifest, deadline);
    retry.run(doing, deadline, () -> unlessDone(() -> tag.put(content), tag::confirm));
    retry.run("confirm the manifest", deadline, tag::confirm);
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
  public InputStream openBlob(Descriptor descriptor, long offset) throws IOException {
    Deadline deadline = Deadline.after(patience);
    Download download = new Download(client, failures, descriptor, deadline);
    return new ByteArrayInputStream(
        retry.run(download.doing(), deadline, () -> download.run(64 << 20)));
  }

  /**
   * One attempt. If it fails in a way that leaves open whether it had an effect, such as an answer
   * that got lost, the registry is asked.
   */
  private static boolean unlessDone(Retry.Attempt<Boolean> attempt, Retry.Attempt<Boolean> done)
      throws IOException {
    try {
      return attempt.run();
    } catch (SourceFailure e) {
      throw e;
    } catch (IOException e) {
      if ((e instanceof Refused refused && !refused.again()) || !succeeds(done)) {
        throw e;
      }
      return true;
    }
  }

  private static boolean succeeds(Retry.Attempt<Boolean> question) {
    try {
      return question.run();
    } catch (IOException e) {
      return false;
    }
  }

  private boolean isPresent(Descriptor blob, Deadline deadline) throws IOException {
    String doing = "look for " + blob.title();
    Answer answer =
        client.get("HEAD", client.blob(blob.digest()), Map.of(), deadline, Limits.ERROR, doing);
    if (answer.status() == 404) {
      return false;
    }
    if (answer.status() != 200) {
      throw failures.refused(doing, answer);
    }
    boolean confirmed = failures.confirms(answer, blob.digest(), doing);
    Optional<String> length = answer.header("Content-Length");
    if (length.isPresent() && !length.get().equals(Long.toString(blob.size()))) {
      throw failures.protocol(doing, "the registry answers for content of another size");
    }
    return confirmed || length.isPresent();
  }

  @Override
  public void close() {
    client.close();
  }
}
