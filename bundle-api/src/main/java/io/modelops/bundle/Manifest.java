package io.modelops.bundle;

import io.modelops.bundle.spi.AtomicFile;
import io.modelops.bundle.spi.Cancellation;
import io.modelops.bundle.spi.FileFailure;
import io.modelops.bundle.spi.HashAlgorithm;
import io.modelops.bundle.spi.ManifestFormat;
import io.modelops.bundle.value.BundlePath;
import io.modelops.bundle.value.Digest;
import io.modelops.bundle.value.ManifestContent;
import io.modelops.bundle.value.ManifestContent.FileEntry;
import io.modelops.bundle.value.ManifestDifference;
import io.modelops.bundle.value.Model;
import io.modelops.bundle.value.PushPlan;
import io.modelops.bundle.value.PushResult;
import io.modelops.bundle.value.Reference;
import io.modelops.bundle.value.RegistryOptions;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/**
 * The manifest of a bundle: which models and files are in it, with their digests. It keeps the
 * exact bytes of the document; the files stay on disk and are verified again whenever they are
 * read.
 */
public final class Manifest {
  /** A document that a registry takes as config blob. */
  private static final int LARGEST = 64 << 20;

  private final Context context;
  private final ManifestFormat format;
  private final byte[] bytes;
  private final ManifestContent content;

  private Manifest(Context context, ManifestFormat format, byte[] bytes, ManifestContent content) {
    this.context = context;
    this.format = format;
    this.bytes = bytes;
    this.content = content;
  }

  static Manifest run(
      Context context, List<Model> models, List<String> extraFiles, Cancellation token) {
    ManifestFormat format = context.providers().one(ManifestFormat.class, "bundle-manifest");
    Map<String, ManifestFormat.Entry> entries = new HashMap<>();
    SortedSet<String> paths = new TreeSet<>(BundlePath.ORDER);
    paths.addAll(extraFiles);
    for (Model model : models) {
      paths.addAll(model.files());
      var entry = new ManifestFormat.Entry(model.className(), model.files());
      if (entries.put(model.id(), entry) != null) {
        throw new ManifestException(
            "duplicate-model",
            model.location().file(),
            "two models have the id " + model.id(),
            "select one of them",
            null);
      }
    }
    if (paths.isEmpty()) {
      throw new ManifestException(
          "nothing-selected",
          format.fileName(),
          "no model and no file is selected, so there is nothing to bundle",
          "look at Discovery.candidates(): each has the reason why it is no model",
          null);
    }
    Map<String, FileEntry> files =
        new ProjectFiles(context.root(), HashAlgorithm.SHA_256)
            .hash(paths, context.operation(token));
    return written(context, format, entries, files);
  }

  private static Manifest written(
      Context context,
      ManifestFormat format,
      Map<String, ManifestFormat.Entry> entries,
      Map<String, FileEntry> files) {
    try {
      byte[] bytes = format.write(entries, files);
      return new Manifest(context, format, bytes, format.read(bytes));
    } catch (IllegalArgumentException | IOException e) {
      throw new ManifestException(
          "not-representable", format.fileName(), String.valueOf(e.getMessage()), "", e);
    }
  }

  /** The document, byte for byte as {@link #write} writes it. */
  public byte[] bytes() {
    return bytes.clone();
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
    return write(file());
  }

  /** Writes the document to a file of the caller's choice, in the same manner. */
  public Path write(Path file) {
    try {
      if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
        requireRegular(file);
      }
      AtomicFile.write(file, bytes);
      return file;
    } catch (ClosedByInterruptException e) {
      throw new CancellationException("interrupted while writing " + file);
    } catch (IOException e) {
      throw new ManifestException(
          "unwritable",
          file.toString(),
          "cannot write " + file + ": " + FileFailure.reason(e),
          "check permissions and space",
          e);
    }
  }

  /**
   * Compares with the {@code manifest.json} in the project.
   *
   * @throws ManifestException if that file is there and is no manifest of this format
   */
  public ManifestDifference check() {
    Path file = file();
    try {
      return Files.exists(file, LinkOption.NOFOLLOW_LINKS)
          ? ManifestDifference.between(format.read(recorded(file)), content)
          : ManifestDifference.between(null, content);
    } catch (IOException e) {
      throw new ManifestException(
          "unreadable-manifest",
          format.fileName(),
          format.fileName() + ": " + FileFailure.reason(e),
          "write it anew",
          e);
    }
  }

  private static byte[] recorded(Path file) throws IOException {
    requireRegular(file);
    try (InputStream in = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
      byte[] bytes = in.readNBytes(LARGEST + 1);
      if (bytes.length > LARGEST) {
        throw new IOException("it has more than " + LARGEST + " bytes");
      }
      return bytes;
    }
  }

  private static void requireRegular(Path file) throws IOException {
    if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
      throw new IOException("it exists and is no regular file");
    }
  }

  private Path file() {
    return context.root().resolve(format.fileName());
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
    return push(reference, options, Cancellation.NONE);
  }

  /**
   * Says what a push would do. Sends nothing.
   *
   * @throws RegistryException if the registry refuses or cannot be reached
   * @throws ManifestException if a file is no longer what the manifest says
   */
  public PushPlan plan(Reference reference, RegistryOptions options) {
    return plan(reference, options, Cancellation.NONE);
  }

  /** {@link #plan(Reference, RegistryOptions)} on an executor; cancelling stops the work. */
  public CompletableFuture<PushPlan> planAsync(
      Reference reference, RegistryOptions options, Executor executor) {
    return Async.run(executor, token -> plan(reference, options, token));
  }

  private PushPlan plan(Reference reference, RegistryOptions options, Cancellation token) {
    return new Push(context, reference, options, context.operation(token))
        .plan(bytes, format.mediaType(), content);
  }

  /** {@link #push(Reference, RegistryOptions)} on an executor; cancelling stops the work. */
  public CompletableFuture<PushResult> pushAsync(
      Reference reference, RegistryOptions options, Executor executor) {
    return Async.run(executor, token -> push(reference, options, token));
  }

  private PushResult push(Reference reference, RegistryOptions options, Cancellation token) {
    return new Push(context, reference, options, context.operation(token))
        .run(bytes, format.mediaType(), content);
  }
}
