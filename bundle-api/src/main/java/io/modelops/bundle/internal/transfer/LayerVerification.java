package io.modelops.bundle.internal.transfer;

import io.modelops.bundle.error.ErrorCode;
import io.modelops.bundle.error.RegistryException;
import io.modelops.bundle.internal.files.FileFailure;
import io.modelops.bundle.spi.ArtifactFormat.Location;
import io.modelops.bundle.spi.ArtifactFormat.PackLayer;
import io.modelops.bundle.spi.HashAlgorithm;
import io.modelops.bundle.spi.Repository;
import io.modelops.bundle.value.Descriptor;
import io.modelops.bundle.value.Digest;
import io.modelops.bundle.value.ManifestContent.FileEntry;
import io.modelops.bundle.value.ProgressListener.Outcome;
import io.modelops.bundle.value.ProgressListener.Phase;
import io.modelops.bundle.value.VerifyResult.Fault;
import io.modelops.bundle.value.VerifyResult.Finding;
import io.modelops.bundle.value.VerifyResult.Kind;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Reads layers as streams, so that none is ever held or stored, and the files in them. Safe for use
 * by several threads.
 */
final class LayerVerification {
  private static final int CHUNK = 1 << 17;

  private final Remote remote;
  private final Repository repository;
  private final @Nullable RemoteBundle bundle;
  private final Location location;
  private final Queue<Finding> findings = new ConcurrentLinkedQueue<>();
  private final AtomicLong bytes = new AtomicLong();
  private final Set<String> sound = ConcurrentHashMap.newKeySet();
  private final Set<String> wrong = ConcurrentHashMap.newKeySet();
  private final Set<PackLayer> unread = ConcurrentHashMap.newKeySet();
  private volatile boolean silent;

  /**
   * @param bundle null if layers and files cannot be told to belong together
   */
  LayerVerification(Remote remote, Repository repository, @Nullable RemoteBundle bundle) {
    this.remote = remote;
    this.repository = repository;
    this.bundle = bundle;
    this.location = bundle == null ? new Location(Map.of(), List.of()) : bundle.location();
  }

  long bytes() {
    return bytes.get();
  }

  /** How many files are right, once every layer was read. */
  int soundFiles() {
    return sound.size();
  }

  /** What is not right, once every layer was read. */
  List<Finding> findings() {
    List<Finding> all = new ArrayList<>(findings);
    if (bundle != null) {
      bundle.content().files().forEach((path, entry) -> judge(path, entry, all));
    }
    return all;
  }

  /** A file may be in no layer. Where a layer is wrong, that is said of the layer. */
  private void judge(String path, FileEntry entry, List<Finding> all) {
    if (entry.size() == 0) {
      sound.add(path); // it can be made
    } else if (!sound.contains(path)
        && !wrong.contains(path)
        && unread.stream().noneMatch(pack -> pack.mayHold(path))) {
      String why = "it is in none of the bundle's layers";
      all.add(new Finding(Kind.FILE, path, Fault.MISSING, entry.digest(), null, why));
    }
  }

  /**
   * Reads one layer.
   *
   * @return whether its content is what its digest says
   */
  boolean run(Descriptor layer) {
    List<PackLayer> packs =
        location.packs().stream()
            .filter(pack -> pack.layer().digest().equals(layer.digest()))
            .toList();
    boolean right = isRight(layer, packs);
    if (!right) {
      unread.addAll(packs);
    }
    for (Map.Entry<String, Descriptor> file : location.files().entrySet()) {
      if (file.getValue().digest().equals(layer.digest())) {
        (right ? sound : wrong).add(file.getKey());
      }
    }
    remote.operation().finished(Phase.VERIFY, layer.title(), Outcome.DONE);
    return right;
  }

  private boolean isRight(Descriptor layer, List<PackLayer> packs) {
    if (silent) {
      return found(layer, Fault.UNREADABLE, "it was not asked for: the place does not answer");
    }
    try {
      if (packs.isEmpty()) {
        read(layer, null);
      }
      for (PackLayer pack : packs) {
        read(layer, pack);
      }
      return true;
    } catch (RegistryException e) {
      if (e.errorCode() == ErrorCode.DIGEST_MISMATCH && repository.hasOtherSource(layer)) {
        return isRight(layer, packs); // from where mirrors have it
      }
      silent |= e.errorCode() == ErrorCode.UNREACHABLE || e.errorCode() == ErrorCode.TIMEOUT;
      return found(layer, BundleVerification.fault(e), BundleVerification.why(e));
    } catch (IOException e) {
      return found(layer, Fault.UNREADABLE, FileFailure.describe(e));
    }
  }

  private boolean found(Descriptor layer, Fault fault, String why) {
    findings.add(BundleVerification.finding(Kind.LAYER, layer, fault, why));
    return false;
  }

  /** Reads to the end, where the stream says whether it was right, whatever its files are. */
  private void read(Descriptor layer, @Nullable PackLayer pack) throws IOException {
    try (InputStream blob = repository.openBlob(layer, 0)) {
      Passing passing = new Passing(blob, layer);
      IOException fault = pack == null ? null : unpack(pack, passing);
      byte[] chunk = chunk(layer.size());
      while (passing.read(chunk, 0, chunk.length) >= 0) {
        // counted and verified as it passes
      }
      if (fault != null && pack != null) {
        unread.add(pack);
        boolean unused = found(layer, Fault.DAMAGED, BundleVerification.why(fault));
      }
    }
  }

  private static byte[] chunk(long size) {
    return new byte[(int) Math.max(1, Math.min(CHUNK, size))];
  }

  /**
   * Hashes the files of a pack.
   *
   * @return what is wrong with the pack; null if nothing is
   */
  private @Nullable IOException unpack(PackLayer pack, Passing blob) throws IOException {
    RemoteBundle whole = Objects.requireNonNull(bundle);
    try {
      whole.format().unpack(pack, blob, whole.content(), this::verify);
      return null;
    } catch (IOException e) {
      if (blob.failure != null) {
        throw blob.failure;
      }
      return e;
    }
  }

  private void verify(String path, InputStream content) throws IOException {
    FileEntry wanted =
        Objects.requireNonNull(Objects.requireNonNull(bundle).content().files().get(path));
    Digest expected = wanted.digest();
    HashAlgorithm.Hasher hasher = remote.call().providers().hash(expected.algorithm()).newHasher();
    byte[] chunk = chunk(wanted.size());
    for (int n; (n = content.read(chunk)) >= 0; ) {
      hasher.update(ByteBuffer.wrap(chunk, 0, n));
    }
    Digest found = new Digest(expected.algorithm(), HexFormat.of().formatHex(hasher.digest()));
    if (found.equals(expected)) {
      sound.add(path);
    } else if (wrong.add(path)) {
      String why = "its layer has other content than manifest.json says";
      findings.add(new Finding(Kind.FILE, path, Fault.DAMAGED, expected, found, why));
    }
  }

  /** Counts what passes, and tells its own failures from those of who reads. Stays open. */
  private final class Passing extends FilterInputStream {
    private final Descriptor layer;
    private @Nullable IOException failure;

    private Passing(InputStream in, Descriptor layer) {
      super(in);
      this.layer = layer;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
      try {
        int n = super.read(buffer, offset, length);
        if (n > 0) {
          long unused = bytes.addAndGet(n);
          remote.operation().advanced(Phase.VERIFY, layer.title(), n);
        }
        return n;
      } catch (IOException e) {
        failure = e;
        throw e;
      }
    }

    @Override
    public void close() {
      // who opened the blob closes it
    }
  }
}
