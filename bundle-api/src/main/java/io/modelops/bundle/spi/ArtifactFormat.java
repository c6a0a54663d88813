package io.modelops.bundle.spi;

import io.modelops.bundle.value.Descriptor;
import io.modelops.bundle.value.ManifestContent;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How a bundle is cut into the blobs of an OCI artifact. */
public non-sealed interface ArtifactFormat extends Provider {
  /** The media type of the OCI manifests. */
  String mediaType();

  /**
   * Makes the artifact: the same bytes for the same bundle, on every machine.
   *
   * @param document the manifest document, which becomes the config
   * @param configMediaType the document's media type
   * @param files the content of every file of the manifest, by path
   */
  Artifact assemble(
      byte[] document,
      String configMediaType,
      ManifestContent content,
      Map<String, Blob> files,
      Operation operation)
      throws IOException;

  /**
   * Whether an OCI manifest is of this format: by its artifact type, or the media type of its
   * config where it has none. Says nothing of whether the rest is sound.
   *
   * @param manifest of {@link #mediaType}, in any state
   */
  boolean reads(byte[] manifest);

  /**
   * Reads the OCI manifest of an artifact of this format. What it says of the blobs is true only
   * once they have been read.
   *
   * @param manifest of {@link #mediaType}, verified against its digest
   * @throws IOException saying why it is no artifact of this format
   */
  Contents read(byte[] manifest) throws IOException;

  /**
   * Finds out in which layers the files of a bundle are. Any split between layers that are one file
   * and packs of several is right, as long as all of them agree with the document.
   *
   * @throws IOException saying what does not agree
   */
  Location locate(Contents contents, ManifestContent content) throws IOException;

  /**
   * Reads the files out of a pack. Files that are not in the document, links, and whatever else
   * does not belong into a pack, end the reading.
   *
   * @param blob verified, or of a reader who reads it to its end and believes nothing before
   * @param receiver gets each file once
   * @throws IOException saying what is wrong with the pack
   */
  void unpack(PackLayer pack, InputStream blob, ManifestContent content, Receiver receiver)
      throws IOException;

  /**
   * Makes an artifact that refers to another one: the same bytes for the same arguments, on every
   * machine.
   *
   * @param layers in their order; at least one
   * @param annotations of the manifest
   */
  default Artifact attach(
      Descriptor subject, String artifactType, List<Part> layers, Map<String, String> annotations)
      throws IOException {
    throw new IOException("the format " + id() + " makes nothing that refers to a bundle");
  }

  /**
   * Reads the OCI manifest of an artifact that refers to another one, whoever made it.
   *
   * @param manifest of {@link #mediaType}, verified against its digest
   * @throws IOException saying why it is none
   */
  default Attached attached(byte[] manifest) throws IOException {
    throw new IOException("the format " + id() + " reads nothing that refers to a bundle");
  }

  /**
   * What an artifact says that refers to another one.
   *
   * @param subject that it refers to; null if to none
   * @param layers in the order of the OCI manifest
   */
  record Attached(@Nullable Descriptor subject, Descriptor config, List<Descriptor> layers) {
    public Attached {
      layers = List.copyOf(layers);
    }
  }

  /**
   * Where the files of a bundle are.
   *
   * @param files the layers that are one file, by path
   * @param packs in the order of the OCI manifest
   */
  record Location(Map<String, Descriptor> files, List<PackLayer> packs) {
    public Location {
      files = Map.copyOf(files);
      packs = List.copyOf(packs);
    }
  }

  /**
   * A layer with several files.
   *
   * @param directory that they lie below; empty for any
   */
  record PackLayer(Descriptor layer, String directory) {
    /** Whether a file may be in it. */
    public boolean mayHold(String path) {
      return directory.isEmpty() || path.startsWith(directory + "/");
    }
  }

  /** Takes the files of a pack. */
  @FunctionalInterface
  interface Receiver {
    /**
     * Takes one.
     *
     * @param content of the size that the document says; need not be read, is not to be closed, and
     *     is not verified
     */
    void accept(String path, InputStream content) throws IOException;
  }

  /**
   * What an artifact consists of.
   *
   * @param layers in the order of the OCI manifest, where a digest may come more than once
   */
  record Contents(Descriptor config, List<Descriptor> layers) {
    public Contents {
      layers = List.copyOf(layers);
    }
  }

  /**
   * An OCI artifact, ready to be sent.
   *
   * @param manifest the OCI manifest
   * @param blobs config first, then the layers in their order; no digest twice
   */
  record Artifact(Part manifest, List<Part> blobs) {
    public Artifact {
      blobs = List.copyOf(blobs);
    }
  }

  /** Content and what describes it. */
  record Part(Descriptor descriptor, Blob content) {}
}
