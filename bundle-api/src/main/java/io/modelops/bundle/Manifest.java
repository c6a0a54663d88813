package io.modelops.bundle;

import io.modelops.bundle.error.ErrorCode;
import io.modelops.bundle.error.ManifestException;
import io.modelops.bundle.error.RegistryException;
import io.modelops.bundle.internal.call.Call;
import io.modelops.bundle.internal.call.Project;
import io.modelops.bundle.internal.files.FileFailure;
import io.modelops.bundle.internal.project.BundleParts;
import io.modelops.bundle.internal.project.Inputs;
import io.modelops.bundle.internal.project.ManifestFile;
import io.modelops.bundle.internal.project.ProjectFiles;
import io.modelops.bundle.internal.transfer.Containerization;
import io.modelops.bundle.internal.transfer.LastSync;
import io.modelops.bundle.internal.transfer.Push;
import io.modelops.bundle.internal.transfer.Reproduce;
import io.modelops.bundle.spi.ManifestFormat;
import io.modelops.bundle.value.ContainerizeOptions;
import io.modelops.bundle.value.ContainerizeResult;
import io.modelops.bundle.value.Digest;
import io.modelops.bundle.value.Environment;
import io.modelops.bundle.value.ManifestContent;
import io.modelops.bundle.value.ManifestContent.FileEntry;
import io.modelops.bundle.value.ManifestDifference;
import io.modelops.bundle.value.Model;
import io.modelops.bundle.value.PushOptions;
import io.modelops.bundle.value.PushPlan;
import io.modelops.bundle.value.PushResult;
import io.modelops.bundle.value.Reference;
import io.modelops.bundle.value.RegistryOptions;
import io.modelops.bundle.value.Reproduction;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.concurrent.CancellationException;

/**
 * The manifest of a bundle: which models and files are in it, with their digests. It keeps the
 * exact bytes of the document; the files stay on disk and are verified again whenever they are
 * read.
 */
public final class Manifest extends Stage<Manifest> {
  private final Project project;
  private final ManifestFormat format;
  private final byte[] bytes;
  private final ManifestContent content;
  private final Inputs inputs;

  private Manifest(
      Project project,
      ManifestFormat format,
      byte[] bytes,
      ManifestContent content,
      Inputs inputs) {
    this.project = project;
    this.format = format;
    this.bytes = bytes;
    this.content = content;
    this.inputs = inputs;
  }

  @Override
  Call call() {
    return project.call();
  }

  @Override
  Manifest with(Call call) {
    return new Manifest(new Project(project.root(), call), format, bytes, content, inputs);
  }

  static Manifest run(Project project, List<Model> models, List<String> extraFiles, Inputs inputs) {
    ManifestFormat format = project.providers().one(ManifestFormat.class, "bundle-manifest");
    BundleParts parts = BundleParts.of(format, models, extraFiles);
    Map<String, FileEntry> files =
        new ProjectFiles(project).hash(parts.files(), inputs, project.operation());
    return written(project, format, parts.models(), files, inputs);
  }

  /** Reads the document that is in the project. */
  static Manifest recorded(Project project) {
    ManifestFormat format = project.providers().one(ManifestFormat.class, "bundle-manifest");
    try {
      byte[] document = ManifestFile.of(project.root(), format).read();
      if (document == null) {
        throw new NoSuchFileException(format.fileName());
      }
      Inputs read = Inputs.none().with(List.of(format.fileName()));
      return new Manifest(
          project, format, document, format.read(document, project.operation()), read);
    } catch (IOException e) {
      throw unreadable(format, e);
    }
  }

  private static Manifest written(
      Project project,
      ManifestFormat format,
      Map<String, ManifestFormat.Entry> entries,
      Map<String, FileEntry> files,
      Inputs inputs) {
    try {
      byte[] bytes = format.write(entries, files, project.operation());
      ManifestContent content = format.read(bytes, project.operation());
      return new Manifest(project, format, bytes, content, inputs);
    } catch (IllegalArgumentException | IOException e) {
      throw new ManifestException(
          ErrorCode.NOT_REPRESENTABLE, format.fileName(), String.valueOf(e.getMessage()), "", e);
    }
  }

  /** The document, byte for byte as {@link #write} writes it. */
  public byte[] bytes() {
    return bytes.clone();
  }

  /**
   * The files that this manifest depends on, relative to the project, sorted: what its discovery
   * read, and the bundle's files.
   */
  public SortedSet<String> inputs() {
    return inputs.with(content.files().keySet()).paths();
  }

  public ManifestContent content() {
    return content;
  }

  /** The bundle's digest. */
  public Digest digest() {
    return content.bundleDigest();
  }

