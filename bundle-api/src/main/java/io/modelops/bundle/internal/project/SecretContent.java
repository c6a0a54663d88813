package io.modelops.bundle.internal.project;

import io.modelops.bundle.internal.files.RegularFiles;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Tells private keys by their first bytes, whatever the file's name is. */
public final class SecretContent {
  private static final int MAX_LOOK = 4096;
  private static final String BEGIN = "-----BEGIN ";
  private static final String PRIVATE_KEY = "PRIVATE KEY";

  /** How the first line, or one soon after it, begins. */
  private static final List<String> LINES =
      List.of("PuTTY-User-Key-File-", "AGE-SECRET-KEY-1", "openssh-key-v1");

  /** Java's key stores, as numbers: JKS and JCEKS. */
  private static final List<Integer> MAGIC = List.of(0xfeedfeed, 0xcececece);

  private SecretContent() {}

  /** Whether a file of a project looks like a secret; what cannot be read does not. */
  public static boolean isIn(Path root, String path) throws IOException {
    if (!Files.isReadable(root.resolve(path))) {
      return false;
    }
    try (InputStream in = RegularFiles.open(root, root.relativize(root.resolve(path)))) {
      return isSecret(in.readNBytes(MAX_LOOK));
    }
  }

  static boolean isSecret(byte[] start) {
    if (start.length >= Integer.BYTES && MAGIC.contains(ByteBuffer.wrap(start).getInt())) {
      return true;
    }
    String text = new String(start, StandardCharsets.UTF_8).replace("\uFEFF", "");
    return text.lines().map(String::strip).anyMatch(SecretContent::isKeyLine)
        || (text.stripLeading().startsWith("{") && isKeyMember(text));
  }

  private static boolean isKeyLine(String line) {
    return isPrivateKeyHeader(line) || LINES.stream().anyMatch(line::startsWith);
  }

  /** A PEM or PGP header, as of RFC 7468 and its ancestors. */
  private static boolean isPrivateKeyHeader(String line) {
    return line.startsWith(BEGIN) && line.contains(PRIVATE_KEY) && line.endsWith("-----");
  }

  /** A key in JSON, as cloud providers hand them out. */
  private static boolean isKeyMember(String json) {
    int member = json.indexOf("\"private_key\"");
    int begin = member < 0 ? -1 : json.indexOf(BEGIN, member);
    return begin >= 0 && json.indexOf(PRIVATE_KEY, begin) >= 0;
  }
}
