package io.modelops.bundle.registry.http;

import io.modelops.bundle.error.ErrorCode;
import io.modelops.bundle.error.RegistryException;
import io.modelops.bundle.registry.oci.ManifestParts;
import io.modelops.bundle.spi.Blob;
import io.modelops.bundle.spi.Operation;
import io.modelops.bundle.spi.Repository;
import io.modelops.bundle.value.Descriptor;
import io.modelops.bundle.value.Digest;
import io.modelops.bundle.value.Mirror.Capability;
import io.modelops.bundle.value.UploadSession;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;

/**
 * A repository whose content comes from mirrors where it can. Whoever fails, or gives something
 * else, is passed over. Once something is to be written, one place alone is asked.
 */
final class MirroredRepository implements Repository {
  private static final Logger LOG = Log.of(MirroredRepository.class);

  /** What is no longer is read whole, so that nobody gets to see what is wrong in it. */
  private static final int MAX_HELD = 4 << 20;

  private static final Set<ErrorCode> SILENT = Set.of(ErrorCode.UNREACHABLE, ErrorCode.TIMEOUT);

  private final List<Place> mirrors;
  private final Place registry;
  private final Repository target;
  private final Operation operation;
  private final Set<Digest> distrusted = ConcurrentHashMap.newKeySet();
  private final Set<Digest> unsaid = ConcurrentHashMap.newKeySet();
  private volatile boolean writes;

  /**
   * @param mirrors in the order in which they are asked
   * @param target where is written, and what is asked from then on: the registry or another
   */
  MirroredRepository(
      List<Place> mirrors, Repository registry, Repository target, Operation operation) {
    this.mirrors = List.copyOf(mirrors);
    this.registry = new Place(registry, Set.of());
    this.target = target;
    this.operation = operation;
  }

  /** Somewhere to read from. */
  static final class Place {
    private final Repository repository;
    private final Set<Capability> capabilities;
    private volatile boolean silent;

    Place(Repository repository, Set<Capability> capabilities) {
      this.repository = repository;
      this.capabilities = capabilities;
    }

    private void failed(Exception e) {
      silent |= e instanceof RegistryException known && SILENT.contains(known.errorCode());
      LOG.debug("{} is passed over: {}", repository.place(), e.getMessage());
    }
  }

  /** Mirrors that may do this and answer, then the registry. */
  private List<Place> places(Capability needed) {
    List<Place> places = new ArrayList<>();
    for (Place mirror : mirrors) {
      if (!writes && !mirror.silent && mirror.capabilities.contains(needed)) {
        places.add(mirror);
      }
    }
    places.add(registry);
    return places;
  }

  @Override
  public String place() {
    return registry.repository.place();
  }

  @Override
  public void willWrite() {
    writes = true;
    target.willWrite();
  }

  private Repository toWrite() {
    writes = true;
    return target;
  }

  @Override
  public Optional<Descriptor> resolve(String tagOrDigest) throws IOException {
    if (writes) {
      return target.resolve(tagOrDigest);
    }
    boolean tag = tagOrDigest.indexOf(':') < 0;
    for (Place place : places(tag ? Capability.RESOLVE : Capability.PULL)) {
      if (place == registry) {
        break;
      }
      try {
        Optional<Descriptor> found = place.repository.resolve(tagOrDigest);
        if (found.isPresent()) {
          return found;
        }
      } catch (IOException | RegistryException e) {
        place.failed(e);
      }
    }
    return registry.repository.resolve(tagOrDigest);
  }

  @Override
  public InputStream openManifest(Descriptor manifest) throws IOException {
    return openBlob(manifest, 0);
  }

  @Override
  public InputStream openBlob(Descriptor blob, long offset) throws IOException {
    if (writes) {
      return target.openBlob(blob, offset);
    }
    List<Place> places =
        distrusted.contains(blob.digest()) ? List.of(registry) : places(Capability.PULL);
    return offset == 0 && blob.size() <= MAX_HELD
        ? held(blob, places)
        : new MirroredStream(blob, offset, places.iterator(), this);
  }

