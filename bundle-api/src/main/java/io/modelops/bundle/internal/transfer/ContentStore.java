package io.modelops.bundle.internal.transfer;

import io.modelops.bundle.spi.Repository;
import io.modelops.bundle.value.Descriptor;
import io.modelops.bundle.value.ManifestContent.FileEntry;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;

/** Keeps contents by their digests. Safe for use by several threads. */
interface ContentStore {
  /** Whether a content is here. */
  boolean has(FileEntry wanted) throws IOException;

  /**
   * Tells what is about to be fetched.
   *
   * @param contents that are to be kept
   * @param packs that are read for them
   */
  default void expect(Collection<FileEntry> contents, List<Descriptor> packs) throws IOException {
    // nothing needs to be known before
  }

  /**
   * Keeps a content.
   *
   * @return whether it is what it should be; if not, nothing is kept
   */
  boolean put(FileEntry wanted, InputStream content) throws IOException;

  /** Fetches a layer that is one file, and keeps it, as far as it is not here. */
  Path fetch(Descriptor layer, Repository repository) throws IOException;

  /** Fetches a layer that is read once; the caller deletes it. */
  Path fetchPack(Descriptor pack, Repository repository) throws IOException;
}
