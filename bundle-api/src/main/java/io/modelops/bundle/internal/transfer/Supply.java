package io.modelops.bundle.internal.transfer;

import io.modelops.bundle.spi.Operation;
import io.modelops.bundle.spi.Repository;
import io.modelops.bundle.value.Descriptor;
import java.io.IOException;
import java.util.List;

/** How the content that a directory is to have comes to it. */
interface Supply {
  Wording wording();

  /** Whether files come back that somebody deleted. */
  boolean restoresDeleted();

  /** How much is on the directory's disk beside the files, in bytes. */
  long overhead(List<Descriptor> layers);

  /**
   * Brings the content of files.
   *
   * @return the layers that were read
   */
  List<Descriptor> bring(RemoteBundle bundle, List<String> paths, ContentDirectory contents)
      throws IOException;

  /**
   * How messages call what is done.
   *
   * @param subject such as {@code the pull}
   * @param since when files came here
   * @param mend what to do about files that are in the way
   */
  record Wording(String subject, String since, String mend) {}

  /** From a repository: what a pull does. */
  static Supply of(Repository repository, Operation operation) {
    return new Supply() {
      @Override
      public Wording wording() {
        return new Wording(
            "the pull",
            "since the last pull or push",
            "push or move them, or overwrite: copies are kept");
      }

      @Override
      public boolean restoresDeleted() {
        return false;
      }

      @Override
      public long overhead(List<Descriptor> layers) {
        return layers.stream().mapToLong(Descriptor::size).sum();
      }

      @Override
      public List<Descriptor> bring(
          RemoteBundle bundle, List<String> paths, ContentDirectory contents) throws IOException {
        return new Fetch(bundle, operation).run(paths, contents, repository);
      }
    };
  }
}
