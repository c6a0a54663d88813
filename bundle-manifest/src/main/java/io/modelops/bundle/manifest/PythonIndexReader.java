package io.modelops.bundle.manifest;

import io.modelops.bundle.spi.HashAlgorithm;
import io.modelops.bundle.spi.Operation;
import io.modelops.bundle.value.BundlePath;
import io.modelops.bundle.value.Digest;
import io.modelops.bundle.value.ManifestContent.FileEntry;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads the files of one index of the Python tool. */
record PythonIndexReader(StrictJson.Located document, Operation operation) {
  private static final String VERSION = "1.0";

  /** The Python tool's own manifest is another document, whose place is taken by ours. */
  private static final String RESERVED = "manifest.json";

  Map<String, FileEntry> files() throws IOException {
    Json.Members root = members("$", document.value());
    if (!text(root, "version").equals(VERSION)) {
      throw wrong("$.version", root, "is not \"" + VERSION + "\"");
    }
    Map<String, FileEntry> files = new LinkedHashMap<>();
    for (Map.Entry<String, Json> file :
        members("$.files", root.map().get("files")).map().entrySet()) {
      operation.check();
      String where = "$.files[" + BundlePath.quote(file.getKey()) + "]";
      Json.Members entry = members(where, file.getValue());
      if (!text(entry, "path").equals(file.getKey())) {
        throw wrong(where + ".path", entry, "is another path");
      }
      files.put(file.getKey(), file(where, entry));
    }
    files.remove(RESERVED);
    return files;
  }

  private FileEntry file(String where, Json.Members entry) throws IOException {
    String size = entry.map().get("size") instanceof Json.Numeral number ? number.text() : "";
    if (!size.matches("0|[1-9][0-9]{0,15}")) {
      throw wrong(where + ".size", entry, "is not an integer from 0 to 2^53-1");
    }
    try {
      Digest digest = Digest.parse(text(entry, "digest"));
      if (!digest.algorithm().equals(HashAlgorithm.SHA_256.id())) {
        throw wrong(where + ".digest", entry, "is not of sha256");
      }
      return new FileEntry(digest, Long.parseLong(size));
    } catch (IllegalArgumentException e) {
      throw wrong(where + ".digest", entry, String.valueOf(e.getMessage()));
    }
  }

  private static String text(Json.Members node, String name) {
    return node.map().get(name) instanceof Json.Text text ? text.text() : "";
  }

  private Json.Members members(String where, @Nullable Json value) throws IOException {
    if (value instanceof Json.Members members) {
      return members;
    }
    throw wrong(where, document.value(), "is not an object");
  }

  private IOException wrong(String where, Json at, String message) {
    return new IOException(where + " " + message + document.place(at));
  }
}
