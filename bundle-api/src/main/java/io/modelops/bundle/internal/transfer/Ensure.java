package io.modelops.bundle.internal.transfer;

import io.modelops.bundle.error.ErrorCode;
import io.modelops.bundle.error.RegistryException;
import io.modelops.bundle.error.WorkspaceException;
import io.modelops.bundle.internal.cache.ContentCache;
import io.modelops.bundle.internal.cache.ContentCache.Trust;
import io.modelops.bundle.internal.cache.Lease;
import io.modelops.bundle.internal.call.Call;
import io.modelops.bundle.internal.call.Project;
import io.modelops.bundle.internal.files.ExclusiveFile;
import io.modelops.bundle.internal.files.FileFailure;
import io.modelops.bundle.spi.ManifestFormat;
import io.modelops.bundle.spi.Operation;
import io.modelops.bundle.spi.WorkspaceStore;
import io.modelops.bundle.value.BundlePath;
import io.modelops.bundle.value.Descriptor;
import io.modelops.bundle.value.Digest;
import io.modelops.bundle.value.EnsureOptions;
import io.modelops.bundle.value.EnsureResult;
import io.modelops.bundle.value.EnsureResult.Origin;
import io.modelops.bundle.value.Inspection;
import io.modelops.bundle.value.ManifestContent;
import io.modelops.bundle.value.PullChanges;
import io.modelops.bundle.value.Reference;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;

/** Sees to it that a bundle, or a part of it, is in the cache, or in a directory. */
public final class Ensure {
  private static final int MAX_WAIT_MILLIS = 60_000;
  private static final int TICK_MILLIS = 50;

  private final Call call;
  private final Reference reference;
  private final EnsureOptions options;
  private final Operation operation;

  public Ensure(Call call, Reference reference, EnsureOptions options) {
    this.call = call;
    this.reference = reference;
    this.options = options;
    this.operation = call.operation();
  }

  /** What is done once a bundle is known. */
  private interface Use {
    EnsureResult apply(RemoteBundle bundle, List<String> files, CacheSupply supply)
        throws IOException;
  }

  /** Into the cache only. */
  public EnsureResult inCache() {
    return with(
        (bundle, files, supply) ->
            EnsureResult.of(bundle.inspection(), files)
                .withTransfer(supply.fill(bundle, files), 0, Origin.HERE));
  }

  /** Into a directory, of which only what is not as it should be is written. */
  public EnsureResult inDirectory(Project project, WorkspaceStore store) {
    return with((bundle, files, supply) -> place(project, store, bundle, files, supply));
  }

  private EnsureResult with(Use use) {
    try {
      Trust trust = options.hashed() ? Trust.NOTHING : Trust.SEALED;
      ContentCache cache = ContentCache.of(call, options.cache(), trust, operation);
      try (Lease lease = cache.lease();
          CachedRepository repository =
              new CachedRepository(call, reference, options, cache, operation)) {
        return with(cache, lease, repository, use);
      }
    } catch (ClosedByInterruptException e) {
      throw new CancellationException("interrupted");
    } catch (IOException e) {
      throw failed(e);
    }
  }

  private EnsureResult with(ContentCache cache, Lease lease, CachedRepository repository, Use use)
      throws IOException {
    Remote remote = new Remote(call, reference, options.wanted().registry(), operation);
    Descriptor manifest = remote.find(repository);
    lease.hold(manifest.digest());
    RemoteBundle bundle = remote.read(manifest, repository);
    List<String> files =
        new Scope(options.wanted())
            .of(bundle.content(), reference).keySet().stream().sorted(BundlePath.ORDER).toList();
    CacheSupply supply = new CacheSupply(cache, repository, operation);
    EnsureResult result = use.apply(bundle, files, supply);
    remember(cache, manifest.digest());
    int cached = files.size() - Math.min(files.size(), supply.fetchedFiles());
    Origin origin = repository.isAsked() ? Origin.REGISTRY : Origin.HERE;
    return result.withTransfer(result.fetched(), cached, origin);
  }

