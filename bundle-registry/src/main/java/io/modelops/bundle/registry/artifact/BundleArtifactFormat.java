package io.modelops.bundle.registry.artifact;

import io.modelops.bundle.registry.oci.ManifestHead;
import io.modelops.bundle.registry.oci.OciManifest;
import io.modelops.bundle.spi.ArtifactFormat;
import io.modelops.bundle.spi.Blob;
import io.modelops.bundle.spi.Operation;
import io.modelops.bundle.value.BundlePath;
import io.modelops.bundle.value.Descriptor;
import io.modelops.bundle.value.Digest;
import io.modelops.bundle.value.ManifestContent;
import io.modelops.bundle.value.ManifestContent.FileEntry;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The format {@code application/vnd.modelops.bundle.v1}: an OCI image manifest whose config is the
 * manifest document, whose large files are layers of their own and whose small files lie in packs,
 * one per directory subtree, which {@code oras pull} unpacks to the same tree.
 *
 * <p>The first layer is the document again, titled {@code manifest.json}; the others follow by
 * title, in the order of UTF-8 bytes. There are no annotations on the manifest itself.
 */
public final class BundleArtifactFormat implements ArtifactFormat {
  static final String ARTIFACT_TYPE = "application/vnd.modelops.bundle.v1";

  private static final String FILE_TYPE = "application/vnd.modelops.bundle.file.v1";
  static final String DOCUMENT_TITLE = "manifest.json";

  /** For the service loader, and for {@code Providers.none().with(...)}. */
  public BundleArtifactFormat() {}

  @Override
  public String id() {
    return "modelops-bundle-1";
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
    Digest digest = Sha256.of(document);
    Blob documentBlob = Blob.of(document);
    List<Part> layers = new ArrayList<>();
    layers.add(raw(new SourceFile(DOCUMENT_TITLE, digest, document.length, documentBlob)));
    HeldPacks held = new HeldPacks();
    layers.addAll(
        operation.map(
            Layers.of(sources(content, files, operation)), layer -> part(layer, held, operation)));
    return artifact(
        new Part(new Descriptor(configMediaType, digest, document.length), documentBlob), layers);
  }

  @Override
  public boolean reads(byte[] manifest) {
    try {
      return ARTIFACT_TYPE.equals(ManifestHead.read(manifest).artifactType());
    } catch (IOException e) {
      return false;
    }
  }

  @Override
  public Contents read(byte[] manifest) throws IOException {
    OciManifest read = OciManifest.read(manifest);
    String type = read.artifactType();
    if (!ARTIFACT_TYPE.equals(type)) {
      throw new IOException(
          type == null
              ? "it has no artifactType"
              : "its artifactType is " + BundlePath.quote(type));
    }
    return new Contents(read.config(), read.layers());
  }

  @Override
  public Location locate(Contents contents, ManifestContent content) throws IOException {
    return Locations.of(contents, content);
  }

  @Override
  public void unpack(PackLayer pack, InputStream blob, ManifestContent content, Receiver receiver)
      throws IOException {
    new Unpacking(pack.directory(), content).run(blob, receiver);
  }

  @Override
  public Artifact attach(
      Descriptor subject, String artifactType, List<Part> layers, Map<String, String> annotations) {
    Map<Digest, Part> blobs = new LinkedHashMap<>();
    blobs.put(OciManifest.EMPTY.descriptor().digest(), OciManifest.EMPTY);
    layers.forEach(layer -> blobs.putIfAbsent(layer.descriptor().digest(), layer));
    OciManifest manifest =
        new OciManifest(
            artifactType,
            OciManifest.EMPTY.descriptor(),
            descriptors(layers),
            subject,
            annotations);
    return new Artifact(manifest.part(), List.copyOf(blobs.values()));
  }

  @Override
  public Attached attached(byte[] manifest) throws IOException {
    OciManifest read = OciManifest.read(manifest);
    return new Attached(read.subject(), read.config(), read.layers());
  }

  /** The files, sorted by UTF-8 bytes of their paths; none is opened once the work should stop. */
  private static List<SourceFile> sources(
      ManifestContent content, Map<String, Blob> files, Operation operation) {
    return content.files().entrySet().stream()
        .map(file -> source(file.getKey(), file.getValue(), files.get(file.getKey()), operation))
        .toList();
  }

  private static SourceFile source(
      String path, FileEntry entry, @Nullable Blob content, Operation operation) {
    if (content == null) {
      throw new IllegalArgumentException("no content for " + path);
    }
    Blob checked =
        () -> {
          operation.check();
          return content.open();
        };
    return new SourceFile(path, entry.digest(), entry.size(), checked);
  }

  private static Part part(Layer layer, HeldPacks held, Operation operation) throws IOException {
    return layer.packed()
        ? new Pack(layer.title(), layer.files()).measured(held, operation)
        : raw(layer.files().get(0));
  }

  private static Part raw(SourceFile file) {
    return new Part(
        new Descriptor(FILE_TYPE, file.digest(), file.size(), Map.of(Pack.TITLE, file.path())),
        file.content());
  }

  private static Artifact artifact(Part config, List<Part> layers) {
    Map<Digest, Part> blobs = new LinkedHashMap<>();
    blobs.put(config.descriptor().digest(), config);
    layers.forEach(layer -> blobs.putIfAbsent(layer.descriptor().digest(), layer));
    OciManifest manifest =
        new OciManifest(ARTIFACT_TYPE, config.descriptor(), descriptors(layers), null, Map.of());
    return new Artifact(manifest.part(), List.copyOf(blobs.values()));
  }

  private static List<Descriptor> descriptors(List<Part> layers) {
    return layers.stream().map(Part::descriptor).toList();
  }
}
