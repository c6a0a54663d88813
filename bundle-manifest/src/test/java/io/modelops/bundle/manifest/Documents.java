package io.modelops.bundle.manifest;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.modelops.bundle.spi.ManifestFormat.Entry;
import io.modelops.bundle.spi.Operation;
import io.modelops.bundle.value.Digest;
import io.modelops.bundle.value.ManifestContent.FileEntry;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Documents for tests of the reader. */
final class Documents {
  static final JsonManifestFormat FORMAT = new JsonManifestFormat();
  static final String HEX = "0123456789abcdef".repeat(4);

  private Documents() {}

  /** One model {@code m}, with one file {@code a/x.py} of three bytes, and a file {@code b}. */
  static String valid() {
    return new String(
        FORMAT.write(
            Map.of("m", new Entry("a.x:B", List.of("a/x.py"))),
            Map.of("a/x.py", file(3), "b", file(0))),
        UTF_8);
  }

  static FileEntry file(long size) {
    return new FileEntry(new Digest("sha256", HEX), size);
  }

  /** The valid document with one edit, and the bundle digest that it then has. */
  static byte[] edited(String from, String to) throws IOException {
    String valid = valid();
    if (!valid.contains(from)) {
      throw new IllegalArgumentException(from);
    }
    return sealed(valid.replace(from, to));
  }

  static StrictJson.Located read(byte[] document) throws IOException {
    return StrictJson.read(document, Operation.unobserved());
  }

  static StrictJson.Located read(String document) throws IOException {
    return read(document.getBytes(UTF_8));
  }

  /** A document with its bundle digest put right. */
  static byte[] sealed(String document) throws IOException {
    Json.Members root = (Json.Members) read(document).value();
    Map<String, Json> rest = new LinkedHashMap<>(root.map());
    rest.remove("bundle_digest");
    String digest = JsonText.digest(new Json.Members(rest), Operation.unobserved()).toString();
    return document.replaceFirst("(\"bundle_digest\": \")[^\"]*", "$1" + digest).getBytes(UTF_8);
  }
}