  /** A cache that cannot be written remembers nothing. */
  private void remember(ContentCache cache, Digest manifest) throws IOException {
    if (cache.isWritten()) {
      cache.refs().put(reference, manifest);
    }
  }

  private EnsureResult place(
      Project project,
      WorkspaceStore store,
      RemoteBundle bundle,
      List<String> files,
      CacheSupply supply)
      throws IOException {
    PreparedPull prepared = prepare(project, store, bundle, supply);
    prepared.requireAllowed();
    EnsureResult found = EnsureResult.of(bundle.inspection(), files);
    String directory = project.root().toString();
    PullTarget target = new PullTarget(project, store, null);
    if (isMarked(target, bundle) && isDone(prepared.changes())) {
      return found.withDirectory(directory, prepared.changes());
    }
    List<Descriptor> layers = new ArrayList<>(supply.fill(bundle, prepared.fetched()));
    target.prepare();
    try (ExclusiveFile held = taken(target)) {
      if (held == null) {
        throw locked(target);
      }
      PreparedPull now = prepare(project, store, bundle, supply);
      now.requireAllowed();
      layers.addAll(now.run(done -> mark(target, bundle, done)).fetched());
      return found.withTransfer(layers, 0, Origin.HERE).withDirectory(directory, now.changes());
    }
  }

  private PreparedPull prepare(
      Project project, WorkspaceStore store, RemoteBundle bundle, CacheSupply supply)
      throws IOException {
    PullTarget target = new PullTarget(project, store, null);
    ManifestContent before = content(known(target), bundle.manifestFormat());
    return PreparedPull.of(
        new PullTarget(project, store, before), options.wanted(), bundle, operation, supply);
  }

  /** What was ensured last; null if nothing was. */
  private static @Nullable EnsuredMark known(PullTarget target) throws IOException {
    EnsuredMark mark = EnsuredMark.read(target.mark());
    return mark == null ? EnsuredMark.read(target.formerMark()) : mark;
  }

  private @Nullable ManifestContent content(@Nullable EnsuredMark mark, ManifestFormat format) {
    try {
      return mark == null ? null : format.read(mark.document(), operation);
    } catch (IOException e) {
      return null; // of another format, or damaged
    }
  }

  private boolean isMarked(PullTarget target, RemoteBundle bundle) throws IOException {
    EnsuredMark mark = EnsuredMark.read(target.mark());
    return mark != null
        && Files.notExists(target.staging()) // of one that was killed before it tidied up
        && mark.manifest().equals(bundle.inspection().manifest().digest())
        && mark.selection().equals(EnsuredMark.selection(options.wanted()));
  }

  private static boolean isDone(PullChanges changes) {
    return changes.written().findAny().isEmpty() && changes.deleted().isEmpty();
  }

  private void mark(PullTarget target, RemoteBundle bundle, Inspection done) throws IOException {
    new EnsuredMark(
            done.manifest().digest(), EnsuredMark.selection(options.wanted()), bundle.document())
        .write(target.mark());
  }

  /** Waits a while for another process that writes to the directory; null if it goes on. */
  private @Nullable ExclusiveFile taken(PullTarget target) throws IOException {
    ExclusiveFile held = ExclusiveFile.take(target.lock());
    for (int waited = 0; held == null && waited < MAX_WAIT_MILLIS; waited += TICK_MILLIS) {
      operation.check();
      operation.waiting("another process writes to " + target.project().root());
      pause();
      held = ExclusiveFile.take(target.lock());
    }
    return held;
  }

  private static WorkspaceException locked(PullTarget target) {
    return new WorkspaceException(
        ErrorCode.LOCKED,
        List.of(),
        "another process writes to " + target.project().root(),
        "wait for it to end",
        null);
  }

  private static void pause() {
    try {
      Thread.sleep(TICK_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CancellationException("interrupted");
    }
  }

  private RegistryException failed(IOException e) {
    return new RegistryException(
        ErrorCode.ENSURE_FAILED,
        reference.toString(),
        0,
        "",
        "cannot ensure " + reference + ": " + FileFailure.describe(e),
        "what was fetched is in the cache; run it again",
        e);
  }
}
