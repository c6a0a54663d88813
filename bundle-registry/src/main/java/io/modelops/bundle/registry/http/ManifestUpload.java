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
