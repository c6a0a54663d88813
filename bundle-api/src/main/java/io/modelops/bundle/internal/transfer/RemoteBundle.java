package io.modelops.bundle.internal.transfer;

import io.modelops.bundle.error.ErrorCode;
import io.modelops.bundle.error.RegistryException;
import io.modelops.bundle.spi.ArtifactFormat;
import io.modelops.bundle.spi.ArtifactFormat.Contents;
import io.modelops.bundle.spi.ArtifactFormat.Location;
import io.modelops.bundle.spi.ManifestFormat;
import io.modelops.bundle.value.Inspection;
import io.modelops.bundle.value.ManifestContent;
import io.modelops.bundle.value.ManifestContent.FileEntry;
import java.io.IOException;

/** A bundle that is elsewhere: its two documents, and the formats that read them. */
@SuppressWarnings("ArrayRecordComponent") // compared by no one
record RemoteBundle(
    Inspection inspection,
    ArtifactFormat format,
    Contents contents,
    ManifestFormat manifestFormat,
    byte[] document) {

  ManifestContent content() {
    return inspection.content();
  }

  /** The manifest document as a file. */
  FileEntry documentEntry() {
    return new FileEntry(contents.config().digest(), contents.config().size());
  }

  /** Where its files are. */
  Location location() {
    try {
      return format.locate(contents, content());
    } catch (IOException e) {
      throw invalid(e);
    }
  }

  /** Says that its parts do not fit one another. */
  RegistryException invalid(IOException e) {
    return new RegistryException(
        ErrorCode.INVALID_MANIFEST,
        inspection.reference().toString(),
        0,
        "",
        inspection.reference() + ": the bundle contradicts itself: " + e.getMessage(),
        "push the bundle again",
        e);
  }
}
