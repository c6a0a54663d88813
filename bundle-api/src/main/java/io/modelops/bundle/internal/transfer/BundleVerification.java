package io.modelops.bundle.internal.transfer;

import io.modelops.bundle.error.ErrorCode;
import io.modelops.bundle.error.RegistryException;
import io.modelops.bundle.internal.call.Call;
import io.modelops.bundle.spi.ArtifactFormat.Location;
import io.modelops.bundle.spi.Operation;
import io.modelops.bundle.spi.Repository;
import io.modelops.bundle.value.Descriptor;
import io.modelops.bundle.value.Digest;
import io.modelops.bundle.value.ProgressListener.Phase;
import io.modelops.bundle.value.Reference;
import io.modelops.bundle.value.RegistryOptions;
import io.modelops.bundle.value.VerifyResult;
import io.modelops.bundle.value.VerifyResult.Fault;
import io.modelops.bundle.value.VerifyResult.Finding;
import io.modelops.bundle.value.VerifyResult.Kind;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads all of a bundle where it is kept, and tells everything that is not right. What names the
 * rest has to be readable; beyond that, no fault hides another one.
 */
public final class BundleVerification {
  private final Remote remote;
  private final Operation operation;
  private final List<Finding> findings = new ArrayList<>();
  private @Nullable Digest known;
  private long bytes;
  private int sound;

  public BundleVerification(Call call, Reference reference, RegistryOptions options) {
    this.operation = call.operation();
    this.remote = new Remote(call, reference, options, operation);
  }

  public VerifyResult run() {
    try (Repository repository =
        remote.call().open(remote.reference(), remote.options(), operation)) {
      return verify(remote.find(repository), repository);
    } catch (IOException e) {
      throw Remote.unreadable(remote.reference(), e);
    }
  }

  private VerifyResult verify(Descriptor manifest, Repository repository) throws IOException {
    VerifyResult result = VerifyResult.of(remote.reference(), manifest.digest());
    Remote.Artifact artifact;
    try {
      artifact = remote.artifact(manifest, repository);
    } catch (RegistryException e) {
      Fault fault = fault(e);
      if (fault == Fault.UNREADABLE) {
        throw e; // of what it names nothing is known
      }
      return result.withFindings(List.of(finding(Kind.MANIFEST, manifest, fault, why(e))));
    }
    read(manifest);
    RemoteBundle bundle = bundle(manifest, artifact, repository);
    LayerVerification layers = new LayerVerification(remote, repository, bundle);
    List<Descriptor> all = layers(artifact);
    operation.started(Phase.VERIFY, all.size(), all.stream().mapToLong(Descriptor::size).sum());
    List<Boolean> read = operation.map(all, Push.MAX_CONNECTIONS, layers::run);
    operation.completed(Phase.VERIFY);
    findings.addAll(layers.findings());
    int blobs = sound + (int) read.stream().filter(each -> each).count();
    return (known == null ? result : result.withBundleDigest(known))
        .withRead(blobs, layers.soundFiles(), bytes + layers.bytes())
        .withFindings(findings);
  }

  /** Both documents; null if the second one is not right, or they contradict one another. */
  private @Nullable RemoteBundle bundle(
      Descriptor manifest, Remote.Artifact artifact, Repository repository) throws IOException {
    Descriptor config = artifact.contents().config();
    RemoteBundle bundle;
    try {
      bundle = remote.read(manifest, artifact, repository);
    } catch (RegistryException e) {
      if (e.errorCode() == ErrorCode.NOT_A_BUNDLE) {
        throw e;
      }
      findings.add(finding(Kind.CONFIG, config, fault(e), why(e)));
      return null;
    }
    read(config);
    known = bundle.content().bundleDigest();
    try {
      Location unused = bundle.location();
      return bundle;
    } catch (RegistryException e) {
      findings.add(finding(Kind.MANIFEST, manifest, Fault.DAMAGED, why(e)));
      return null;
    }
  }

  private void read(Descriptor document) {
    sound++;
    bytes += document.size();
  }

  /** Each once; the document was read as the config. */
  private static List<Descriptor> layers(Remote.Artifact artifact) {
    Set<Digest> seen = new HashSet<>(Set.of(artifact.contents().config().digest()));
    return artifact.contents().layers().stream().filter(layer -> seen.add(layer.digest())).toList();
  }

  static Finding finding(Kind kind, Descriptor what, Fault fault, String why) {
    return new Finding(kind, what.title(), fault, what.digest(), null, why);
  }

  static String why(Exception e) {
    return String.valueOf(e.getMessage());
  }

  static Fault fault(RegistryException e) {
    return switch (e.errorCode()) {
      case CONTENT_MISSING -> Fault.MISSING;
      case DIGEST_MISMATCH, INVALID_MANIFEST, TOO_LARGE, PROTOCOL -> Fault.DAMAGED;
      default -> Fault.UNREADABLE;
    };
  }
}
