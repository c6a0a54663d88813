package io.modelops.bundle.internal.files;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;

/** Says why a file could not be read or written, in words instead of a class name. */
public final class FileFailure {
  private FileFailure() {}

  /** Why, for a message that names the file. */
  public static String reason(IOException e) {
    if (e instanceof AccessDeniedException) {
      return "permission denied";
    } else if (e instanceof NoSuchFileException) {
      return "it does not exist";
    } else if (e instanceof FileAlreadyExistsException) {
      return "it exists already";
    } else if (e instanceof DirectoryNotEmptyException) {
      return "it is not empty";
    } else if (e instanceof FileSystemException fault && fault.getReason() != null) {
      return fault.getReason();
    }
    return e.getMessage() == null ? e.toString() : e.getMessage();
  }

  /** Which file and why, as far as known, for a message that names none. */
  public static String describe(IOException e) {
    boolean named = e instanceof FileSystemException fault && fault.getFile() != null;
    return named ? ((FileSystemException) e).getFile() + ": " + reason(e) : reason(e);
  }
}
