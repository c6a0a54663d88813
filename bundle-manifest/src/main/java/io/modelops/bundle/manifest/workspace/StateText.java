package io.modelops.bundle.manifest.workspace;

import io.modelops.bundle.spi.HashAlgorithm;
import io.modelops.bundle.value.BundlePath;
import io.modelops.bundle.value.Digest;
import io.modelops.bundle.value.ManifestContent;
import io.modelops.bundle.value.ManifestContent.FileEntry;
import io.modelops.bundle.value.ManifestContent.ModelEntry;
import io.modelops.bundle.value.Model;
import io.modelops.bundle.value.WorkspaceState;
import io.modelops.bundle.value.WorkspaceState.Synced;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Map;

/**
 * The text of a state: lines of UTF-8 with fields separated by tabs. No path or reference has a
 * tab.
 *
 * <pre>
 * modelops-bundle state 1
 * checksum  sha256:...       of everything after this line
 * registry  REFERENCE
 * remote    REFERENCE  DIGEST   of an earlier sync with another reference
 * synced    REFERENCE  DIGEST  BUNDLE-DIGEST
 * file      DIGEST  SIZE  PATH
 * model     DIGEST  CLASS  ID
 * uses      PATH             of the model above
 * tracked
 * PATH
 * </pre>
 *
 * The tracked paths are the last part, one path a line. A user who edits them deletes the line with
 * the checksum.
 */
final class StateText {
  static final String HEADER = "modelops-bundle state ";
  static final int VERSION = 1;
  static final int MAX_BYTES = 256 << 20;

  /** The keywords of models, by what they name. */
  static final String MODEL = "model";

  static final String FUNCTION = "function";

  private StateText() {}

  /**
   * Writes a state.
   *
   * @throws IOException if a field has a control character or the text is too large
   */
  static byte[] write(WorkspaceState state) throws IOException {
    StringBuilder body = new StringBuilder();
    if (state.registry() != null) {
      line(body, "registry", state.registry());
    }
    Synced synced = state.synced();
    for (Map.Entry<String, Digest> remote : state.remotes().entrySet()) {
      if (synced == null || !synced.reference().toString().equals(remote.getKey())) {
        line(body, "remote", remote.getKey(), remote.getValue().toString());
      }
    }
    if (synced != null) {
      synced(body, synced);
    }
    line(body, "tracked");
    for (String path : state.tracked()) {
      line(body, path);
    }
    byte[] content = body.toString().getBytes(StandardCharsets.UTF_8);
    StringBuilder head = new StringBuilder();
    line(head, HEADER + VERSION);
    line(head, "checksum", checksum(ByteBuffer.wrap(content)).toString());
    byte[] start = head.toString().getBytes(StandardCharsets.UTF_8);
    if (content.length > MAX_BYTES - start.length) {
      throw new IOException("the state would have more than " + MAX_BYTES + " bytes");
    }
    return ByteBuffer.allocate(start.length + content.length).put(start).put(content).array();
  }

  private static void synced(StringBuilder body, Synced synced) throws IOException {
    ManifestContent content = synced.content();
    line(
        body,
        "synced",
        synced.reference().toString(),
        synced.digest().toString(),
        content.bundleDigest().toString());
    for (Map.Entry<String, FileEntry> file : content.files().entrySet()) {
      FileEntry entry = file.getValue();
      line(body, "file", entry.digest().toString(), Long.toString(entry.size()), file.getKey());
    }
    for (Map.Entry<String, ModelEntry> model : content.models().entrySet()) {
      ModelEntry entry = model.getValue();
      String kind = entry.kind() == Model.Kind.FUNCTION ? FUNCTION : MODEL;
      line(body, kind, entry.digest().toString(), entry.className(), model.getKey());
      for (String path : entry.files()) {
        line(body, "uses", path);
      }
    }
  }

  private static void line(StringBuilder to, String... fields) throws IOException {
    for (int i = 0; i < fields.length; i++) {
      String field = fields[i];
      for (int at = 0; at < field.length(); at++) {
        if (Character.isISOControl(field.charAt(at))) {
          throw new IOException(BundlePath.quote(field) + " has a control character");
        }
      }
      to.append(i == 0 ? "" : "\t").append(field);
    }
    to.append('\n');
  }

  static Digest checksum(ByteBuffer content) {
    HashAlgorithm.Hasher hasher = HashAlgorithm.SHA_256.newHasher();
    hasher.update(content);
    return new Digest(HashAlgorithm.SHA_256.id(), HexFormat.of().formatHex(hasher.digest()));
  }
}
