package io.modelops.bundle.internal.transfer;

import io.modelops.bundle.error.RegistryException;
import io.modelops.bundle.spi.ArtifactFormat.Location;
import io.modelops.bundle.spi.ArtifactFormat.PackLayer;
import io.modelops.bundle.spi.Operation;
import io.modelops.bundle.spi.Repository;
import io.modelops.bundle.value.BundlePath;
import io.modelops.bundle.value.Descriptor;
import io.modelops.bundle.value.Digest;
import io.modelops.bundle.value.ManifestContent.FileEntry;
import io.modelops.bundle.value.ProgressListener.Outcome;
import io.modelops.bundle.value.ProgressListener.Phase;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;

/** Brings the content of files of a bundle into a {@link ContentStore}. */
final class Fetch {
  private final RemoteBundle bundle;
  private final Location location;
  private final Operation operation;

  /** The packs that have been read. */
  private final Set<PackLayer> read = ConcurrentHashMap.newKeySet();

  Fetch(RemoteBundle bundle, Operation operation) {
    this.bundle = bundle;
    this.location = bundle.location();
    this.operation = operation;
  }

  /** The layers that are read for files, in the order of the OCI manifest; no digest twice. */
  List<Descriptor> layers(Collection<String> paths) {
    Set<Digest> needed = new HashSet<>();
    for (String path : paths) {
      if (entry(path).size() > 0) {
        Descriptor own = location.files().get(path);
        needed.add((own == null ? pack(path).layer() : own).digest());
      }
    }
    return bundle.contents().layers().stream()
        .filter(layer -> needed.remove(layer.digest()))
        .toList();
  }

  /**
   * Fetches files, as far as they are not there.
   *
   * @return the layers that were read
   */
  List<Descriptor> run(Collection<String> paths, ContentStore contents, Repository repository)
      throws IOException {
    List<String> order = List.copyOf(paths);
    List<Boolean> there = operation.map(order, path -> isKept(path, contents));
    Set<String> missing = ConcurrentHashMap.newKeySet();
    IntStream.range(0, order.size())
        .filter(i -> !there.get(i))
        .forEach(i -> missing.add(order.get(i)));
    if (!missing.isEmpty()) {
      contents.expect(
          missing.stream().map(this::entry).toList(),
          layers(missing).stream().filter(layer -> !isFile(layer)).toList());
    }
    List<Descriptor> fetched = new ArrayList<>();
    while (!missing.isEmpty()) {
      List<Descriptor> layers = layers(missing);
      operation.started(
          Phase.PULL, layers.size(), layers.stream().mapToLong(Descriptor::size).sum());
      List<Boolean> unused =
          operation.map(
              layers, Push.MAX_CONNECTIONS, layer -> fetch(layer, missing, contents, repository));
      operation.check();
      operation.completed(Phase.PULL);
      fetched.addAll(layers);
    }
    return fetched;
  }

  /** Whether a file's content is there; that of an empty one can be made. */
  private boolean isKept(String path, ContentStore contents) throws IOException {
    if (contents.has(entry(path))) {
      return true;
    }
    if (entry(path).size() == 0) {
      keep(path, InputStream.nullInputStream(), contents);
      return true;
    }
    return false;
  }

  /** Whether a layer is one file. */
  private boolean isFile(Descriptor layer) {
    return location.files().values().stream()
        .anyMatch(file -> file.digest().equals(layer.digest()));
  }

  private boolean fetch(
      Descriptor layer, Set<String> missing, ContentStore contents, Repository repository)
      throws IOException {
    boolean isFile = isFile(layer);
    Path blob = isFile ? contents.fetch(layer, repository) : contents.fetchPack(layer, repository);
    for (Map.Entry<String, Descriptor> file : location.files().entrySet()) {
      if (file.getValue().digest().equals(layer.digest())) {
        missing.remove(file.getKey());
      }
    }
    for (PackLayer pack : location.packs()) {
      if (pack.layer().digest().equals(layer.digest())) {
        unpack(pack, blob, missing, contents);
        if (!isFile) {
          Files.deleteIfExists(blob);
        }
      }
    }
    operation.finished(Phase.PULL, layer.title(), Outcome.DONE);
    return true;
  }

  private void unpack(PackLayer pack, Path blob, Set<String> missing, ContentStore contents)
      throws IOException {
    read.add(pack);
    try (InputStream in = Files.newInputStream(blob)) {
      bundle
          .format()
          .unpack(
              pack,
              in,
              bundle.content(),
              (path, content) -> take(path, content, missing, contents));
    } catch (UncheckedIOException e) {
      throw e.getCause();
    } catch (IOException e) {
      throw bundle.invalid(e);
    }
  }

  /** What fails here is no fault of the pack. */
  private void take(String path, InputStream content, Set<String> missing, ContentStore contents) {
    operation.check();
    if (missing.remove(path)) {
      try {
        keep(path, content, contents);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private void keep(String path, InputStream content, ContentStore contents) throws IOException {
    FileEntry wanted = entry(path);
    if (!contents.has(wanted) && !contents.put(wanted, content)) {
      throw contradiction(path, "is not what manifest.json says");
    }
  }

  /** The pack that a file is likeliest in: the one for the fewest others. */
  private PackLayer pack(String path) {
    Optional<PackLayer> nearest =
        location.packs().stream()
            .filter(pack -> pack.mayHold(path) && !read.contains(pack))
            .max(Comparator.comparingInt(pack -> pack.directory().length()));
    return nearest.orElseThrow(() -> contradiction(path, "is in none of its layers"));
  }

  private RegistryException contradiction(String path, String fault) {
    return bundle.invalid(new IOException(BundlePath.quote(path) + " " + fault));
  }

  private FileEntry entry(String path) {
    FileEntry entry = bundle.content().files().get(path);
    if (entry == null) {
      throw new IllegalArgumentException(path);
    }
    return entry;
  }
}
