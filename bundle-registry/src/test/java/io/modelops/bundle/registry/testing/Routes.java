package io.modelops.bundle.registry.testing;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The distribution protocol without any network: request in, reply out. */
final class Routes {
  /** A request, read to its end. */
  @SuppressWarnings("ArrayRecordComponent") // lives as long as the request
  record Call(
      String method,
      String path,
      Map<String, String> query,
      UnaryOperator<String> header,
      byte[] body) {}

  private static final Pattern UPLOAD = Pattern.compile("/v2/(.+)/blobs/uploads/([^/]*)");
  private static final Pattern BLOB = Pattern.compile("/v2/(.+)/blobs/([^/]+)");
  private static final Pattern MANIFEST = Pattern.compile("/v2/(.+)/manifests/([^/]+)");
  private static final Pattern REFERRERS = Pattern.compile("/v2/(.+)/referrers/([^/]+)");
  private static final Pattern RANGE = Pattern.compile("bytes=([0-9]+)-[0-9]*");
  private static final Pattern TAGS = Pattern.compile("/v2/(.+)/tags/list");
  private static final Pattern REFERENCED =
      Pattern.compile("\"digest\"\\s*:\\s*\"(sha256:[0-9a-f]{64})\"");
  private static final int MAX_PAGE = 2;
  private static final String CONTENT_DIGEST = "Docker-Content-Digest";

  private final Store store;
  private final Set<Feature> features = ConcurrentHashMap.newKeySet();

  Routes(Store store) {
    this.store = store;
  }

  void add(Feature feature) {
    features.add(feature);
  }

  Reply reply(Call call) {
    Matcher upload = UPLOAD.matcher(call.path());
    Matcher blob = BLOB.matcher(call.path());
    Matcher manifest = MANIFEST.matcher(call.path());
    Matcher tags = TAGS.matcher(call.path());
    Matcher referrers = REFERRERS.matcher(call.path());
    if (call.path().equals("/v2/")) {
      return Reply.of(200).withBody("{}");
    } else if (upload.matches()) {
      return upload(call, upload.group(1), upload.group(2));
    } else if (blob.matches()) {
      return blob(call, blob.group(1), blob.group(2));
    } else if (manifest.matches()) {
      return manifest(call, manifest.group(1), manifest.group(2));
    } else if (tags.matches()) {
      return tags(call, tags.group(1));
    } else if (referrers.matches() && features.contains(Feature.REFERRERS)) {
      return referrers(referrers.group(1), referrers.group(2));
    }
    return Reply.error(404, "UNSUPPORTED", "no such path");
  }

