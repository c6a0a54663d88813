package io.modelops.bundle.value;

import java.io.Serializable;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where a bundle is kept: a registry, an OCI image layout, an archive of one, or a place of another
 * kind. Grammar: {@code host[:port]/repository[:tag|@algorithm:hex]}, {@code
 * oci:DIRECTORY[:tag|@algorithm:hex]} and {@code oci-archive:FILE[:tag|@algorithm:hex]}.
 */
public sealed interface Reference extends Serializable {
  String DEFAULT_TAG = "latest";

  /**
   * Reads a reference. A registry's host has a dot or a port or is {@code localhost}; no registry
   * is assumed. The tag of a layout or archive follows the last colon after the last separator; a
   * single letter before a colon is a drive, so a directory of that name is written {@code
   * oci:./d:v1}.
   *
   * @throws IllegalArgumentException saying what is wrong and how a reference looks; user names and
   *     passwords are refused without being repeated
   */
  static Reference parse(String text) {
    if (text.startsWith("oci://")) {
      throw wrong("a registry is written without oci://, a directory with one slash", "oci://");
    }
    if (text.startsWith("oci:")) {
      return Layout.of(text.substring(4));
    }
    return text.startsWith(Archive.SCHEME) ? Archive.of(text) : Registry.of(text);
  }

  /** Null only if the reference goes by digest. */
  @Nullable String tag();

  /** Null if the reference goes by tag. */
  @Nullable Digest digest();

  /** What is named in the repository: the tag, or else the digest. */
  default String tagOrDigest() {
    return tag() != null ? tag() : String.valueOf(digest());
  }

  /**
   * A tag of the same place.
   *
   * @throws IllegalArgumentException if it is no tag
   */
  Reference withTag(String tag);

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
    private static final Pattern NUMBER =
        Pattern.compile("(.*\\.)?([0-9]+|0[xX][0-9A-Fa-f]*)(:[0-9]+)?");
    private static final String BYTE = "(0|[1-9][0-9]?|1[0-9][0-9]|2[0-4][0-9]|25[0-5])";
    private static final Pattern ADDRESS = Pattern.compile(BYTE + "(\\." + BYTE + "){3}(:[0-9]+)?");
    private static final Pattern REPOSITORY =
        Pattern.compile("[a-z0-9]+((\\.|_|__|-+)[a-z0-9]+)*(/[a-z0-9]+((\\.|_|__|-+)[a-z0-9]+)*)*");
    private static final Pattern TAG = Pattern.compile("[a-zA-Z0-9_][a-zA-Z0-9._-]{0,127}");
    private static final Pattern REST =
        Pattern.compile("(?<name>[^:@]*)(:(?<tag>[^@]*))?(@(?<digest>.*))?", Pattern.DOTALL);

    public Registry {
      require(host.length() + repository.length() < 255, "name is longer than 254", repository);
      require(isHost(host), "no registry host (a name with a dot or a port, or localhost)", host);
      require(isAddress(host), "no address of a host, such as 127.0.0.1 or [::1]", host);
      require(REPOSITORY.matcher(repository).matches(), "not a repository name", repository);
      requireTarget(tag, digest, repository);
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

    /**
     * Whether the host can stand in an address. One that is a number has one spelling, as programs
     * disagree on what the others mean.
     */
    private static boolean isAddress(String host) {
      try {
        return new URI("https://" + host).getHost() != null
            && (!NUMBER.matcher(host).matches() || ADDRESS.matcher(host).matches());
      } catch (URISyntaxException e) {
        return false;
      }
    }

    @Override
    public Registry withTag(String other) {
      return new Registry(host, repository, other, null);
    }

    @Override
    public String toString() {
      return host + "/" + repository + suffix(tag, digest);
    }
  }

  /** A place on a disk. A relative path counts from the working directory of the process. */
  sealed interface Local extends Reference permits Layout, Archive {
    /** As given. */
    Path path();

    /** The same elsewhere. */
    Local withPath(Path other);
  }

  /**
   * An OCI image layout directory.
   *
   * @param directory as given
   * @param tag null only if there is a digest
   * @param digest null if the reference goes by tag
   */
  record Layout(Path directory, @Nullable String tag, @Nullable Digest digest) implements Local {
    public Layout {
      requireTarget(tag, digest, directory.toString());
    }

    public Layout(Path directory, String tag) {
      this(directory, tag, null);
    }

    private static Layout of(String text) {
      PathAndTag read = PathAndTag.of(text);
      require(!read.path().isEmpty(), "no directory after oci:", "oci:" + text);
      return new Layout(read.toPath("directory"), read.tag(), read.digest());
    }

    @Override
    public Path path() {
      return directory;
    }

    @Override
    public Layout withTag(String other) {
      return new Layout(directory, other);
    }

    @Override
    public Layout withPath(Path other) {
      return new Layout(other, tag, digest);
    }

    @Override
    public String toString() {
      return "oci:" + directory + suffix(tag, digest);
    }

    private Object writeReplace() {
      return new WrittenReference(toString()); // as a path cannot be serialised
    }
  }

  /**
   * An OCI image layout in a tar archive.
   *
   * @param file as given
   * @param tag null only if there is a digest
   * @param digest null if the reference goes by tag
   */
  record Archive(Path file, @Nullable String tag, @Nullable Digest digest) implements Local {
    private static final String SCHEME = "oci-archive:";

    public Archive {
      requireTarget(tag, digest, file.toString());
    }

    private static Archive of(String text) {
      PathAndTag read = PathAndTag.of(text.substring(SCHEME.length()));
      require(!read.path().isEmpty(), "no file after oci-archive:", text);
      return new Archive(read.toPath("file"), read.tag(), read.digest());
    }

    @Override
    public Path path() {
      return file;
    }

    @Override
    public Archive withTag(String other) {
      return new Archive(file, other, null);
    }

    @Override
    public Archive withPath(Path other) {
      return new Archive(other, tag, digest);
    }

    @Override
    public String toString() {
      return SCHEME + file + suffix(tag, digest);
    }

    private Object writeReplace() {
      return new WrittenReference(toString());
    }
  }

  /**
   * A place of another kind, for which a provider is given. {@link Reference#parse} reads none.
   *
   * @param scheme before the first colon
   * @param location means something to the provider
   * @param tag null only if there is a digest
   * @param digest null if the reference goes by tag
   */
  record Other(String scheme, String location, @Nullable String tag, @Nullable Digest digest)
      implements Reference {
    public Other {
      require(scheme.matches("[a-z][a-z0-9+.-]*"), "not a scheme", scheme);
      require(!location.isEmpty(), "nothing after " + scheme + ":", scheme + ":");
      requireTarget(tag, digest, location);
    }

    @Override
    public Other withTag(String other) {
      return new Other(scheme, location, other, null);
    }

    @Override
    public String toString() {
      return scheme + ":" + location + suffix(tag, digest);
    }
  }

  private static String suffix(@Nullable String tag, @Nullable Digest digest) {
    return tag != null ? ":" + tag : "@" + digest;
  }

  private static void requireTarget(@Nullable String tag, @Nullable Digest digest, String place) {
    require(tag != null || digest != null, "neither tag nor digest", place);
    require(tag == null || digest == null, "both tag and digest", place);
    require(tag == null || Registry.TAG.matcher(tag).matches(), "not a tag", String.valueOf(tag));
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
            + "; a reference is host[:port]/repository[:tag|@sha256:...], "
            + "oci:DIRECTORY[:tag|@sha256:...] or oci-archive:FILE[:tag|@sha256:...]");
  }
}