  private InputStream held(Descriptor blob, List<Place> places) throws IOException {
    for (Place place : places) {
      if (place == registry) {
        break;
      }
      try (InputStream in = place.repository.openBlob(blob, 0)) {
        return new ByteArrayInputStream(in.readAllBytes());
      } catch (IOException | RegistryException e) {
        passOver(place, blob, e);
      }
    }
    return registry.repository.openBlob(blob, 0);
  }

  /** Opens a blob at one place; null if it fails and is not the last one. */
  @Nullable InputStream open(Place place, Descriptor blob, long offset) throws IOException {
    try {
      return place.repository.openBlob(blob, offset);
    } catch (IOException | RegistryException e) {
      if (place == registry) {
        throw e;
      }
      passOver(place, blob, e);
      return null;
    }
  }

  boolean isRegistry(Place place) {
    return place == registry;
  }

  /** Takes notice of a failure of a mirror. Who gives wrong content is named. */
  void passOver(Place place, Descriptor blob, Exception e) {
    place.failed(e);
    if (e instanceof RegistryException wrong && wrong.errorCode() == ErrorCode.DIGEST_MISMATCH) {
      distrust(blob);
      operation.waiting(
          "the mirror " + place.repository.place() + " gives wrong content; asking elsewhere");
    }
  }

  void distrust(Descriptor blob) {
    distrusted.add(blob.digest());
    unsaid.add(blob.digest());
  }

  @Override
  public boolean hasOtherSource(Descriptor blob) {
    return unsaid.remove(blob.digest());
  }

  @Override
  public List<Descriptor> parts(Descriptor manifest) throws IOException {
    return ManifestParts.in(this, manifest);
  }

  @Override
  public List<String> tags(int limit, @Nullable String last) throws IOException {
    return registry.repository.tags(limit, last);
  }

  @Override
  public List<Descriptor> referrers(Digest subject, @Nullable String artifactType)
      throws IOException {
    return registry.repository.referrers(subject, artifactType);
  }

  @Override
  public boolean exists(Descriptor blob) throws IOException {
    return toWrite().exists(blob);
  }

  @Override
  public void push(Descriptor blob, Blob content) throws IOException {
    toWrite().push(blob, content);
  }

  @Override
  public boolean mount(Descriptor blob, String fromRepository) throws IOException {
    return toWrite().mount(blob, fromRepository);
  }

  @Override
  public Optional<UploadSession> startUpload(Descriptor blob) throws IOException {
    return toWrite().startUpload(blob);
  }

  @Override
  public Optional<UploadSession> continueUpload(
      UploadSession session, Descriptor blob, Blob content) throws IOException {
    return toWrite().continueUpload(session, blob, content);
  }

  @Override
  public void putManifest(Descriptor manifest, Blob content) throws IOException {
    toWrite().putManifest(manifest, content);
  }

  @Override
  public void tag(Descriptor manifest, Blob content, String tag) throws IOException {
    toWrite().tag(manifest, content, tag);
  }

  @Override
  public void addReferrers(Digest subject, List<Descriptor> referrers) throws IOException {
    toWrite().addReferrers(subject, referrers);
  }

  @Override
  public void removeReferrers(Digest subject, List<Digest> referrers) throws IOException {
    toWrite().removeReferrers(subject, referrers);
  }

  @Override
  public boolean deleteManifest(Digest manifest) throws IOException {
    return toWrite().deleteManifest(manifest);
  }

  @Override
  public boolean deleteTag(String tag) throws IOException {
    return toWrite().deleteTag(tag);
  }

  @Override
  public boolean deleteBlob(Digest blob) throws IOException {
    return toWrite().deleteBlob(blob);
  }

  @Override
  public void close() throws IOException {
    for (Place mirror : mirrors) {
      mirror.repository.close();
    }
    target.close();
    registry.repository.close();
  }
}
