package io.modelops.bundle.internal.files;

import java.nio.file.FileSystemException;

/** What has a name is no regular file, or a symbolic link leads to it. */
public final class IrregularFileException extends FileSystemException {
  private static final long serialVersionUID = 1L;

  private final boolean link;

  IrregularFileException(String path, boolean link) {
    super(path, null, link ? "it is, or lies behind, a symbolic link" : "no regular file");
    this.link = link;
  }

  /** Whether it is, or lies behind, a symbolic link. */
  public boolean isLink() {
    return link;
  }
}
