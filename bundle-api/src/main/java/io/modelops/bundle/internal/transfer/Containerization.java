package io.modelops.bundle.internal.transfer;

import io.modelops.bundle.error.ErrorCode;
import io.modelops.bundle.error.RegistryException;
import io.modelops.bundle.internal.call.Project;
import io.modelops.bundle.internal.files.FileFailure;
import io.modelops.bundle.internal.project.ProjectFiles;
import io.modelops.bundle.spi.ArtifactFormat.Part;
import io.modelops.bundle.spi.Blob;
import io.modelops.bundle.spi.ImageBuilder;
import io.modelops.bundle.spi.ImageBuilder.Image;
import io.modelops.bundle.spi.ImageBuilder.Recipe;
import io.modelops.bundle.spi.Operation;
import io.modelops.bundle.spi.Repository;
import io.modelops.bundle.value.BundlePath;
import io.modelops.bundle.value.ContainerizeOptions;
import io.modelops.bundle.value.ContainerizeResult;
import io.modelops.bundle.value.Descriptor;
import io.modelops.bundle.value.Digest;
import io.modelops.bundle.value.ManifestContent;
import io.modelops.bundle.value.ProgressListener.Outcome;
import io.modelops.bundle.value.ProgressListener.Phase;
import io.modelops.bundle.value.Reference;
import io.modelops.bundle.value.TagResult;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;

/** One image with the files of a bundle: built, and sent where it is to go. */
public final class Containerization {

  private final Project project;
  private final ManifestContent content;
  private final SortedMap<String, Blob> files = new TreeMap<>(BundlePath.ORDER);
  private final Reference base;
  private final Reference to;
  private final ContainerizeOptions options;
  private final Operation operation;

  /**
   * @param file the name of the manifest document, which is put beside the files that it lists
   */
  public Containerization(
      Project project,
      ManifestContent content,
      Map.Entry<String, byte[]> file,
      Reference base,
      Reference to,
      ContainerizeOptions options) {
    this.project = project;
    this.content = content;
    this.base = base;
    this.to = to;
    this.options = options;
    this.operation = project.operation();
    ProjectFiles disk = new ProjectFiles(project);
    content.files().forEach((path, entry) -> files.put(path, disk.blob(path, entry)));
    files.put(file.getKey(), Blob.of(file.getValue()));
  }

  /** Does it. */
  public ContainerizeResult run() {
    ImageBuilder builder = project.providers().one(ImageBuilder.class, "bundle-registry");
    try (Repository source = project.call().open(base, options.base(), operation);
        Repository target = project.call().open(to, options.target(), operation)) {
      target.willWrite();
      Descriptor root = new Remote(project.call(), base, options.base(), operation).find(source);
      try (Image image = builder.build(source, root, recipe(root), operation)) {
        return send(image, source, target);
      }
    } catch (IOException e) {
      throw new RegistryException(
          ErrorCode.IMAGE_FAILED,
          to.toString(),
          0,
          "",
          "cannot build an image upon " + base + ": " + FileFailure.describe(e),
          "the tag is as it was; mend the cause, and try again",
          e);
    }
  }

  private Recipe recipe(Descriptor root) throws IOException {
    SortedMap<String, String> labels = new TreeMap<>();
    labels.put("org.opencontainers.image.base.digest", root.digest().toString());
    if (base instanceof Reference.Registry) { // a path means nothing elsewhere
      labels.put("org.opencontainers.image.base.name", base.toString());
    }
    labels.put("io.modelops.bundle.digest", content.bundleDigest().toString());
    labels.putAll(options.labels());
    return new Recipe(
        options.platform(),
        options.directory(),
        files,
        new PythonPath(content).in(options.directory()),
        options.entrypoint(),
        labels,
        project.call().environment().sourceDate().orElse(Instant.EPOCH));
  }

  private ContainerizeResult send(Image image, Repository source, Repository target)
      throws IOException {
    Part manifest = image.manifest();
    Digest digest = manifest.descriptor().digest();
    require(digest);
    Named named = Named.in(target, to);
    if (!options.force()) {
      named.keep(digest);
    }
    List<Part> parts = parts(image, source);
    Set<Digest> ofBase = new HashSet<>();
    image.baseLayers().forEach(layer -> ofBase.add(layer.digest()));
    operation.started(
        Phase.PUSH, parts.size(), parts.stream().mapToLong(p -> p.descriptor().size()).sum());
    List<Outcome> outcomes =
        operation.map(
            parts,
            Push.MAX_CONNECTIONS,
            part -> send(part, ofBase.contains(part.descriptor().digest()), target));
    operation.check();
    if (to.tag() == null) {
      target.putManifest(manifest.descriptor(), manifest.content());
    } else {
      target.tag(manifest.descriptor(), manifest.content(), to.tag());
    }
    operation.completed(Phase.PUSH);
    return ContainerizeResult.of(
        content.bundleDigest(),
        base,
        image.base(),
        TagResult.of(to, digest, named.digest()),
        of(Outcome.SENT, parts, outcomes),
        of(Outcome.MOUNTED, parts, outcomes),
        of(Outcome.PRESENT, parts, outcomes));
  }

  private void require(Digest image) {
    if (to.digest() != null && !to.digest().equals(image)) {
      throw new RegistryException(
          ErrorCode.DIGEST_MISMATCH,
          to.toString(),
          0,
          "",
          to + ": this is another image, " + image,
          "name a tag",
          null);
    }
  }

  /** No digest twice. */
  private static List<Part> parts(Image image, Repository source) {
    List<Part> parts = new ArrayList<>(image.parts());
    image.baseLayers().stream()
        .distinct()
        .forEach(layer -> parts.add(new Part(layer, () -> source.openBlob(layer, 0))));
    return parts;
  }

  private Outcome send(Part part, boolean ofBase, Repository target) throws IOException {
    Descriptor blob = part.descriptor();
    Outcome outcome = Outcome.SENT;
    if (target.exists(blob)) {
      outcome = Outcome.PRESENT;
    } else if (ofBase && Copy.mount(blob, base, to, target)) {
      outcome = Outcome.MOUNTED;
    }
    if (outcome == Outcome.SENT) {
      target.push(blob, WatchedStream.of(part.content(), operation, Phase.PUSH, blob.title()));
    } else {
      operation.advanced(Phase.PUSH, blob.title(), blob.size());
    }
    operation.finished(Phase.PUSH, blob.title(), outcome);
    return outcome;
  }

  private static List<Descriptor> of(Outcome wanted, List<Part> parts, List<Outcome> outcomes) {
    return IntStream.range(0, parts.size())
        .filter(i -> outcomes.get(i) == wanted)
        .mapToObj(i -> parts.get(i).descriptor())
        .toList();
  }
}
