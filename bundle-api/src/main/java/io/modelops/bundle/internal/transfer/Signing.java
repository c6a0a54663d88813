package io.modelops.bundle.internal.transfer;

import io.modelops.bundle.error.ErrorCode;
import io.modelops.bundle.error.RegistryException;
import io.modelops.bundle.internal.files.FileFailure;
import io.modelops.bundle.spi.Repository;
import io.modelops.bundle.spi.SignatureFormat;
import io.modelops.bundle.spi.SignatureFormat.Claim;
import io.modelops.bundle.spi.SignatureFormat.Request;
import io.modelops.bundle.spi.SignatureFormat.Signed;
import io.modelops.bundle.value.Descriptor;
import io.modelops.bundle.value.Digest;
import io.modelops.bundle.value.SignOptions;
import io.modelops.bundle.value.SignatureReport;
import io.modelops.bundle.value.SignatureReport.State;
import io.modelops.bundle.value.SigningKey;
import io.modelops.bundle.value.VerificationKey;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** Signatures of what a reference names: made, and verified. */
public record Signing(Remote remote) {
  /** How often another writer may overwrite a tag of signatures. */
  private static final int MAX_ATTEMPTS = 20;

  public SignatureReport verify(Collection<VerificationKey> keys) {
    try (Repository repository = open()) {
      return report(new SignatureSearch(remote, repository, remote.find(repository)), keys);
    } catch (IOException e) {
      throw Remote.unreadable(remote.reference(), e);
    }
  }

  private Repository open() throws IOException {
    return remote.call().open(remote.reference(), remote.options(), remote.operation());
  }

  private SignatureReport report(SignatureSearch search, Collection<VerificationKey> keys)
      throws IOException {
    return SignatureReport.of(
        remote.reference(), search.subject(), search.judged(search.all(), keys));
  }

  /** Signs by every format that can, once. */
  public SignatureReport sign(SigningKey key, SignOptions options) {
    try (Repository repository = open()) {
      repository.willWrite();
      SignatureSearch search = new SignatureSearch(remote, repository, remote.find(repository));
      List<SignatureSearch.Found> there =
          search.all().stream().filter(each -> isOf(each, key, search)).toList();
      List<Descriptor> referrers = new ArrayList<>();
      for (SignatureFormat format : search.formats()) {
        Optional<String> tag = format.tag(search.subject().digest());
        if (tag.isPresent()) {
          tag(format, tag.get(), request(search, key, options), there, repository);
        } else {
          referrers.addAll(refer(format, request(search, key, options), there, repository));
        }
      }
      if (!referrers.isEmpty()) {
        repository.addReferrers(search.subject().digest(), referrers);
      }
      return report(search, List.of(key.publicKey()));
    } catch (IOException e) {
      throw new RegistryException(
          ErrorCode.PUSH_FAILED,
          remote.reference().toString(),
          0,
          "",
          remote.reference() + ": cannot sign it: " + FileFailure.describe(e),
          "try again",
          e);
    }
  }

  private static boolean isOf(SignatureSearch.Found found, SigningKey key, SignatureSearch search) {
    return search.judge(found, List.of(key.publicKey())).state() == State.VALID;
  }

  private Request request(SignatureSearch search, SigningKey key, SignOptions options) {
    return new Request(search.subject(), remote.reference(), key, options, new byte[0]);
  }

  /** Whether the key signed that before. An attestation is the same if it says the same. */
  private static boolean isThere(
      Signed signed, SignatureFormat format, List<SignatureSearch.Found> there) {
    return there.stream()
        .filter(each -> each.format().equals(format.id()))
        .map(SignatureSearch.Found::claim)
        .anyMatch(claim -> claim != null && isSame(claim, signed));
  }

  private static boolean isSame(Claim claim, Signed signed) {
    return claim.attestation() == signed.attestation()
        && (!claim.attestation() || Arrays.equals(claim.message(), signed.message()));
  }

  private List<Descriptor> refer(
      SignatureFormat format,
      Request request,
      List<SignatureSearch.Found> there,
      Repository repository)
      throws IOException {
    List<Descriptor> referrers = new ArrayList<>();
    for (Signed signed : format.sign(request)) {
      if (!isThere(signed, format, there)) {
        new ArtifactUpload(repository, remote.operation()).send(signed.artifact().blobs());
        Descriptor manifest = signed.artifact().manifest().descriptor();
        repository.putManifest(manifest, signed.artifact().manifest().content());
        referrers.add(manifest);
      }
    }
    return referrers;
  }

  /** Adds to what lies under a tag, again if another writer was faster. */
  private void tag(
      SignatureFormat format,
      String tag,
      Request request,
      List<SignatureSearch.Found> there,
      Repository repository)
      throws IOException {
    for (int i = 0; i < MAX_ATTEMPTS; i++) {
      Optional<Descriptor> now = repository.resolve(tag);
      byte[] tagged = now.isPresent() ? remote.manifest(now.get(), repository) : new byte[0];
      List<Signed> all =
          format.sign(
              new Request(
                  request.subject(),
                  request.reference(),
                  request.key(),
                  request.options(),
                  tagged));
      if (all.isEmpty() || isThere(all.get(0), format, there)) {
        return;
      }
      Signed signed = all.get(0);
      Descriptor manifest = signed.artifact().manifest().descriptor();
      new ArtifactUpload(repository, remote.operation()).send(signed.artifact().blobs());
      repository.tag(manifest, signed.artifact().manifest().content(), tag);
      Optional<Digest> named = repository.resolve(tag).map(Descriptor::digest);
      if (named.isPresent() && named.get().equals(manifest.digest())) {
        return;
      }
    }
    throw new IOException("others keep changing the signatures under the tag " + tag);
  }
}
