package io.modelops.bundle.manifest.workspace;

import io.modelops.bundle.error.WorkspaceException;
import io.modelops.bundle.internal.files.AtomicFile;
import io.modelops.bundle.internal.files.FileStats;
import io.modelops.bundle.spi.Operation;
import io.modelops.bundle.spi.WorkspaceStore;
import io.modelops.bundle.value.FileStat;
import io.modelops.bundle.value.WorkspaceState;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.BufferUnderflowException;
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
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the state in {@code .modelops-bundle}. Safe for use by several threads, processes and class
 * loaders, whether or not the file system has locks; on one without hard links, locks decide.
 */
public final class FileWorkspaceStore implements WorkspaceStore {
  static final String DIRECTORY = ".modelops-bundle";

  private static final String CACHE = "cache";
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final int MOST_READS = 1_000;

  /** A stream of a file makes a buffer outside the heap, as large as what is asked for at once. */
  private static final int STEP = 1 << 18;

  private final Duration patience;
  private final Locking locking;

  /** Waits half a minute for another process. */
  public FileWorkspaceStore() {
    this(PATIENCE);
  }

  /**
   * For hosts that would rather not wait so long.
   *
   * @param patience how long to wait for another process to finish its change
   */
  public FileWorkspaceStore(Duration patience) {
    this(patience, new FileLocking());
  }

  FileWorkspaceStore(Duration patience, Locking locking) {
    this.patience = patience;
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
      return true; // reading it says what is wrong
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
    Closeable lock = locking.acquire(directory, patience, operation);
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

  /** Others may replace and remove the state between looking for it and reading it. */
  private static WorkspaceState read(Generations generations, long latest) throws IOException {
    long number = latest;
    for (int i = 0; i < MOST_READS && number > 0; i++) {
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
        "state-missing",
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
    if (attributes.size() > StateText.LARGEST) {
      throw new IOException("it has more than " + StateText.LARGEST + " bytes");
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
        "state-damaged",
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
        "state-newer",
        List.of(name),
        name + " was written by a later release of modelops-bundle: " + e.getMessage(),
        "use that release",
        e);
  }

  @Override
  public String revision(Path root) throws IOException {
    Instant now = Instant.now();
    Generations generations = new Generations(StateDirectory.open(root));
    for (int i = 0; i < MOST_READS; i++) {
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
        // replaced and removed since
      }
    }
    throw missing();
  }

  @Override
  public @Nullable ByteBuffer readCache(Path root) {
    try {
      ByteBuffer whole = ByteBuffer.wrap(bytes(StateDirectory.open(root).resolve(CACHE)));
      int expected = whole.getInt();
      ByteBuffer content = whole.slice();
      return checksum(content.duplicate()) == expected ? content : null;
    } catch (IOException | WorkspaceException | BufferUnderflowException e) {
      return null;
    }
  }

  @Override
  public void writeCache(Path root, ByteBuffer content) {
    ByteBuffer whole = ByteBuffer.allocate(Integer.BYTES + content.remaining());
    whole.putInt(checksum(content.duplicate())).put(content);
    try {
      AtomicFile.write(StateDirectory.open(root).resolve(CACHE), whole.array());
    } catch (IOException | WorkspaceException e) {
      // then it is made again
    }
  }

  private static int checksum(ByteBuffer content) {
    CRC32C sum = new CRC32C();
    sum.update(content);
    return (int) sum.getValue();
  }
}
