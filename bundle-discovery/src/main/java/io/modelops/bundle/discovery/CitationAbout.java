package io.modelops.bundle.discovery;

import io.modelops.bundle.discovery.project.CitationFile;
import io.modelops.bundle.spi.AboutFormat;
import io.modelops.bundle.value.About;

/**
 * CITATION.cff, in which a project says how it is cited (Citation File Format 1.2). The version in
 * it is left alone: it is that of a release, and pyproject.toml knows that of the files.
 */
public final class CitationAbout implements AboutFormat {
  private static final String FILE = "CITATION.cff";

  /** Keeps no state. */
  public CitationAbout() {}

  @Override
  public String id() {
    return "citation";
  }

  @Override
  public String fileName() {
    return FILE;
  }

  @Override
  public About read(byte[] document) {
    return CitationFile.parse(FILE, document).about();
  }
}