  /**
   * Writes the document into the project, as {@code manifest.json}: after this there is the old
   * file or the new one, never a part of one.
   *
   * @return the file
   * @throws ManifestException if it cannot be written, or is a directory or symbolic link
   * @throws CancellationException if the thread is interrupted
   */
  public Path write() {
    return write(file().path());
  }

  /** Writes the document to a file of the caller's choice, in the same manner. */
  public Path write(Path file) {
    new ManifestFile(file).write(bytes);
    return file;
  }

  /**
   * Compares with the {@code manifest.json} in the project.
   *
   * @throws ManifestException if that file is there and is no manifest of this format
   */
  public ManifestDifference check() {
    try {
      byte[] recorded = file().read();
      return ManifestDifference.between(
          recorded == null ? null : format.read(recorded, project.operation()), content);
    } catch (IOException e) {
      throw unreadable(format, e);
    }
  }

  private static ManifestException unreadable(ManifestFormat format, IOException e) {
    return new ManifestException(
        ErrorCode.UNREADABLE_MANIFEST,
        format.fileName(),
        format.fileName() + ": " + FileFailure.reason(e),
        "write it anew",
        e);
  }

  private ManifestFile file() {
    return ManifestFile.of(project.root(), format);
  }

  /**
   * The ids of the models that have one of the files, sorted.
   *
   * @param paths relative to the project, {@code /}-separated
   */
  public List<String> affectedBy(Collection<String> paths) {
    Set<String> changed = Set.copyOf(paths);
    return content.models().entrySet().stream()
        .filter(model -> model.getValue().files().stream().anyMatch(changed::contains))
        .map(Map.Entry::getKey)
        .toList();
  }

  /**
   * {@link #push(Reference, RegistryOptions)} with the defaults.
   *
   * @throws IllegalArgumentException if the text is no reference
   */
  public PushResult push(String reference) {
    return push(Reference.parse(reference), RegistryOptions.defaults());
  }

  /**
   * Sends the bundle. Only what is missing there is sent; the tag is put last, so that until then,
   * and after a failure, it names what it named before.
   *
   * @throws RegistryException if the registry refuses or cannot be reached
   * @throws ManifestException if a file is no longer what the manifest says
   */
  public PushResult push(Reference reference, RegistryOptions options) {
    return pushing(reference, options).run();
  }

  PushResult push(Reference reference, PushOptions options, LastSync last) {
    return pushing(reference, options.registry()).run(last, options.force());
  }

  PushPlan plan(Reference reference, PushOptions options, LastSync last) {
    return pushing(reference, options.registry()).plan(last, options.force());
  }

  /**
   * Says what a push would do. Sends nothing.
   *
   * @throws RegistryException if the registry refuses or cannot be reached
   * @throws ManifestException if a file is no longer what the manifest says
   */
  public PushPlan plan(Reference reference, RegistryOptions options) {
    return pushing(reference, options).plan();
  }

  /**
   * Makes the bundle from the files at hand, as a push would, and compares it with another one.
   * Sends nothing, and reads no content of the other one beyond its two documents.
   *
   * @throws RegistryException if what the reference names is no bundle, or cannot be reached
   * @throws ManifestException if a file is no longer what the manifest says
   */
  public Reproduction reproduce(Reference reference, RegistryOptions options) {
    return new Reproduce(project, reference, options, document()).run();
  }

  private Push.Document document() {
    return new Push.Document(bytes, format.mediaType(), content);
  }

  /**
   * Builds a container image with the bundle's files, without Docker, and sends it. The layers of
   * the base stay as they are and are sent only where they are missing; the tag is put last. The
   * same bundle, base and options make the same image everywhere: the variable {@code
   * SOURCE_DATE_EPOCH} of the {@link Environment} dates it, and 1970 without that.
   *
   * <p>The files are in one directory, manifest.json beside them. {@code PYTHONPATH} has the source
   * roots of the bundle's models and that directory. Labels say the bundle's digest ({@code
   * io.modelops.bundle.digest}) and the base ({@code org.opencontainers.image.base.digest} and
   * {@code .name}). What else the models import has to be in the base.
   *
   * @param base an image, or an index of images for several platforms, of a registry, a layout or
   *     an archive
   * @throws RegistryException code {@code not-found} if there is no such base, {@code image-failed}
   *     if it is no image, {@code tag-moved} if the target names something else and this is not
   *     forced; or if it cannot be sent
   * @throws ManifestException if a file is no longer what the manifest says
   */
  public ContainerizeResult containerize(
      Reference base, Reference to, ContainerizeOptions options) {
    Map.Entry<String, byte[]> document = Map.entry(format.fileName(), bytes);
    return new Containerization(project, content, document, base, to, options).run();
  }

  private Push pushing(Reference reference, RegistryOptions options) {
    return new Push(project, reference, options, document());
  }
}
