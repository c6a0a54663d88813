package io.modelops.bundle.value;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What something says of itself that is attached to a bundle. */
public final class Attachment extends Value {
  private static final long serialVersionUID = 1L;

  private static final String TITLE = "org.opencontainers.image.title";
  private static final String NAME = "[A-Za-z0-9][A-Za-z0-9!#$&^_.+-]{0,126}";
  private static final Pattern TYPE = Pattern.compile(NAME + "/" + NAME);

  private final String artifactType;
  private final String mediaType;
  private final @Nullable String title;
  private final Map<String, String> annotations;

  private Attachment(
      String artifactType,
      String mediaType,
      @Nullable String title,
      Map<String, String> annotations) {
    this.artifactType = artifactType;
    this.mediaType = mediaType;
    this.title = title;
    this.annotations = Collections.unmodifiableMap(new TreeMap<>(annotations));
  }

  /**
   * Of this type, without title and annotations. The content has the same media type.
   *
   * @throws IllegalArgumentException if it is no media type
   */
  public static Attachment of(String artifactType) {
    return new Attachment(type(artifactType), artifactType, null, Map.of());
  }

  private static String type(String type) {
    if (!TYPE.matcher(type).matches()) {
      throw new IllegalArgumentException("not a media type: " + BundlePath.quote(type));
    }
    return type;
  }

  /**
   * The media type of the content, where it is another one.
   *
   * @throws IllegalArgumentException if it is none
   */
  public Attachment withMediaType(String type) {
    return new Attachment(artifactType, type(type), title, annotations);
  }

  /**
   * The name of the file that programs such as {@code oras pull} write.
   *
   * @throws IllegalArgumentException if it is no path of a bundle
   */
  public Attachment withTitle(String path) {
    return new Attachment(artifactType, mediaType, BundlePath.check(path), annotations);
  }

  /** Notes beside the content, which lists of what refers to a bundle show. */
  public Attachment withAnnotations(Map<String, String> notes) {
    return new Attachment(artifactType, mediaType, title, notes);
  }

  /** What kind of thing it is: lists are filtered by that. */
  public String artifactType() {
    return artifactType;
  }

  /** Of the content. */
  public String mediaType() {
    return mediaType;
  }

  public Optional<String> title() {
    return Optional.ofNullable(title);
  }

  /** Sorted by key. */
  public Map<String, String> annotations() {
    return annotations;
  }

  /** What describes such a content. */
  public Descriptor describe(Digest digest, long size) {
    Map<String, String> notes = title == null ? Map.of() : Map.of(TITLE, title);
    return new Descriptor(mediaType, digest, size, notes);
  }

  @Override
  List<@Nullable Object> parts() {
    return Arrays.asList(artifactType, mediaType, title, annotations);
  }
}
