package io.modelops.bundle.manifest;

import io.modelops.bundle.spi.HashAlgorithm;
import io.modelops.bundle.spi.ManifestFormat;
import io.modelops.bundle.spi.Operation;
import io.modelops.bundle.value.BundlePath;
import io.modelops.bundle.value.Digest;
import io.modelops.bundle.value.ManifestContent;
import io.modelops.bundle.value.ManifestContent.FileEntry;
import io.modelops.bundle.value.Model;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * {@code manifest.json}, format 1.0. Its bytes are frozen: keys in the order of {@link #write},
 * maps and lists sorted by UTF-8 bytes, two spaces of indentation, line feeds, and the escapes of
 * Python's {@code json.dumps}. Digests are SHA-256 over the canonical JSON of RFC 8785. This class
 * is safe for use by several threads.
 */
public final class JsonManifestFormat implements ManifestFormat {
  static final String SCHEMA_VERSION = "schema_version";
  static final String BUNDLE_DIGEST = "bundle_digest";
  static final String MODELS = "models";
  static final String FILES = "files";
  static final String CLASS = "class";
  static final String KIND = "kind";

  /** The only kind that is written; what has none is a class. */
  static final String FUNCTION = "function";

  static final String DIGEST = "digest";
  static final String SHA256 = "sha256";
  static final String SIZE = "size";

  /** The largest integer that canonical JSON holds exactly. */
  static final long MAX_SIZE = (1L << 53) - 1;

  /** For hosts that choose their providers. {@code Providers.load()} finds this one by itself. */
  public JsonManifestFormat() {}

  @Override
  public String id() {
    return "manifest-json-1.0";
  }

  @Override
  public String mediaType() {
    return "application/vnd.modelops.bundle.manifest.v1+json";
  }

  @Override
  public String fileName() {
    return "manifest.json";
  }

  @Override
  public byte[] write(
      Map<String, Entry> models, Map<String, FileEntry> files, Operation operation) {
    BundlePath.checkAll(files.keySet());
    Json fileNodes = members(files, JsonManifestFormat::file, operation);
    Json modelNodes = members(models, (id, model) -> model(id, model, files, operation), operation);
    Map<String, Json> document = new LinkedHashMap<>();
    document.put(SCHEMA_VERSION, new Json.Text("1.0"));
    document.put(MODELS, modelNodes);
    document.put(FILES, fileNodes);
    Digest digest = JsonText.digest(new Json.Members(document), operation);
    document.keySet().removeAll(List.of(MODELS, FILES));
    document.put(BUNDLE_DIGEST, new Json.Text(digest.toString()));
    document.put(MODELS, modelNodes);
    document.put(FILES, fileNodes);
    byte[] bytes = JsonText.document(new Json.Members(document), operation);
    if (bytes.length > JsonText.MAX_BYTES) {
      throw new IllegalArgumentException(
          "the manifest has " + bytes.length + " bytes; the most is " + JsonText.MAX_BYTES);
    }
    return bytes;
  }

  @Override
  public ManifestContent read(byte[] document, Operation operation) throws IOException {
    return new DocumentReader(StrictJson.read(document, operation), operation).content();
  }

  /** The digest of a model: of its class name and the hashes of its files by path. */
  static Digest modelDigest(
      String className, SortedMap<String, String> hexByPath, Operation operation) {
    Map<String, Json> files = new LinkedHashMap<>();
    hexByPath.forEach((path, hex) -> files.put(path, new Json.Text(hex)));
    Map<String, Json> model = new LinkedHashMap<>();
    model.put(CLASS, new Json.Text(className));
    model.put(FILES, new Json.Members(files));
    return JsonText.digest(new Json.Members(model), operation);
  }

  /**
   * Checks the id of a model, which may be any text without invisible characters.
   *
   * @throws IllegalArgumentException if it is empty, too long or has invisible characters
   */
  static void checkId(String id) {
    if (id.isEmpty() || !BundlePath.quote(id).equals("'" + id + "'")) {
      throw new IllegalArgumentException(
          "model id " + BundlePath.quote(id) + " is empty, too long or has invisible characters");
    }
  }

  private static Json model(
      String id, Entry model, Map<String, FileEntry> files, Operation operation) {
    checkId(id);
    SortedMap<String, String> hexByPath = new TreeMap<>(BundlePath.ORDER);
    for (String path : model.files()) {
      FileEntry file = files.get(path);
      if (file == null) {
        throw new IllegalArgumentException(
            "file " + BundlePath.quote(path) + " of model " + id + " is not among the files");
      }
      hexByPath.put(path, file.digest().hex());
    }
    String className = ClassName.check(model.className());
    Map<String, Json> node = new LinkedHashMap<>();
    node.put(CLASS, new Json.Text(className));
    if (model.kind() == Model.Kind.FUNCTION) {
      node.put(KIND, new Json.Text(FUNCTION));
    }
    node.put(FILES, new Json.Items(texts(hexByPath), Json.NOWHERE));
    node.put(DIGEST, new Json.Text(modelDigest(className, hexByPath, operation).toString()));
    return new Json.Members(node);
  }

  private static List<Json> texts(SortedMap<String, String> paths) {
    return paths.keySet().stream().<Json>map(Json.Text::new).toList();
  }

  private static Json file(String path, FileEntry file) {
    if (!file.digest().algorithm().equals(HashAlgorithm.SHA_256.id())) {
      throw new IllegalArgumentException(
          "format 1.0 takes sha256 only, not " + file.digest() + " of " + BundlePath.quote(path));
    }
    if (file.size() > MAX_SIZE) {
      throw new IllegalArgumentException(
          "size of " + BundlePath.quote(path) + " is above 2^53-1: " + file.size());
    }
    Map<String, Json> node = new LinkedHashMap<>();
    node.put(SHA256, new Json.Text(file.digest().hex()));
    node.put(SIZE, new Json.Numeral(Long.toString(file.size()), Json.NOWHERE));
    return new Json.Members(node);
  }

  private interface Node<V> {
    Json of(String key, V value);
  }

  private static <V> Json members(Map<String, V> values, Node<V> node, Operation operation) {
    SortedMap<String, Json> members = new TreeMap<>(BundlePath.ORDER);
    values.forEach(
        (key, value) -> {
          operation.check();
          members.put(key, node.of(key, value));
        });
    return new Json.Members(members);
  }
}
