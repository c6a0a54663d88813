package io.modelops.bundle.manifest;

import io.modelops.bundle.spi.HashAlgorithm;
import io.modelops.bundle.spi.Operation;
import io.modelops.bundle.value.BundlePath;
import io.modelops.bundle.value.Digest;
import io.modelops.bundle.value.ManifestContent;
import io.modelops.bundle.value.ManifestContent.FileEntry;
import io.modelops.bundle.value.ManifestContent.ModelEntry;
import io.modelops.bundle.value.Model;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** Reads the content of one document and verifies its version and its digests. */
final class DocumentReader {
  private static final Pattern VERSION = Pattern.compile("1\\.(0|[1-9][0-9]{0,8})");
  private static final Pattern SIZE = Pattern.compile("0|[1-9][0-9]{0,15}");

  private final StrictJson.Located document;
  private final Operation operation;

  DocumentReader(StrictJson.Located document, Operation operation) {
    this.document = document;
    this.operation = operation;
  }

  ManifestContent content() throws IOException {
    Json.Members root = members("$", document.value());
    checkVersion(root);
    Digest digest = bundleDigest(root);
    SortedMap<String, FileEntry> files = files(root);
    return ManifestContent.of(digest, models(root, files), files);
  }

  private void checkVersion(Json.Members root) throws IOException {
    Json version = root.map().get(JsonManifestFormat.SCHEMA_VERSION);
    boolean known = version instanceof Json.Text text && VERSION.matcher(text.text()).matches();
    if (!known) {
      throw wrong(
          "$.schema_version",
          version == null ? root : version,
          (version == null ? "is missing" : "is not one of \"1.0\", \"1.1\" and so on")
              + "; if the manifest is of a newer release, upgrade modelops-bundle");
    }
  }

  private Digest bundleDigest(Json.Members root) throws IOException {
    String claimed = text("$", root, JsonManifestFormat.BUNDLE_DIGEST);
    Map<String, Json> rest = new LinkedHashMap<>(root.map());
    rest.remove(JsonManifestFormat.BUNDLE_DIGEST);
    Digest digest = JsonText.digest(new Json.Members(rest), operation);
    return verified("$.bundle_digest", claimed, digest);
  }

  private static Digest verified(String path, String claimed, Digest digest) throws IOException {
    if (!claimed.equals(digest.toString())) {
      throw new IOException(
          "not a manifest of this format (the Python ancestor used another digest): "
              + path
              + " is "
              + BundlePath.quote(claimed)
              + ", but the document's content has "
              + digest);
    }
    return digest;
  }

  private SortedMap<String, FileEntry> files(Json.Members root) throws IOException {
    Json.Members node = members("$.files", member("$", root, JsonManifestFormat.FILES));
    try {
      BundlePath.checkAll(node.map().keySet());
    } catch (IllegalArgumentException e) {
      throw wrong("$.files", node, String.valueOf(e.getMessage()));
    }
    SortedMap<String, FileEntry> files = new TreeMap<>(BundlePath.ORDER);
    for (Map.Entry<String, Json> file : node.map().entrySet()) {
      operation.check();
      String path = "$.files[" + BundlePath.quote(file.getKey()) + "]";
      files.put(file.getKey(), file(path, members(path, file.getValue())));
    }
    return files;
  }

  private FileEntry file(String path, Json.Members node) throws IOException {
    String hex = text(path, node, JsonManifestFormat.SHA256);
    Json size = member(path, node, JsonManifestFormat.SIZE);
    String written = size instanceof Json.Numeral number ? number.text() : "";
    if (!SIZE.matcher(written).matches() || Long.parseLong(written) > JsonManifestFormat.MAX_SIZE) {
      throw wrong(path + ".size", size, "is not an integer from 0 to 2^53-1");
    }
    try {
      Digest digest = new Digest(HashAlgorithm.SHA_256.id(), hex);
      return new FileEntry(digest, Long.parseLong(written));
    } catch (IllegalArgumentException e) {
      throw wrong(path + ".sha256", node, String.valueOf(e.getMessage()));
    }
  }

  private SortedMap<String, ModelEntry> models(
      Json.Members root, SortedMap<String, FileEntry> files) throws IOException {
    Json.Members node = members("$.models", member("$", root, JsonManifestFormat.MODELS));
    SortedMap<String, ModelEntry> models = new TreeMap<>(BundlePath.ORDER);
    for (Map.Entry<String, Json> model : node.map().entrySet()) {
      operation.check();
      String path = "$.models[" + BundlePath.quote(model.getKey()) + "]";
      Json.Members value = members(path, model.getValue());
      models.put(model.getKey(), model(path, model.getKey(), value, files));
    }
    return models;
  }

  private ModelEntry model(
      String path, String id, Json.Members node, SortedMap<String, FileEntry> files)
      throws IOException {
    String className = text(path, node, JsonManifestFormat.CLASS);
    try {
      JsonManifestFormat.checkId(id);
      ClassName.check(className);
    } catch (IllegalArgumentException e) {
      throw wrong(path, node, String.valueOf(e.getMessage()));
    }
    SortedMap<String, String> hexByPath = filesOfModel(path, node, files);
    String claimed = text(path, node, JsonManifestFormat.DIGEST);
    Digest digest = JsonManifestFormat.modelDigest(className, hexByPath, operation);
    verified(path + ".digest", claimed, digest);
    ModelEntry entry = ModelEntry.of(className, List.copyOf(hexByPath.keySet()), digest);
    boolean function =
        node.map().get(JsonManifestFormat.KIND) instanceof Json.Text kind
            && kind.text().equals(JsonManifestFormat.FUNCTION);
    return function ? entry.withKind(Model.Kind.FUNCTION) : entry;
  }

  private SortedMap<String, String> filesOfModel(
      String path, Json.Members node, SortedMap<String, FileEntry> files) throws IOException {
    Json list = member(path, node, JsonManifestFormat.FILES);
    if (!(list instanceof Json.Items items)) {
      throw wrong(path + ".files", list, "is not an array");
    }
    SortedMap<String, String> hexByPath = new TreeMap<>(BundlePath.ORDER);
    for (int i = 0; i < items.list().size(); i++) {
      Json item = items.list().get(i);
      String file = text(path + ".files[" + i + "]", item);
      FileEntry entry = files.get(file);
      if (entry == null || hexByPath.put(file, entry.digest().hex()) != null) {
        String fault = entry == null ? " is not among the files" : " is listed twice";
        throw wrong(path + ".files[" + i + "]", item, BundlePath.quote(file) + fault);
      }
    }
    return hexByPath;
  }

  private Json member(String path, Json.Members node, String name) throws IOException {
    Json member = node.map().get(name);
    if (member == null) {
      throw wrong(path + "." + name, node, "is missing");
    }
    return member;
  }

  private String text(String path, Json.Members node, String name) throws IOException {
    return text(path + "." + name, member(path, node, name));
  }

  private String text(String path, Json value) throws IOException {
    if (value instanceof Json.Text text) {
      return text.text();
    }
    throw wrong(path, value, "is not a string");
  }

  private Json.Members members(String path, Json value) throws IOException {
    if (value instanceof Json.Members members) {
      return members;
    }
    throw wrong(path, value, "is not an object");
  }

  private IOException wrong(String path, Json at, String message) {
    return new IOException(path + " " + message + document.place(at));
  }
}
