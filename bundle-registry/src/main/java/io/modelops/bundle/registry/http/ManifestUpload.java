package io.modelops.bundle.registry.http;

import io.modelops.bundle.error.ErrorCode;
import io.modelops.bundle.registry.oci.ContentCheck;
import io.modelops.bundle.spi.Blob;
import io.modelops.bundle.value.Descriptor;
import io.modelops.bundle.value.Digest;
import java.io.IOException;
import java.net.URI;
import java.util.Map;

/**
 * A manifest under its name.
 *
 * @param name tag or digest
 */
record ManifestUpload(
    RegistryClient client, Failures failures, String name, Descriptor manifest, Deadline deadline) {
  boolean put(Blob content) throws IOException {
    String doing = "put the manifest";
    if (manifest.size() > Limits.MAX_MANIFEST) {
      throw failures.failure(
          ErrorCode.TOO_LARGE,
          doing,
          "it has " + manifest.size() + " bytes, and registries take 4 MiB",
          "bundle fewer large files");
    }
    BlobBody body = new BlobBody(content, manifest.size());
    Map<String, String> type = Map.of("Content-Type", manifest.mediaType());
    Answer answer = client.send("PUT", uri(), type, body, deadline, Limits.MAX_ERROR);
    if (answer.status() != 201) {
      throw refused(doing, answer);
    }
    boolean unused = failures.confirms(answer, manifest.digest(), doing);
    return true;
  }

  /** A registry that takes two manifests for one tag at once may mix up their digests. */
  private Refused refused(String doing, Answer answer) {
    Refused refused = failures.refused(doing, answer);
    return refused.error().registryCode().equals("DIGEST_INVALID")
        ? new Refused(refused.error(), true, refused.after())
        : refused;
  }

  /** Fails unless the registry serves exactly our manifest under the name. */
  boolean confirm() throws IOException {
    String doing = "confirm the manifest";
    Answer head = look("HEAD", doing);
    if (isOvertaken(head)) {
      throw failures.failure(
          ErrorCode.TAG_MOVED,
          doing,
          "somebody else put another one under this tag at the same time",
          "look at the differences, and push again");
    }
    if (failures.confirms(head, manifest.digest(), doing)) {
      return true;
    }
    Answer whole = look("GET", doing);
    Digest served = ContentCheck.digest(manifest.digest().algorithm(), whole.body().bytes());
    if (!served.equals(manifest.digest())) {
      throw failures.mismatch(served.toString(), manifest.digest(), doing);
    }
    return true;
  }

  /** Whether the name has another manifest now, which the registry does have. */
  private boolean isOvertaken(Answer head) throws IOException {
    String said = head.headers().firstValue("Docker-Content-Digest").orElse("");
    boolean tag = name.indexOf(':') < 0;
    String prefix = manifest.digest().algorithm() + ":";
    if (!tag || !said.startsWith(prefix) || said.equals(manifest.digest().toString())) {
      return false;
    }
    try {
      Digest other = Digest.parse(said);
      Map<String, String> accept = Map.of("Accept", manifest.mediaType());
      URI place = client.manifest(other.toString());
      Answer whole = client.send("GET", place, accept, null, deadline, Limits.MAX_MANIFEST);
      byte[] bytes = whole.body().bytes();
      return whole.status() == 200 && ContentCheck.digest(other.algorithm(), bytes).equals(other);
    } catch (IllegalArgumentException e) {
      return false; // it names no digest
    }
  }

  private Answer look(String method, String doing) throws IOException {
    Map<String, String> accept = Map.of("Accept", manifest.mediaType());
    Answer answer = client.send(method, uri(), accept, null, deadline, Limits.MAX_MANIFEST);
    if (answer.status() != 200) {
      throw failures.refused(doing, answer);
    }
    return answer;
  }

  private URI uri() {
    return client.manifest(name);
  }
}
