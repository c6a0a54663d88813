package io.modelops.bundle.value;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What follows the scheme of a reference to a file or directory: {@code PATH[:tag|@algorithm:hex]}.
 *
 * @param tag null only if there is a digest
 */
record PathAndTag(String path, @Nullable String tag, @Nullable Digest digest) {
  /** An {@code @} that begins nothing of this form belongs to the path. */
  private static final Pattern DIGEST = Pattern.compile("(?s)(.*)@(sha[0-9]+:.*)");

  static PathAndTag of(String text) {
    Matcher digest = DIGEST.matcher(text);
    if (digest.matches() && digest.group(2).indexOf('/') < 0) {
      PathAndTag rest = tagged(digest.group(1));
      if (rest.tag != null) {
        throw new IllegalArgumentException("both tag and digest: " + BundlePath.quote(text));
      }
      return new PathAndTag(rest.path, null, Digest.parse(digest.group(2)));
    }
    PathAndTag rest = tagged(text);
    return rest.tag != null ? rest : new PathAndTag(rest.path, Reference.DEFAULT_TAG, null);
  }

  /**
   * The path.
   *
   * @param what it names, for the message
   */
  Path toPath(String what) {
    try {
      return Path.of(path);
    } catch (InvalidPathException e) {
      throw new IllegalArgumentException(
          "not a " + what + " name here (" + e.getReason() + "): " + BundlePath.quote(path), e);
    }
  }

  /** The tag is null where none is written. */
  private static PathAndTag tagged(String text) {
    int separator = Math.max(text.lastIndexOf('/'), text.lastIndexOf('\\'));
    int colon = text.lastIndexOf(':');
    boolean drive = colon == 1 && Character.isLetter(text.charAt(0));
    return colon > separator && !drive
        ? new PathAndTag(text.substring(0, colon), text.substring(colon + 1), null)
        : new PathAndTag(text, null, null);
  }
}
