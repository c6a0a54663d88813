package io.modelops.bundle.registry.tar;

import static io.modelops.bundle.registry.tar.TarException.require;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The records of a PAX extended header: {@code LENGTH KEYWORD=VALUE\n}. Those of owners, times and
 * attributes are passed over; one of an unknown meaning is refused, as it may change what the
 * content is.
 */
final class PaxRecords {
  private static final String PATH = "path";
  private static final String SIZE = "size";
  private static final Set<String> WITHOUT_EFFECT =
      Set.of("atime", "ctime", "mtime", "uid", "gid", "uname", "gname", "comment");
  private static final List<String> ATTRIBUTES =
      List.of("SCHILY.xattr.", "SCHILY.acl.", "LIBARCHIVE.", "RHT.security.");

  private final Map<String, byte[]> values = new HashMap<>();

  static PaxRecords of(byte[] content) throws IOException {
    PaxRecords records = new PaxRecords();
    for (int at = 0; at < content.length; ) {
      at = records.read(content, at);
    }
    return records;
  }

  private int read(byte[] content, int start) throws IOException {
    int space = indexOf(content, (byte) ' ', start, start + 8);
    String digits = new String(content, start, space - start, StandardCharsets.US_ASCII);
    require(digits.matches("[1-9][0-9]*"), "a PAX record has a length that is none");
    long end = start + Long.parseLong(digits);
    require(end > space + 1 && end <= content.length, "a PAX record has a wrong length");
    require(content[(int) end - 1] == '\n', "a PAX record does not end where it should");
    int equals = indexOf(content, (byte) '=', space + 1, (int) end);
    String keyword = TarBlock.utf8(Arrays.copyOfRange(content, space + 1, equals));
    if (keyword.equals(PATH) || keyword.equals(SIZE)) {
      byte[] value = Arrays.copyOfRange(content, equals + 1, (int) end - 1);
      require(values.put(keyword, value) == null, "there are two PAX records of the " + keyword);
    } else {
      boolean known =
          WITHOUT_EFFECT.contains(keyword) || ATTRIBUTES.stream().anyMatch(keyword::startsWith);
      require(known, "there is a PAX record of an unknown kind");
    }
    return (int) end;
  }

  private static int indexOf(byte[] content, byte wanted, int from, int end) throws IOException {
    int at = from;
    while (at < Math.min(end, content.length) && content[at] != wanted) {
      at++;
    }
    require(at < Math.min(end, content.length), "there is a PAX record that is none");
    return at;
  }

  /** Null if there is none. */
  @Nullable String path() throws IOException {
    byte[] path = values.get(PATH);
    return path == null ? null : TarBlock.utf8(path);
  }

  /** The given one if there is none. */
  long size(long given) throws IOException {
    byte[] size = values.get(SIZE);
    if (size == null) {
      return given;
    }
    String digits = new String(size, StandardCharsets.US_ASCII);
    require(digits.matches("[0-9]{1,18}"), "a PAX record has a size that is none");
    return Long.parseLong(digits);
  }

  /** Whether entries are as they are without these records. */
  boolean isWithoutEffect() {
    return values.isEmpty();
  }
}
