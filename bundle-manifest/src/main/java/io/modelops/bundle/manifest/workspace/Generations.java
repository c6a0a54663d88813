package io.modelops.bundle.manifest.workspace;

import io.modelops.bundle.internal.files.AtomicFile;
import io.modelops.bundle.internal.files.TemporaryFile;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The numbered states of a directory. The file with the highest number is the current state. A
 * change of state N creates the file N+1. Only one of several writers can create it, so no change
 * is lost, even without locks.
 *
 * <p>A writer may be suspended while others change the state several times. It may then create a
 * file whose number was used and removed before. A file with a higher number exists, so that file
 * never becomes the current state. The writer detects this by listing the files again and starts
 * over.
 */
final class Generations {
  private static final String PREFIX = "state-";

  /** The number of states kept. A writer that is fewer states behind finds the file of another. */
  private static final int KEPT = 3;

  private final Path directory;

  Generations(Path directory) {
    this.directory = directory;
  }

  /** The number of the state; 0 if there is none. */
  long latest() throws IOException {
    long latest = 0;
    for (Path file : files()) {
      latest = Math.max(latest, number(file));
    }
    return latest;
  }

  Path file(long number) {
    return directory.resolve(PREFIX + number);
  }

  /**
   * Creates the state with a number.
   *
   * @return false if another writer was faster
   */
  boolean commit(long next, byte[] content) throws IOException {
    try {
      AtomicFile.create(file(next), content, directory);
    } catch (FileAlreadyExistsException e) {
      return false;
    } catch (NoSuchFileException e) {
      if (Files.isDirectory(directory)) {
        return false; // another writer has removed the temporary file
      }
      throw e;
    }
    return latest() < next + KEPT;
  }

  /** Removes old states and the temporary files of killed writers. A failure is ignored. */
  void clean() {
    TemporaryFile.removeLeftovers(directory);
    try {
      long latest = latest();
      for (Path file : files()) {
        long number = number(file);
        if (number > 0 && number <= latest - KEPT) {
          Files.deleteIfExists(file);
        }
      }
    } catch (IOException e) {
      // the state is written, and the next writer tries again
    }
  }

  private List<Path> files() throws IOException {
    List<Path> files = new ArrayList<>();
    try (DirectoryStream<Path> stream = Files.newDirectoryStream(directory)) {
      stream.forEach(files::add);
      return files;
    } catch (DirectoryIteratorException e) {
      throw e.getCause();
    }
  }

  /** The number of a state; 0 for any other file. */
  private static long number(Path file) {
    String name = String.valueOf(file.getFileName());
    return name.matches(PREFIX + "[1-9][0-9]{0,17}")
        ? Long.parseLong(name.substring(PREFIX.length()))
        : 0;
  }
}
