package io.modelops.bundle.manifest;

import io.modelops.bundle.spi.ManifestFormat;
import io.modelops.bundle.spi.Operation;
import io.modelops.bundle.value.ManifestContent;
import io.modelops.bundle.value.ManifestContent.FileEntry;
import java.io.IOException;
import java.util.Map;

/**
 * The index that the Python tool of the same name puts into its artifacts: files and their digests,
 * and no models. It is read only, and the file {@code manifest.json} of that tool, which is no
 * manifest of ours, is left out. The digest of the content is the one that {@link
 * JsonManifestFormat} gives to the same files, as the index itself holds a time.
 */
public final class PythonIndexFormat implements ManifestFormat {
  private static final JsonManifestFormat OURS = new JsonManifestFormat();

  /** For hosts that choose their providers. {@code Providers.load()} finds this one by itself. */
  public PythonIndexFormat() {}

  /** Sorted behind the format that is written. */
  @Override
  public String id() {
    return "python-index-1.0";
  }

  @Override
  public String mediaType() {
    return "application/vnd.modelops.bundle.index.v1+json";
  }

  @Override
  public String fileName() {
    return "modelops-bundle-index.json";
  }

  @Override
  public byte[] write(
      Map<String, Entry> models, Map<String, FileEntry> files, Operation operation) {
    throw new IllegalArgumentException("the index of the Python tool is only read");
  }

  @Override
  public ManifestContent read(byte[] document, Operation operation) throws IOException {
    Map<String, FileEntry> files =
        new PythonIndexReader(StrictJson.read(document, operation), operation).files();
    try {
      return OURS.read(OURS.write(Map.of(), files, operation), operation);
    } catch (IllegalArgumentException e) {
      throw new IOException(e.getMessage(), e);
    }
  }
}
