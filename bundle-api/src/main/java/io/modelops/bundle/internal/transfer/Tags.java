package io.modelops.bundle.internal.transfer;

import io.modelops.bundle.error.ErrorCode;
import io.modelops.bundle.error.RegistryException;
import io.modelops.bundle.internal.call.Call;
import io.modelops.bundle.internal.files.FileFailure;
import io.modelops.bundle.spi.Blob;
import io.modelops.bundle.spi.Operation;
import io.modelops.bundle.spi.Repository;
import io.modelops.bundle.value.Descriptor;
import io.modelops.bundle.value.Reference;
import io.modelops.bundle.value.RegistryOptions;
import io.modelops.bundle.value.TagOptions;
import io.modelops.bundle.value.TagResult;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The tags of a repository: listed, and put. */
public record Tags(Call call, Operation operation) {
  private static final int PAGE = 1_000;
  private static final int MAX_TAGS = 1_000_000;

  /** All of a place, in its order. */
  public List<String> all(Reference reference, RegistryOptions options) {
    return in(
        reference,
        options,
        repository -> {
          List<String> all = new ArrayList<>();
          Set<String> seen = new HashSet<>();
          for (List<String> page = repository.tags(PAGE, null);
              !page.isEmpty();
              page = repository.tags(PAGE, page.get(page.size() - 1))) {
            operation.check();
            if (!seen.add(page.get(page.size() - 1)) || all.size() > MAX_TAGS) {
              throw new IOException("its list of tags has no end");
            }
            all.addAll(page);
          }
          return all.stream().distinct().toList();
        });
  }

  /** One page. */
  public List<String> page(
      Reference reference, RegistryOptions options, int limit, @Nullable String last) {
    if (limit < 1) {
      throw new IllegalArgumentException("limit: " + limit);
    }
    return in(reference, options, repository -> List.copyOf(repository.tags(limit, last)));
  }

  /** Names by a tag what a reference names. */
  public TagResult put(Reference reference, String tag, TagOptions options) {
    Reference tagged = reference.withTag(tag);
    try (Repository repository = call.open(reference, options.registry(), operation)) {
      repository.willWrite();
      Descriptor manifest = remote(reference, options.registry()).find(repository);
      Named named = Named.in(repository, tagged);
      if (!options.force()) {
        named.keep(manifest.digest());
      }
      if (!named.isSame(manifest.digest())) {
        byte[] content = remote(reference, options.registry()).manifest(manifest, repository);
        repository.tag(manifest, Blob.of(content), tag);
      }
      return TagResult.of(tagged, manifest.digest(), named.digest());
    } catch (IOException e) {
      throw new RegistryException(
          ErrorCode.PUSH_FAILED,
          tagged.toString(),
          0,
          "",
          "cannot put the tag of " + tagged + ": " + FileFailure.describe(e),
          "try again",
          e);
    }
  }

  private Remote remote(Reference reference, RegistryOptions options) {
    return new Remote(call, reference, options, operation);
  }

  /** Reads something of a repository. */
  private interface Reading {
    List<String> of(Repository repository) throws IOException;
  }

  private List<String> in(Reference reference, RegistryOptions options, Reading reading) {
    try (Repository repository = call.open(reference, options, operation)) {
      return reading.of(repository);
    } catch (IOException e) {
      throw Remote.unreadable(reference, e);
    }
  }
}
