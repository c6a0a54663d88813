package io.modelops.bundle.json;

import io.modelops.bundle.Discovery;
import io.modelops.bundle.Manifest;
import io.modelops.bundle.Referrers;
import io.modelops.bundle.Selection;
import io.modelops.bundle.error.ErrorCode;
import io.modelops.bundle.error.RegistryException;
import io.modelops.bundle.json.JsonWriter.Members;
import io.modelops.bundle.value.About;
import io.modelops.bundle.value.Attachment;
import io.modelops.bundle.value.Descriptor;
import io.modelops.bundle.value.Model;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A document about a bundle that is kept beside it and is no part of what identifies it. The same
 * project gives the same bytes.
 */
public final class Description {
  private final Type type;
  private final byte[] bytes;

  private Description(Type type, Members members) {
    this.type = type;
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      JsonWriter.write(new OutputStreamWriter(out, StandardCharsets.UTF_8), members);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    this.bytes = out.toByteArray();
  }

  /** What a description is. */
  public enum Type {
    /** {@link JsonDocument#discover} of the bundle's models: parameters, requirements, reasons. */
    REPORT(
        "application/vnd.modelops.bundle.report.v1+json",
        "application/json",
        "modelops-report.json"),
    /** The metadata document of an RO-Crate 1.2. */
    RO_CRATE(
        "application/vnd.modelops.bundle.ro-crate.v1+json",
        "application/ld+json",
        "ro-crate-metadata.json"),
    /** What the models import from outside, in CycloneDX 1.6. */
    BOM("application/vnd.cyclonedx+json", "application/vnd.cyclonedx+json", "bom.cdx.json");

    private final String artifactType;
    private final String mediaType;
    private final String fileName;

    Type(String artifactType, String mediaType, String fileName) {
      this.artifactType = artifactType;
      this.mediaType = mediaType;
      this.fileName = fileName;
    }

    /** Of the manifest that refers to the bundle. */
    public String artifactType() {
      return artifactType;
    }

    /** Of the document. */
    public String mediaType() {
      return mediaType;
    }

    /** What a file with the document is called. */
    public String fileName() {
      return fileName;
    }
  }

  /** The models of a bundle, to be read by {@link ModelReport}. */
  public static Description report(Discovery discovery, Selection selection) {
    List<Model> models = selection.models();
    return new Description(
        Type.REPORT,
        json ->
            DiscoveryShapes.discover(
                json, models, List.of(), null, null, null, discovery.environment()));
  }

  /** What a bundle's models import from outside the project, with the versions of a lock file. */
  public static Description bom(About about, Selection selection, Manifest manifest) {
    return new Description(
        Type.BOM, new BomShapes(about, manifest.content(), selection.models())::write);
  }

  /**
   * A bundle as a research object: its files, models, authors and licence.
   *
   * @param published the specification of RO-Crate asks for a date; null: when the project says
   *     that it was released
   * @throws IllegalArgumentException if neither is known
   */
  public static Description roCrate(
      About about, Selection selection, Manifest manifest, @Nullable LocalDate published) {
    LocalDate date = published == null ? about.released() : published;
    if (date == null) {
      throw new IllegalArgumentException("no date of publication is known");
    }
    return new Description(
        Type.RO_CRATE, new CrateShapes(about, manifest.content(), selection.models(), date)::write);
  }

  public Type type() {
    return type;
  }

  /**
   * Attaches the document to the bundle that it is about, in the place of earlier ones of its type.
   * Where nothing can be deleted, those stay.
   *
   * @return what refers to the bundle
   */
  public Descriptor attachTo(Referrers referrers) {
    Attachment attachment =
        Attachment.of(type.artifactType).withMediaType(type.mediaType).withTitle(type.fileName);
    Descriptor attached = referrers.attach(attachment, bytes);
    for (Descriptor each : referrers.list(type.artifactType)) {
      if (!each.digest().equals(attached.digest())) {
        delete(each, referrers);
      }
    }
    return attached;
  }

  private static void delete(Descriptor earlier, Referrers referrers) {
    try {
      referrers.delete(earlier.digest());
    } catch (RegistryException e) {
      if (e.errorCode() != ErrorCode.UNSUPPORTED && e.errorCode() != ErrorCode.NOT_FOUND) {
        throw e;
      }
    }
  }

  /** The document in UTF-8. */
  public byte[] bytes() {
    return bytes.clone();
  }
}
