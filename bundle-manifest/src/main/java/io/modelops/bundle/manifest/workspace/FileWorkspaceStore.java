package io.modelops.bundle.manifest.workspace;

import io.modelops.bundle.error.ErrorCode;
import io.modelops.bundle.error.WorkspaceException;
import io.modelops.bundle.internal.files.CheckedFile;
import io.modelops.bundle.internal.files.FileStats;
import io.modelops.bundle.spi.Operation;
import io.modelops.bundle.spi.WorkspaceStore;
import io.modelops.bundle.value.FileStat;
import io.modelops.bundle.value.WorkspaceState;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the state in {@code .modelops-bundle}. The store is safe for use by several threads,
 * processes and class loaders, even on a file system without locks. On a file system without hard
 * links, it depends on locks.
 */
public final class FileWorkspaceStore implements WorkspaceStore {
  static final String DIRECTORY = ".modelops-bundle";

  private static final Duration MAX_WAIT = Duration.ofSeconds(30);
  private static final int MAX_READS = 1_000;

  /** The bytes of one read, for which a file stream allocates a buffer outside the heap. */
  private static final int STEP = 1 << 18;

  private final Duration maxWait;
  private final Locking locking;

  /** Waits up to 30 seconds for another process. */
  public FileWorkspaceStore() {
    this(MAX_WAIT);
  }

  /**
   * For hosts that need another limit.
   *
   * @param maxWait how long to wait for the change of another process
   */
  public FileWorkspaceStore(Duration maxWait) {
    this(maxWait, new FileLocking());
  }

  FileWorkspaceStore(Duration maxWait, Locking locking) {
    this.maxWait = maxWait;
    this.locking = locking;
  }

  @Override
  public String id() {
    return "modelops-bundle-directory";
  }

  @Override
  public String directoryName() {
    return DIRECTORY;
  }

  @Override
  public boolean exists(Path root) {
    Path directory = root.resolve(DIRECTORY);
    if (!Files.exists(directory, LinkOption.NOFOLLOW_LINKS)) {
      return false;
    }
    try {
      return new Generations(StateDirectory.open(root)).latest() > 0;
    } catch (IOException | WorkspaceException e) {
      return true; // read reports what is wrong
    }
  }

  @Override
  public Path scratch(Path root) throws IOException {
    return StateDirectory.make(root);
  }

  @Override
  public boolean create(Path root, WorkspaceState initial) throws IOException {
    Generations generations = new Generations(StateDirectory.make(root));
    if (generations.latest() > 0) {
      return false;
    }
    boolean created = generations.commit(1, StateText.write(initial));
    generations.clean();
    return created;
  }

  @Override
  public WorkspaceState read(Path root) throws IOException {
    Generations generations = new Generations(StateDirectory.open(root));
    return read(generations, generations.latest());
  }

  @Override
  public WorkspaceState update(Path root, UnaryOperator<WorkspaceState> change, Operation operation)
      throws IOException {
    Path directory = StateDirectory.open(root);
    Closeable lock = locking.acquire(directory, maxWait, operation);
    try {
      return update(new Generations(directory), change, operation);
    } finally {
      lock.close();
    }
  }

  private static WorkspaceState update(
      Generations generations, UnaryOperator<WorkspaceState> change, Operation operation)
      throws IOException {
    while (true) {
      operation.check();
      long latest = generations.latest();
      WorkspaceState old = read(generations, latest);
      WorkspaceState changed = change.apply(old);
      if (changed.equals(old) || generations.commit(latest + 1, StateText.write(changed))) {
        generations.clean();
        return changed;
      }
    }
  }

  /** Retries, as others may replace and remove a state before it is read. */
  private static WorkspaceState read(Generations generations, long latest) throws IOException {
    long number = latest;
    for (int i = 0; i < MAX_READS && number > 0; i++) {
      Path file = generations.file(number);
      try {
        return StateReader.read(bytes(file));
      } catch (NoSuchFileException e) {
        number = generations.latest();
      } catch (StateReader.NewerException e) {
        throw newer(file, e);
      } catch (FileSystemException e) {
        throw e;
      } catch (IOException e) {
        throw damaged(file, e);
      }
    }
    throw missing();
  }

  private static WorkspaceException missing() {
    return new WorkspaceException(
        ErrorCode.STATE_MISSING,
        List.of(DIRECTORY),
        DIRECTORY + " has no state",
        "initialize the workspace again",
        null);
  }

  private static byte[] bytes(Path file) throws IOException {
    BasicFileAttributes attributes =
        Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
    if (!attributes.isRegularFile()) {
      throw new IOException("it is no regular file");
    }
    if (attributes.size() > StateText.MAX_BYTES) {
      throw new IOException("it has more than " + StateText.MAX_BYTES + " bytes");
    }
    byte[] bytes = new byte[(int) attributes.size()];
    int length = 0;
    try (InputStream in = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
      int read = 0;
      while (read >= 0 && length < bytes.length) {
        read = in.read(bytes, length, Math.min(STEP, bytes.length - length));
        length += Math.max(read, 0);
      }
    }
    return length == bytes.length ? bytes : Arrays.copyOf(bytes, length);
  }

  private static WorkspaceException damaged(Path file, IOException e) {
    String name = DIRECTORY + "/" + file.getFileName();
    return new WorkspaceException(
        ErrorCode.STATE_DAMAGED,
        List.of(name),
        name + " is damaged: " + e.getMessage(),
        "delete that file to go back to the state before, if there is one; else delete "
            + DIRECTORY
            + ", initialize again and add the files; no file of the project is touched by that",
        e);
  }

  private static WorkspaceException newer(Path file, StateReader.NewerException e) {
    String name = DIRECTORY + "/" + file.getFileName();
    return new WorkspaceException(
        ErrorCode.STATE_NEWER,
        List.of(name),
        name + " was written by a later release of modelops-bundle: " + e.getMessage(),
        "use that release",
        e);
  }

  @Override
  public String revision(Path root) throws IOException {
    Instant now = Instant.now();
    Generations generations = new Generations(StateDirectory.open(root));
    for (int i = 0; i < MAX_READS; i++) {
      long number = generations.latest();
      if (number == 0) {
        break;
      }
      try {
        FileStat stat = FileStats.of(generations.file(number));
        return stat.isSettled(now)
            ? number + " " + stat.inode() + " " + stat.size() + " " + stat.changed()
            : "";
      } catch (NoSuchFileException e) {
        // another process has replaced and removed it
      }
    }
    throw missing();
  }

  @Override
  public @Nullable ByteBuffer readCache(Path root, String name) {
    try {
      return CheckedFile.read(StateDirectory.open(root).resolve(name));
    } catch (IOException | WorkspaceException e) {
      return null;
    }
  }

  @Override
  public void writeCache(Path root, String name, ByteBuffer content) {
    try {
      CheckedFile.write(StateDirectory.open(root).resolve(name), content);
    } catch (IOException | WorkspaceException e) {
      // the next call makes a new one
    }
  }
}
