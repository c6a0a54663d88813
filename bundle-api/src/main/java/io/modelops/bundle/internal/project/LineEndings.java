package io.modelops.bundle.internal.project;

import io.modelops.bundle.value.ManifestContent.FileEntry;
import java.util.function.Function;

/** Whether a text differs from another one in its line endings only, as git may change them. */
final class LineEndings {
  /** Longer files are taken to differ in more. */
  static final int MAX_BYTES = 16 << 20;

  private LineEndings() {}

  /**
   * Compares a content with what is known of the other. A content with a zero byte is no text.
   *
   * @param hash makes an entry of a content
   */
  static boolean alone(byte[] content, FileEntry other, Function<byte[], FileEntry> hash) {
    int feeds = 0;
    int pairs = 0;
    for (int i = 0; i < content.length; i++) {
      if (content[i] == 0) {
        return false;
      }
      if (content[i] == '\n') {
        feeds++;
        pairs += i > 0 && content[i - 1] == '\r' ? 1 : 0;
      }
    }
    return matches(content, content.length - pairs, false, other, hash)
        || matches(content, content.length - pairs + feeds, true, other, hash);
  }

  private static boolean matches(
      byte[] content, int size, boolean pairs, FileEntry other, Function<byte[], FileEntry> hash) {
    if (size != other.size()) {
      return false;
    }
    byte[] text = new byte[size];
    int end = 0;
    for (int i = 0; i < content.length; i++) {
      boolean feed = content[i] == '\n';
      boolean ending = content[i] == '\r' && i + 1 < content.length && content[i + 1] == '\n';
      if (feed && pairs) {
        text[end++] = '\r';
      }
      if (!ending) {
        text[end++] = content[i];
      }
    }
    return hash.apply(text).equals(other);
  }
}
