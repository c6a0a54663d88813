package io.modelops.bundle.registry.artifact;

import io.modelops.bundle.spi.ManifestFormat;
import io.modelops.bundle.spi.Operation;
import io.modelops.bundle.value.ManifestContent;
import java.util.Map;

/** A document that someone else made. */
final class GivenManifest implements ManifestFormat {
  static final String MEDIA_TYPE = "application/vnd.modelops.bundle.manifest.v1+json";

  private final byte[] document;
  private final ManifestContent content;

  GivenManifest(byte[] document, ManifestContent content) {
    this.document = document;
    this.content = content;
  }

  @Override
  public String id() {
    return "given";
  }

  @Override
  public String mediaType() {
    return MEDIA_TYPE;
  }

  @Override
  public String fileName() {
    return "manifest.json";
  }

  @Override
  public byte[] write(
      Map<String, Entry> models,
      Map<String, ManifestContent.FileEntry> files,
      Operation operation) {
    if (!files.equals(content.files())) {
      throw new AssertionError("the files are not those of the document");
    }
    return document;
  }

  @Override
  public ManifestContent read(byte[] bytes, Operation operation) {
    return content;
  }
}