  private Reply upload(Call call, String repository, String id) {
    return switch (call.method()) {
      case "POST" -> start(call, repository);
      case "PATCH" -> append(call, repository, id);
      case "PUT" -> finish(call, repository, id);
      case "DELETE" -> store.close(id) ? Reply.of(204) : lost();
      case "GET" ->
          store.session(id).map(c -> progress(204, repository, id, c)).orElseGet(Routes::lost);
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
    String range = call.header().apply("Content-Range");
    if (!range.isEmpty() && !range.startsWith(before.get().length + "-")) {
      return progress(416, repository, id, before.get());
    }
    byte[] whole = Arrays.copyOf(before.get(), before.get().length + call.body().length);
    System.arraycopy(call.body(), 0, whole, before.get().length, call.body().length);
    store.fill(id, whole);
    return progress(202, repository, id, whole);
  }

  /** A request whose connection broke within the body. */
  void keep(Call call) {
    Matcher upload = UPLOAD.matcher(call.path());
    if (!features.contains(Feature.KEEPS_BROKEN_PARTS) || !upload.matches()) {
      return;
    }
    boolean follows =
        !call.header().apply("Content-Range").isEmpty()
            || store.session(upload.group(2)).filter(before -> before.length == 0).isPresent();
    if (follows) {
      Reply unused = append(call, upload.group(1), upload.group(2));
    }
  }

  private static Reply progress(int status, String repository, String id, byte[] content) {
    return Reply.of(status)
        .withHeader("Location", location(repository, id))
        .withHeader("Range", "0-" + Math.max(0, content.length - 1));
  }

  private Reply finish(Call call, String repository, String id) {
    boolean ignored = features.contains(Feature.CONTENT_BY_PATCH_ONLY);
    if (!ignored && append(call, repository, id).status() == 404) {
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

  private Reply blob(Call call, String repository, String digest) {
    if (call.method().equals("DELETE")) {
      return store.removeBlob(repository, digest)
          ? Reply.of(202)
          : Reply.error(404, "BLOB_UNKNOWN", "blob unknown to registry");
    }
    return store
        .blob(repository, digest)
        .map(content -> ranged(call, content, digest))
        .orElseGet(() -> Reply.error(404, "BLOB_UNKNOWN", "blob unknown to registry"));
  }

  private Reply ranged(Call call, byte[] content, String digest) {
    Matcher range = RANGE.matcher(call.header().apply("Range"));
    Reply whole = content(content, "application/octet-stream", digest);
    if (!range.matches() || features.contains(Feature.NO_RANGES)) {
      return whole;
    }
    int from = Integer.parseInt(range.group(1));
    if (from >= content.length) {
      return Reply.of(416);
    }
    return whole
        .withStatus(206)
        .withHeader(
            "Content-Range", "bytes " + from + "-" + (content.length - 1) + "/" + content.length)
        .withBody(Arrays.copyOfRange(content, from, content.length));
  }

  private Reply manifest(Call call, String repository, String name) {
    if (call.method().equals("DELETE")) {
      return store.removeManifest(repository, name)
          ? Reply.of(202)
          : Reply.error(404, "MANIFEST_UNKNOWN", "manifest unknown");
    }
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
      String digest = referenced.group(1);
      boolean known =
          store.blob(repository, digest).isPresent()
              || store.manifest(repository, digest).isPresent();
      if (!known) {
        return Reply.error(400, "MANIFEST_BLOB_UNKNOWN", "blob unknown to registry");
      }
    }
    String put =
        store.putManifest(
            repository, name, new Store.Document(call.header().apply("Content-Type"), call.body()));
    return Reply.of(201)
        .withHeader("Location", "/v2/" + repository + "/manifests/" + put)
        .withHeader(CONTENT_DIGEST, put);
  }

  private static Reply content(byte[] content, String type, String digest) {
    return Reply.of(200)
        .withHeader("Content-Type", type)
        .withHeader(CONTENT_DIGEST, digest)
        .withBody(content);
  }

  private Reply tags(Call call, String repository) {
    String last = call.query().getOrDefault("last", "");
    int most = Integer.parseInt(call.query().getOrDefault("n", "1000"));
    List<String> rest = store.tags(repository).stream().filter(t -> t.compareTo(last) > 0).toList();
    List<String> page = rest.stream().limit(Math.min(most, MAX_PAGE)).toList();
    String list = page.stream().map(t -> "\"" + t + "\"").collect(Collectors.joining(","));
    Reply reply =
        Reply.of(200)
            .withHeader("Content-Type", "application/json")
            .withBody("{\"name\":\"" + repository + "\",\"tags\":[" + list + "]}");
    return page.size() == rest.size()
        ? reply
        : reply.withHeader(
            "Link",
            "</v2/"
                + repository
                + "/tags/list?n="
                + most
                + "&last="
                + page.get(page.size() - 1)
                + ">; rel=\"next\"");
  }

  private Reply referrers(String repository, String subject) {
    String list =
        store.manifests(repository).entrySet().stream()
            .filter(e -> e.getValue().says("\"subject\":\\{[^}]*" + subject))
            .map(e -> entry(e.getKey(), e.getValue()))
            .collect(Collectors.joining(","));
    return Reply.of(200)
        .withHeader("Content-Type", "application/vnd.oci.image.index.v1+json")
        .withBody("{\"schemaVersion\":2,\"manifests\":[" + list + "]}");
  }

  private static String entry(String digest, Store.Document manifest) {
    return "{\"mediaType\":\""
        + manifest.type()
        + "\",\"digest\":\""
        + digest
        + "\",\"size\":"
        + manifest.bytes().length
        + ","
        + manifest.annotations()
        + "\"artifactType\":\""
        + manifest.artifactType()
        + "\"}";
  }
}
