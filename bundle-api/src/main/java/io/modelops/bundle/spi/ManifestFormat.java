package io.modelops.bundle.spi;

import io.modelops.bundle.value.ManifestContent;
import io.modelops.bundle.value.Model;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/** A manifest document: pure functions between bytes and content. */
public non-sealed interface ManifestFormat extends Provider {
  /** The most bytes of a document that is read, wherever it comes from. */
  int MAX_DOCUMENT = 64 << 20;

  /** The media type of the document as OCI config blob, by which the format to read it is found. */
  String mediaType();

  /** The {@link HashAlgorithm#id()} of the digests of files in the document. */
  default String hashAlgorithm() {
    return HashAlgorithm.SHA_256.id();
  }

  /** The document's file name at the project's root. */
  String fileName();

  /**
   * Writes the document: the same bytes for the same content, always.
   *
   * @param models by id, in any order
   * @param files by path, in any order; has every file of every model
   * @param operation checked at least once per model and file
   * @throws IllegalArgumentException if a path breaks the rules or a model's file is missing
   */
  byte[] write(
      Map<String, Entry> models, Map<String, ManifestContent.FileEntry> files, Operation operation);

  /** {@link #write(Map, Map, Operation)} that nobody stops. */
  default byte[] write(Map<String, Entry> models, Map<String, ManifestContent.FileEntry> files) {
    return write(models, files, Operation.unobserved());
  }

  /**
   * Reads a document and verifies its digests.
   *
   * @param operation checked at least once per model and file
   * @throws IOException saying where and why it is no document of this format
   */
  ManifestContent read(byte[] document, Operation operation) throws IOException;

  /** {@link #read(byte[], Operation)} that nobody stops. */
  default ManifestContent read(byte[] document) throws IOException {
    return read(document, Operation.unobserved());
  }

  /**
   * A model before its digest is known.
   *
   * @param files in any order
   */
  record Entry(String className, Model.Kind kind, List<String> files) {
    public Entry {
      files = List.copyOf(files);
    }

    /** A class. */
    public Entry(String className, List<String> files) {
      this(className, Model.Kind.CLASS, files);
    }
  }
}
