package io.modelops.bundle.value;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a bundle that is made from sources compares with one that is kept elsewhere: the same to the
 * last byte, or where they differ.
 */
public final class Reproduction extends Value {
  private static final long serialVersionUID = 1L;

  private final Inspection there;
  private final Digest made;
  private final Difference difference;
  private final ManifestDifference manifests;
  private final List<Descriptor> layersOnlyHere;
  private final List<Descriptor> layersOnlyThere;

  private Reproduction(
      Inspection there,
      Digest made,
      Difference difference,
      ManifestDifference manifests,
      List<Descriptor> layersOnlyHere,
      List<Descriptor> layersOnlyThere) {
    this.there = there;
    this.made = made;
    this.difference = difference;
    this.manifests = manifests;
    this.layersOnlyHere = List.copyOf(layersOnlyHere);
    this.layersOnlyThere = List.copyOf(layersOnlyThere);
  }

  /**
   * Makes one.
   *
   * @param made of the OCI manifest that the sources give
   * @param manifests the bundle that is there as the recorded one, that of the sources as the
   *     current one
   */
  public static Reproduction of(
      Inspection there,
      Digest made,
      Difference difference,
      ManifestDifference manifests,
      List<Descriptor> layersOnlyHere,
      List<Descriptor> layersOnlyThere) {
    return new Reproduction(there, made, difference, manifests, layersOnlyHere, layersOnlyThere);
  }

  /** The bundle that the reference names. */
  public Inspection there() {
    return there;
  }

  /** Of the OCI manifest that a push of the sources would make. */
  public Digest made() {
    return made;
  }

  public boolean isSame() {
    return difference == Difference.NONE;
  }

  /** The first of the kinds of difference, from content to form. */
  public Difference difference() {
    return difference;
  }

  /** Recorded is what is there, current is what the sources give. */
  public ManifestDifference manifests() {
    return manifests;
  }

  /** Layers of the sources' bundle that the other one has not. */
  public List<Descriptor> layersOnlyHere() {
    return layersOnlyHere;
  }

  /** Layers of the other bundle that the sources' has not. */
  public List<Descriptor> layersOnlyThere() {
    return layersOnlyThere;
  }

  /** In what two bundles differ first. */
  public enum Difference {
    /** Both are one OCI manifest. */
    NONE,
    /** Models or files. */
    CONTENT,
    /** Models and files are the same; manifest.json is written in another way. */
    DOCUMENT,
    /** manifest.json is the same; the files are spread over other layers. */
    LAYERS,
    /** All content is the same; the OCI manifest is written in another way. */
    FORMAT
  }

  @Override
  List<@Nullable Object> parts() {
    return Arrays.asList(there, made, difference, manifests, layersOnlyHere, layersOnlyThere);
  }
}
