package io.modelops.bundle.registry.testing;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The distribution protocol without any network: request in, reply out. */
final class Routes {
  /** A request, read to its end. */
  @SuppressWarnings("ArrayRecordComponent") // lives as long as the request
  record Call(
      String method, String path, Map<String, String> query, String contentType, byte[] body) {}

  private static final Pattern UPLOAD = Pattern.compile("/v2/(.+)/blobs/uploads/([^/]*)");
  private static final Pattern BLOB = Pattern.compile("/v2/(.+)/blobs/([^/]+)");
  private static final Pattern MANIFEST = Pattern.compile("/v2/(.+)/manifests/([^/]+)");
  private static final Pattern TAGS = Pattern.compile("/v2/(.+)/tags/list");
  private static final Pattern REFERENCED =
      Pattern.compile("\"digest\"\\s*:\\s*\"(sha256:[0-9a-f]{64})\"");
  private static final String CONTENT_DIGEST = "Docker-Content-Digest";

  private final Store store;

  Routes(Store store) {
    this.store = store;
  }

  Reply reply(Call call) {
    Matcher upload = UPLOAD.matcher(call.path());
    Matcher blob = BLOB.matcher(call.path());
    Matcher manifest = MANIFEST.matcher(call.path());
    Matcher tags = TAGS.matcher(call.path());
    if (call.path().equals("/v2/")) {
      return Reply.of(200).withBody("{}");
    } else if (upload.matches()) {
      return upload(call, upload.group(1), upload.group(2));
    } else if (blob.matches()) {
      return blob(blob.group(1), blob.group(2));
    } else if (manifest.matches()) {
      return manifest(call, manifest.group(1), manifest.group(2));
    } else if (tags.matches()) {
      return tags(tags.group(1));
    }
    return Reply.error(404, "UNSUPPORTED", "no such path");
  }

  private Reply upload(Call call, String repository, String id) {
    return switch (call.method()) {
      case "POST" -> start(call, repository);
      case "PATCH" -> append(call, repository, id);
      case "PUT" -> finish(call, repository, id);
      case "DELETE" -> store.close(id) ? Reply.of(204) : lost();
      default -> Reply.error(405, "UNSUPPORTED", "method");
    };
  }

  private Reply start(Call call, String repository) {
    String mount = call.query().getOrDefault("mount", "");
    String from = call.query().getOrDefault("from", "");
    Optional<byte[]> other = store.blob(from, mount);
    if (other.isPresent()) {
      store.putBlob(repository, other.get());
      return created(repository, mount);
    }
    return Reply.of(202).withHeader("Location", location(repository, store.open()));
  }

  private Reply append(Call call, String repository, String id) {
    Optional<byte[]> before = store.session(id);
    if (before.isEmpty()) {
      return lost();
    }
    byte[] whole = Arrays.copyOf(before.get(), before.get().length + call.body().length);
    System.arraycopy(call.body(), 0, whole, before.get().length, call.body().length);
    store.fill(id, whole);
    return Reply.of(202)
        .withHeader("Location", location(repository, id))
        .withHeader("Range", "0-" + (whole.length - 1));
  }

  private Reply finish(Call call, String repository, String id) {
    if (append(call, repository, id).status() == 404) {
      return lost();
    }
    byte[] content = store.session(id).orElse(new byte[0]);
    String digest = call.query().getOrDefault("digest", "");
    if (!digest.equals(Store.digest(content))) {
      return Reply.error(400, "DIGEST_INVALID", "provided digest did not match uploaded content");
    }
    store.close(id);
    store.putBlob(repository, content);
    return created(repository, digest);
  }

  private static Reply lost() {
    return Reply.error(404, "BLOB_UPLOAD_UNKNOWN", "blob upload unknown to registry");
  }

  private static Reply created(String repository, String digest) {
    return Reply.of(201)
        .withHeader("Location", "/v2/" + repository + "/blobs/" + digest)
        .withHeader(CONTENT_DIGEST, digest);
  }

  /** With a state in the query, which a client has to send back as it is. */
  private static String location(String repository, String id) {
    return "/v2/" + repository + "/blobs/uploads/" + id + "?_state=a%2Fb%3D%3D";
  }

  private Reply blob(String repository, String digest) {
    return store
        .blob(repository, digest)
        .map(content -> content(content, "application/octet-stream", digest))
        .orElseGet(() -> Reply.error(404, "BLOB_UNKNOWN", "blob unknown to registry"));
  }

  private Reply manifest(Call call, String repository, String name) {
    if (call.method().equals("PUT")) {
      return putManifest(call, repository, name);
    }
    return store
        .manifest(repository, name)
        .map(found -> content(found.bytes(), found.type(), Store.digest(found.bytes())))
        .orElseGet(() -> Reply.error(404, "MANIFEST_UNKNOWN", "manifest unknown"));
  }

  private Reply putManifest(Call call, String repository, String name) {
    if (name.contains(":") && !name.equals(Store.digest(call.body()))) {
      return Reply.error(400, "DIGEST_INVALID", "provided digest did not match");
    }
    Matcher referenced = REFERENCED.matcher(new String(call.body(), StandardCharsets.UTF_8));
    while (referenced.find()) {
      if (store.blob(repository, referenced.group(1)).isEmpty()) {
        return Reply.error(400, "MANIFEST_BLOB_UNKNOWN", "blob unknown to registry");
      }
    }
    String digest =
        store.putManifest(repository, name, new Store.Document(call.contentType(), call.body()));
    return Reply.of(201)
        .withHeader("Location", "/v2/" + repository + "/manifests/" + digest)
        .withHeader(CONTENT_DIGEST, digest);
  }

  private static Reply content(byte[] content, String type, String digest) {
    return Reply.of(200)
        .withHeader("Content-Type", type)
        .withHeader(CONTENT_DIGEST, digest)
        .withBody(content);
  }

  private Reply tags(String repository) {
    String list =
        store.tags(repository).stream().map(t -> "\"" + t + "\"").collect(Collectors.joining(","));
    return Reply.of(200)
        .withHeader("Content-Type", "application/json")
        .withBody("{\"name\":\"" + repository + "\",\"tags\":[" + list + "]}");
  }
}
