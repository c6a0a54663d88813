package io.modelops.bundle.registry.testing;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a {@link TestRegistry} holds. */
final class Store {
  /**
   * @param type the media type it was put with
   */
  @SuppressWarnings("ArrayRecordComponent") // kept and served as it is
  record Document(String type, byte[] bytes) {
    private static final Pattern TYPE = Pattern.compile("\"artifactType\":\"([^\"]*)\"");

    private static final Pattern CONFIG =
        Pattern.compile("\"config\":\\{[^}]*\"mediaType\":\"([^\"]*)\"");

    private static final Pattern LAYERS = Pattern.compile("\"layers\":\\[.*?\\]");

    private static final Pattern ANNOTATIONS = Pattern.compile("\"annotations\":\\{[^}]*\\}");

    boolean says(String pattern) {
      return Pattern.compile(pattern).matcher(text()).find();
    }

    String artifactType() {
      Matcher found = TYPE.matcher(text());
      Matcher config = CONFIG.matcher(text());
      return found.find() ? found.group(1) : config.find() ? config.group(1) : "";
    }

    /** The member with its name and a comma; empty if there is none. */
    String annotations() {
      Matcher found = ANNOTATIONS.matcher(LAYERS.matcher(text()).replaceAll(""));
      return found.find() ? found.group() + "," : "";
    }

    private String text() {
      return new String(bytes, StandardCharsets.UTF_8);
    }
  }

  private final Map<String, byte[]> blobs = new ConcurrentSkipListMap<>();
  private final Map<String, Document> manifests = new ConcurrentSkipListMap<>();
  private final Map<String, String> tags = new ConcurrentSkipListMap<>();
  private final Map<String, byte[]> sessions = new ConcurrentHashMap<>();
  private final AtomicLong ids = new AtomicLong();

  static String digest(byte[] content) {
    try {
      return "sha256:"
          + HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  Optional<byte[]> blob(String repository, String digest) {
    return Optional.ofNullable(blobs.get(repository + "@" + digest));
  }

  Set<String> blobs(String repository) {
    Set<String> digests = new TreeSet<>();
    blobs.keySet().stream()
        .filter(key -> key.startsWith(repository + "@"))
        .forEach(key -> digests.add(key.substring(repository.length() + 1)));
    return digests;
  }

  void putBlob(String repository, byte[] content) {
    blobs.put(repository + "@" + digest(content), content);
  }

  boolean removeBlob(String repository, String digest) {
    return blobs.remove(repository + "@" + digest) != null;
  }

  /** A tag alone, or a manifest with its tags. */
  boolean removeManifest(String repository, String name) {
    if (!name.contains(":")) {
      return tags.remove(repository + ":" + name) != null;
    }
    tags.entrySet()
        .removeIf(e -> e.getKey().startsWith(repository + ":") && e.getValue().equals(name));
    return manifests.remove(repository + "@" + name) != null;
  }

  /** By digest. */
  Map<String, Document> manifests(String repository) {
    Map<String, Document> found = new TreeMap<>();
    manifests.forEach(
        (key, document) -> {
          if (key.startsWith(repository + "@")) {
            found.put(key.substring(repository.length() + 1), document);
          }
        });
    return found;
  }

  String open() {
    String id = "upload-" + ids.incrementAndGet();
    sessions.put(id, new byte[0]);
    return id;
  }

  Optional<byte[]> session(String id) {
    return Optional.ofNullable(sessions.get(id));
  }

  void fill(String id, byte[] content) {
    byte[] unused =
        sessions.replace(id, content); // a session that is called off meanwhile stays so
  }

  boolean close(String id) {
    return sessions.remove(id) != null;
  }

  Set<String> sessions() {
    return new TreeSet<>(sessions.keySet());
  }

  /** By tag or digest. */
  Optional<Document> manifest(String repository, String name) {
    String digest = tags.getOrDefault(repository + ":" + name, name);
    return Optional.ofNullable(manifests.get(repository + "@" + digest));
  }

  String putManifest(String repository, String name, Document document) {
    String digest = digest(document.bytes());
    manifests.put(repository + "@" + digest, document);
    if (!name.contains(":")) {
      tags.put(repository + ":" + name, digest);
    }
    return digest;
  }

  List<String> tags(String repository) {
    return tags.keySet().stream()
        .filter(key -> key.startsWith(repository + ":"))
        .map(key -> key.substring(repository.length() + 1))
        .toList();
  }
}
