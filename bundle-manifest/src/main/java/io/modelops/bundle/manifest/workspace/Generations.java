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
 * The states of a directory, numbered. The highest number is the state. A change of state N makes
 * the file N+1, which only one of several can, so no change is lost even where locks do nothing.
 *
 * <p>A writer that slept while others changed the state often may make a file whose number was used
 * and removed. It is never taken for the state, as there is a higher one then; and its writer
 * learns of it by looking again, and starts over.
 */
final class Generations {
  private static final String PREFIX = "state-";

  /** So many states back a writer may be and still know whether it was the one to succeed. */
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
   * Makes the state that follows a state.
   *
   * @return false if another was faster
   */
  boolean commit(long next, byte[] content) throws IOException {
    try {
      AtomicFile.create(file(next), content, directory);
    } catch (FileAlreadyExistsException e) {
      return false;
    } catch (NoSuchFileException e) {
      if (Files.isDirectory(directory)) {
        return false; // a writer who did not know of this one cleaned up
      }
      throw e;
    }
    return latest() < next + KEPT;
  }

  /** Removes old states, and temporary files of killed writers; the next one may, as well. */
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
      // the state itself is written
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

  /** 0 for a file that is no state. */
  private static long number(Path file) {
    String name = String.valueOf(file.getFileName());
    return name.matches(PREFIX + "[1-9][0-9]{0,17}")
        ? Long.parseLong(name.substring(PREFIX.length()))
        : 0;
  }
}
