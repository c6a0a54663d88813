package io.modelops.bundle.internal.transfer;

import io.modelops.bundle.error.ErrorCode;
import io.modelops.bundle.error.RegistryException;
import io.modelops.bundle.internal.call.Call;
import io.modelops.bundle.internal.files.FileFailure;
import io.modelops.bundle.spi.ArtifactFormat;
import io.modelops.bundle.spi.ArtifactFormat.Artifact;
import io.modelops.bundle.spi.ArtifactFormat.Attached;
import io.modelops.bundle.spi.ArtifactFormat.Part;
import io.modelops.bundle.spi.Blob;
import io.modelops.bundle.spi.HashAlgorithm;
import io.modelops.bundle.spi.Operation;
import io.modelops.bundle.spi.Repository;
import io.modelops.bundle.value.Attachment;
import io.modelops.bundle.value.Descriptor;
import io.modelops.bundle.value.Digest;
import io.modelops.bundle.value.Reference;
import io.modelops.bundle.value.RegistryOptions;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What refers to a manifest: listed, attached, read and deleted. */
public record Attachments(
    Call call, Reference reference, RegistryOptions options, Operation operation) {
  private static final int CHUNK = 1 << 17;

  /** Does something in the place. */
  private interface Work<T> {
    T in(Repository repository, Descriptor subject) throws IOException;
  }

  public List<Descriptor> list(@Nullable String artifactType) {
    return reading(
        (repository, subject) -> List.copyOf(repository.referrers(subject.digest(), artifactType)));
  }

  public Descriptor attach(Attachment attachment, byte[] content) {
    HashAlgorithm.Hasher hasher = HashAlgorithm.SHA_256.newHasher();
    hasher.update(ByteBuffer.wrap(content));
    return attach(attachment, digest(hasher), content.length, Blob.of(content));
  }

  /** Reads the file twice; an edit in between is refused, as its digest is another one. */
  public Descriptor attach(Attachment attachment, Path file) {
    HashAlgorithm.Hasher hasher = HashAlgorithm.SHA_256.newHasher();
    byte[] chunk = new byte[CHUNK];
    long size = 0;
    try (InputStream in = Files.newInputStream(file)) {
      for (int n = in.read(chunk); n >= 0; n = in.read(chunk)) {
        operation.check();
        hasher.update(ByteBuffer.wrap(chunk, 0, n));
        size += n;
      }
    } catch (IOException e) {
      throw refusal(
          ErrorCode.UNREADABLE,
          "cannot attach " + file + ": " + FileFailure.reason(e),
          "name another file",
          e);
    }
    return attach(attachment, digest(hasher), size, () -> Files.newInputStream(file));
  }

  private static Digest digest(HashAlgorithm.Hasher hasher) {
    return new Digest(HashAlgorithm.SHA_256.id(), HexFormat.of().formatHex(hasher.digest()));
  }

  private Descriptor attach(Attachment attachment, Digest digest, long size, Blob content) {
    if (size == 0) {
      throw refusal(
          ErrorCode.NOT_REPRESENTABLE, "cannot attach an empty content", "attach a byte", null);
    }
    Part layer = new Part(attachment.describe(digest, size), content);
    return writing(
        (repository, subject) -> {
          Artifact artifact =
              format()
                  .attach(
                      subject, attachment.artifactType(), List.of(layer), attachment.annotations());
          put(artifact, subject, repository);
          Descriptor manifest = artifact.manifest().descriptor();
          return new Descriptor(
              manifest.mediaType(),
              manifest.digest(),
              manifest.size(),
              attachment.annotations(),
              attachment.artifactType());
        });
  }

  /** Blobs, then the manifest, then the list of those that refer to the subject. */
  private void put(Artifact artifact, Descriptor subject, Repository repository)
      throws IOException {
    new ArtifactUpload(repository, operation).send(artifact.blobs());
    Descriptor manifest = artifact.manifest().descriptor();
    repository.putManifest(manifest, artifact.manifest().content());
    repository.addReferrers(subject.digest(), List.of(manifest));
  }

  public List<Descriptor> contents(Digest referrer) {
    return reading(
        (repository, subject) ->
            attached(listed(referrer, repository, subject), repository, subject).layers());
  }

  public InputStream open(Digest referrer, Descriptor content) {
    Repository repository = null;
    try {
      repository = call.open(reference, options, operation);
      Descriptor subject = remote().find(repository);
      Attached attached = attached(listed(referrer, repository, subject), repository, subject);
      if (!attached.layers().contains(content)) {
        throw notFound(content.digest() + " is no content of " + referrer);
      }
      InputStream stream = closing(repository.openBlob(content, 0), repository);
      repository = null;
      return stream;
    } catch (IOException e) {
      throw Remote.unreadable(reference, e);
    } finally {
      close(repository);
    }
  }

  private static void close(@Nullable Repository repository) {
    try {
      if (repository != null) {
        repository.close();
      }
    } catch (IOException e) {
      // what is thrown already says more
    }
  }

  private static InputStream closing(InputStream content, Repository repository) {
    return new FilterInputStream(content) {
      @Override
      public void close() throws IOException {
        try (repository) {
          super.close();
        }
      }
    };
  }

  public void delete(Digest referrer) {
    Descriptor unused =
        writing(
            (repository, subject) -> {
              Descriptor manifest = listed(referrer, repository, subject);
              if (repository.resolve(referrer.toString()).isPresent()) { // else it is only listed
                delete(manifest, repository, subject);
              }
              repository.removeReferrers(subject.digest(), List.of(referrer));
              return manifest;
            });
  }

  /** Only what says itself that it refers to the subject. */
  private void delete(Descriptor manifest, Repository repository, Descriptor subject)
      throws IOException {
    Attached unused = attached(manifest, repository, subject);
    boolean unusedToo = repository.deleteManifest(manifest.digest());
  }

  private Descriptor listed(Digest referrer, Repository repository, Descriptor subject)
      throws IOException {
    return repository.referrers(subject.digest(), null).stream()
        .filter(each -> each.digest().equals(referrer))
        .findFirst()
        .orElseThrow(() -> notFound("nothing with the digest " + referrer + " refers to it"));
  }

  /** What a manifest says, whose list of referrers may be anybody's. */
  private Attached attached(Descriptor manifest, Repository repository, Descriptor subject)
      throws IOException {
    byte[] document = remote().manifest(manifest, repository);
    Attached attached;
    try {
      attached = format().attached(document);
    } catch (IOException e) {
      throw refusal(
          ErrorCode.INVALID_MANIFEST,
          "cannot read what refers to it, " + manifest.digest() + ": " + e.getMessage(),
          "look at it with another program",
          e);
    }
    if (attached.subject() == null || !attached.subject().digest().equals(subject.digest())) {
      throw notFound(manifest.digest() + " is listed, but refers to something else");
    }
    return attached;
  }

  private ArtifactFormat format() {
    return call.providers().one(ArtifactFormat.class, "bundle-registry");
  }

  private Remote remote() {
    return new Remote(call, reference, options, operation);
  }

  private <T> T reading(Work<T> work) {
    try (Repository repository = call.open(reference, options, operation)) {
      return work.in(repository, remote().find(repository));
    } catch (IOException e) {
      throw Remote.unreadable(reference, e);
    }
  }

  private <T> T writing(Work<T> work) {
    try (Repository repository = call.open(reference, options, operation)) {
      repository.willWrite();
      return work.in(repository, remote().find(repository));
    } catch (IOException e) {
      throw refusal(
          ErrorCode.PUSH_FAILED,
          "cannot change what refers to it: " + FileFailure.describe(e),
          "try again",
          e);
    }
  }

  private RegistryException notFound(String message) {
    return refusal(ErrorCode.NOT_FOUND, message, "list what refers to it", null);
  }

  private RegistryException refusal(
      ErrorCode code, String message, String hint, @Nullable Exception cause) {
    return new RegistryException(
        code, reference.toString(), 0, "", reference + ": " + message, hint, cause);
  }
}
