package io.modelops.bundle.registry.artifact;

import io.modelops.bundle.error.ErrorCode;
import io.modelops.bundle.error.RegistryException;
import io.modelops.bundle.registry.oci.ManifestHead;
import io.modelops.bundle.registry.oci.OciManifest;
import io.modelops.bundle.spi.ArtifactFormat;
import io.modelops.bundle.spi.Blob;
import io.modelops.bundle.spi.Operation;
import io.modelops.bundle.value.BundlePath;
import io.modelops.bundle.value.Descriptor;
import io.modelops.bundle.value.ManifestContent;
import io.modelops.bundle.value.ManifestContent.FileEntry;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The artifacts of the Python tool of the same name: an OCI image manifest whose config is an index
 * of files, and a layer for each file. It is read only. The index decides what the files are
 * called; a layer is found by its digest.
 */
public final class PythonArtifactFormat implements ArtifactFormat {
  private static final String INDEX_TYPE = "application/vnd.modelops.bundle.index.v1+json";
  private static final int MAX_NAMED = 3;

  /** For the service loader, and for {@code Providers.none().with(...)}. */
  public PythonArtifactFormat() {}

  /** Sorted behind the format that is written. */
  @Override
  public String id() {
    return "python-index-1";
  }

  @Override
  public String mediaType() {
    return OciManifest.MEDIA_TYPE;
  }

  @Override
  public Artifact assemble(
      byte[] document,
      String configMediaType,
      ManifestContent content,
      Map<String, Blob> files,
      Operation operation)
      throws IOException {
    throw new IOException("artifacts of the Python tool are only read");
  }

  @Override
  public boolean reads(byte[] manifest) {
    try {
      return INDEX_TYPE.equals(ManifestHead.read(manifest).artifactType());
    } catch (IOException e) {
      return false;
    }
  }

  @Override
  public Contents read(byte[] manifest) throws IOException {
    OciManifest read = OciManifest.read(manifest);
    return new Contents(read.config(), read.layers());
  }

  @Override
  public Location locate(Contents contents, ManifestContent content) throws IOException {
    Map<FileEntry, Descriptor> layers = new HashMap<>();
    contents
        .layers()
        .forEach(layer -> layers.putIfAbsent(new FileEntry(layer.digest(), layer.size()), layer));
    List<String> elsewhere =
        content.files().entrySet().stream()
            .filter(file -> !layers.containsKey(file.getValue()))
            .map(file -> BundlePath.quote(file.getKey()))
            .toList();
    if (!elsewhere.isEmpty()) {
      throw elsewhere(elsewhere);
    }
    Map<String, Descriptor> files = new HashMap<>();
    content
        .files()
        .forEach(
            (path, entry) -> {
              Descriptor layer = layers.get(entry);
              if (layer != null) {
                files.put(path, layer);
              }
            });
    return new Location(files, List.of());
  }

  /** The Python tool can keep large files in a storage of its own. */
  private static RegistryException elsewhere(List<String> paths) {
    String named = String.join(", ", paths.subList(0, Math.min(paths.size(), MAX_NAMED)));
    String more = paths.size() > MAX_NAMED ? " and " + (paths.size() - MAX_NAMED) + " more" : "";
    return new RegistryException(
        ErrorCode.UNSUPPORTED,
        "",
        0,
        "",
        "the Python tool did not put these files into the registry: " + named + more,
        "pull it with the Python tool, and push it from here",
        null);
  }

  @Override
  public void unpack(PackLayer pack, InputStream blob, ManifestContent content, Receiver receiver)
      throws IOException {
    throw new IOException("artifacts of the Python tool have no packs");
  }
}
