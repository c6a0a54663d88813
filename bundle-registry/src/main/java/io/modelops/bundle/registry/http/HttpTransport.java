package io.modelops.bundle.registry.http;

import io.modelops.bundle.spi.Blob;
import io.modelops.bundle.spi.RegistryTransport;
import io.modelops.bundle.value.Descriptor;
import io.modelops.bundle.value.Reference;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** A repository of a registry. To write: look, upload, confirm, tag; to read: resolve, read. */
final class HttpTransport implements RegistryTransport {
  private final Reference.Registry reference;
  private final Origin registry;
  private final Failures failures;
  private final Retry retry;
  private final Repository repository;
  private final Duration patience;

  HttpTransport(Reference.Registry reference, Settings settings, Limits limits) {
    this.reference = reference;
    this.registry = Origin.ofRegistry(reference.host(), settings.options().plainHttp());
    this.failures = new Failures(reference.toString(), registry);
    Pace pace = new Pace();
    this.retry = new Retry(settings.operation(), limits, pace, failures);
    this.repository = new Repository(reference, settings, registry, failures, limits, pace);
    this.patience = settings.options().deadline();
  }

  @Override
  public boolean exists(Descriptor blob) throws IOException {
    Deadline deadline = Deadline.after(patience);
    Repository unused = repository.toWrite();
    return retry.run("look for " + blob.title(), deadline, () -> isPresent(blob, deadline));
  }

  @Override
  public void push(Descriptor blob, Blob content) throws IOException {
    Deadline deadline = Deadline.after(patience);
    String doing = "push " + blob.title() + " (" + blob.size() + " bytes)";
    Upload upload = new Upload(repository.toWrite(), registry, failures, deadline);
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
  public void tag(Descriptor manifest, Blob content) throws IOException {
    Deadline deadline = Deadline.after(patience);
    String name = name();
    String doing = "put the manifest";
    if (reference.digest() != null && !reference.digest().equals(manifest.digest())) {
      throw failures.mismatch(name, manifest.digest(), doing).error();
    }
    Tag tag = new Tag(repository.toWrite(), failures, name, manifest, deadline);
    retry.run(doing, deadline, () -> unlessDone(() -> tag.put(content), tag::confirm));
    retry.run("confirm the manifest", deadline, tag::confirm);
  }

  private String name() {
    return reference.tag() != null ? reference.tag() : String.valueOf(reference.digest());
  }

  @Override
  public Optional<Descriptor> resolve() throws IOException {
    Deadline deadline = Deadline.after(patience);
    Lookup lookup = new Lookup(repository, failures, name(), reference.digest(), deadline);
    return retry.run(Lookup.DOING, deadline, lookup::run);
  }

  @Override
  public byte[] read(Descriptor descriptor, int limit) throws IOException {
    Deadline deadline = Deadline.after(patience);
    Download download = new Download(repository, failures, descriptor, deadline);
    return retry.run(download.doing(), deadline, () -> download.run(limit));
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
        repository.get(
            "HEAD", repository.blob(blob.digest()), Map.of(), deadline, Limits.ERROR, doing);
    if (answer.status() == 404) {
      return false;
    }
    if (answer.status() != 200) {
      throw failures.refused(doing, answer);
    }
    boolean confirmed = failures.confirms(answer, blob.digest(), doing);
    Optional<String> length =
        answer
            .header("Content-Length")
            .filter(text -> blob.size() == 0 || !text.equals("0")); // as some say of every HEAD
    if (length.isPresent() && !length.get().equals(Long.toString(blob.size()))) {
      throw failures.protocol(doing, "the registry answers for content of another size");
    }
    return confirmed || length.isPresent();
  }

  @Override
  public void close() {
    repository.close();
  }
}
