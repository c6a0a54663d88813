package io.modelops.bundle.value;

import java.io.Serializable;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where a bundle is kept: a registry or an OCI image layout. Grammar: {@code
 * host[:port]/repository[:tag|@algorithm:hex]} and {@code oci:DIRECTORY[:tag]}.
 */
public sealed interface Reference extends Serializable {
  String DEFAULT_TAG = "latest";

  /**
   * Reads a reference. A registry's host has a dot or a port or is {@code localhost}; no registry
   * is assumed. The tag of a layout follows the last colon after the last separator; a single
   * letter before a colon is a drive, so a directory of that name is written {@code oci:./d:v1}.
   *
   * @throws IllegalArgumentException saying what is wrong and how a reference looks; user names and
   *     passwords are refused without being repeated
   */
  static Reference parse(String text) {
    return text.startsWith("oci:") ? Layout.of(text.substring(4)) : Registry.of(text);
  }

  /** The reference as {@link #parse} reads it, with the tag written out. */
  @Override
  String toString();

  /**
   * A repository of a registry.
   *
   * @param host with the port, if one is named
   * @param tag null only if there is a digest
   * @param digest null if the reference goes by tag
   */
  record Registry(String host, String repository, @Nullable String tag, @Nullable Digest digest)
      implements Reference {
    private static final Pattern HOST =
        Pattern.compile(
            "(localhost|[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?"
                + "(\\.[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?)*|\\[[0-9A-Fa-f:.]+])(:(?<port>[0-9]{1,5}))?");
    private static final Pattern REPOSITORY =
        Pattern.compile("[a-z0-9]+((\\.|_|__|-+)[a-z0-9]+)*(/[a-z0-9]+((\\.|_|__|-+)[a-z0-9]+)*)*");
    private static final Pattern TAG = Pattern.compile("[a-zA-Z0-9_][a-zA-Z0-9._-]{0,127}");
    private static final Pattern REST =
        Pattern.compile("(?<name>[^:@]*)(:(?<tag>[^@]*))?(@(?<digest>.*))?", Pattern.DOTALL);

    public Registry {
      require(host.length() + repository.length() < 255, "name is longer than 254", repository);
      require(isHost(host), "no registry host (a name with a dot or a port, or localhost)", host);
      require(REPOSITORY.matcher(repository).matches(), "not a repository name", repository);
      require(tag != null || digest != null, "neither tag nor digest", repository);
      require(tag == null || digest == null, "both tag and digest", repository);
      require(tag == null || TAG.matcher(tag).matches(), "not a tag", String.valueOf(tag));
    }

    private static Registry of(String text) {
      if (text.indexOf('?') >= 0) { // after which secrets are written, so it is not repeated
        throw new IllegalArgumentException("a reference has no query: it ends before the '?'");
      }
      if (text.contains("://")) {
        throw wrong("a reference has no scheme", text.replaceFirst("(?s)//.*", "//"));
      }
      int slash = text.indexOf('/');
      int at = text.indexOf('@');
      if (at >= 0 && (slash < 0 || at < slash)) {
        throw new IllegalArgumentException(
            "a reference holds no user name or password; log in to the registry instead");
      }
      require(slash > 0, "no registry host before the repository", text);
      Matcher rest = REST.matcher(text.substring(slash + 1));
      require(rest.matches(), "not a reference", text);
      String digest = rest.group("digest");
      String tag = rest.group("tag");
      return new Registry(
          text.substring(0, slash),
          rest.group("name"),
          tag == null && digest == null ? DEFAULT_TAG : tag,
          digest == null ? null : Digest.parse(digest));
    }

    private static boolean isHost(String host) {
      Matcher matcher = HOST.matcher(host);
      return matcher.matches()
          && (host.equals("localhost") || host.indexOf('.') > 0 || host.indexOf(':') > 0)
          && (matcher.group("port") == null || Integer.parseInt(matcher.group("port")) <= 65_535);
    }

    @Override
    public String toString() {
      return host + "/" + repository + (tag != null ? ":" + tag : "@" + digest);
    }
  }

  /**
   * An OCI image layout directory.
   *
   * @param directory as given: a relative one counts from the working directory of the process
   */
  record Layout(Path directory, String tag) implements Reference {
    public Layout {
      require(Registry.TAG.matcher(tag).matches(), "not a tag", tag);
    }

    private static Layout of(String text) {
      int separator = Math.max(text.lastIndexOf('/'), text.lastIndexOf('\\'));
      int colon = text.lastIndexOf(':');
      boolean drive = colon == 1 && Character.isLetter(text.charAt(0));
      boolean tagged = colon > separator && !drive;
      String directory = tagged ? text.substring(0, colon) : text;
      require(!directory.isEmpty(), "no directory after oci:", "oci:" + text);
      try {
        return new Layout(Path.of(directory), tagged ? text.substring(colon + 1) : DEFAULT_TAG);
      } catch (InvalidPathException e) {
        throw wrong("not a directory name here (" + e.getReason() + ")", text);
      }
    }

    @Override
    public String toString() {
      return "oci:" + directory + ":" + tag;
    }

    private Object writeReplace() {
      return new WrittenReference(toString()); // as a path cannot be serialised
    }
  }

  private static void require(boolean holds, String fault, String text) {
    if (!holds) {
      throw wrong(fault, text);
    }
  }

  private static IllegalArgumentException wrong(String fault, String text) {
    return new IllegalArgumentException(
        fault
            + ": "
            + BundlePath.quote(text)
            + "; a reference is host[:port]/repository[:tag|@sha256:...] or oci:DIRECTORY[:tag]");
  }
}
