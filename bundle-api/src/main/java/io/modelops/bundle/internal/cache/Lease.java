package io.modelops.bundle.internal.cache;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.modelops.bundle.internal.cache.CacheDirectory.Change;
import io.modelops.bundle.internal.files.Ownership;
import io.modelops.bundle.value.Digest;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Tells collections what a call uses: a file with a line about the process, and one for each OCI
 * manifest. It grows by an empty line each minute. A cache that cannot be written has no leases,
 * and nothing is collected from it.
 */
public final class Lease implements Closeable {
  private static final Duration BEAT = Duration.ofMinutes(1);

  /** After so long without a sign, a process that cannot be looked for is gone. */
  private static final Duration MAX_SILENCE = Duration.ofHours(1);

  private static final String OWNER = ownerOfThisProcess();

  private final @Nullable Path file;
  private final @Nullable Thread beating;

  private Lease(@Nullable Path file) {
    this.file = file;
    this.beating = file == null ? null : new Thread(this::beat, "modelops-bundle-lease");
    if (beating != null) {
      beating.setDaemon(true);
      beating.start();
    }
  }

  static Lease in(ContentCache cache) throws IOException {
    CacheDirectory directory = cache.directory();
    try {
      int unused = new Leases(cache).endDead();
      Path file = directory.make(directory.leases()).resolve(UUID.randomUUID().toString());
      Files.writeString(file, OWNER + "\n", StandardOpenOption.CREATE_NEW);
      directory.permit(file, Change.LATER);
      return new Lease(file);
    } catch (FileSystemException e) {
      return new Lease(null); // a cache to read
    }
  }

  /** Its name; null if the cache cannot be written. */
  @Nullable Path file() {
    return file;
  }

  /** From now on a bundle is used. What of it is then in the cache stays there. */
  public void hold(Digest manifest) throws IOException {
    write(manifest + "\n");
  }

  private void write(String line) throws IOException {
    if (file != null) {
      Files.writeString(file, line, UTF_8, StandardOpenOption.APPEND);
    }
  }

  private void beat() {
    try {
      while (true) {
        Thread.sleep(BEAT.toMillis());
        write("\n");
      }
    } catch (InterruptedException | IOException e) {
      // it is closed, or lost
    }
  }

  @Override
  public void close() throws IOException {
    if (beating != null) {
      beating.interrupt();
    }
    if (file != null) {
      Files.deleteIfExists(file);
    }
  }

  /** One of whatever process. */
  record Read(Path file, String owner, List<Digest> manifests, Instant beat) {
    /**
     * Reads one.
     *
     * @throws NoSuchFileException if it has ended
     */
    static Read of(Path file) throws IOException {
      try {
        Instant beat = Files.getLastModifiedTime(file).toInstant();
        List<String> lines = Files.readAllLines(file);
        List<Digest> manifests = new ArrayList<>();
        for (String line : lines.subList(Math.min(1, lines.size()), lines.size())) {
          if (!line.isEmpty()) {
            manifests.add(Digest.parse(line));
          }
        }
        return new Read(file, lines.isEmpty() ? "" : lines.get(0), manifests, beat);
      } catch (IllegalArgumentException e) {
        return new Read(file, "", List.of(), Instant.now()); // it is being written
      }
    }

    /**
     * Whether its process may still run.
     *
     * @param now as the file system says
     */
    boolean isLive(Instant now) throws IOException {
      String[] theirs = owner.split(" ", 3);
      String[] ours = OWNER.split(" ", 3);
      boolean known = theirs.length == 3 && !ours[2].isEmpty() && theirs[2].equals(ours[2]);
      if (known && Ownership.isOurs(file, file)) { // others' processes may be hidden
        return (theirs[0] + " " + theirs[1]).equals(process(theirs[0]));
      }
      return now.isBefore(beat.plus(MAX_SILENCE));
    }
  }

  /** Number and start of a process; of one that is gone something else. */
  private static String process(String number) {
    return number.matches("[0-9]{1,18}")
        ? ProcessHandle.of(Long.parseLong(number)).map(Lease::text).orElse("")
        : "";
  }

  private static String text(ProcessHandle process) {
    return process.pid()
        + " "
        + process.info().startInstant().map(Instant::toEpochMilli).orElse(0L);
  }

  /** The process, the start of its machine and its name space of processes. */
  private static String ownerOfThisProcess() {
    return text(ProcessHandle.current()) + " " + machine();
  }

  /** Empty where the system does not say. */
  private static String machine() {
    try {
      String boot = Files.readString(Path.of("/proc/sys/kernel/random/boot_id")).strip();
      return boot + " " + Files.readSymbolicLink(Path.of("/proc/self/ns/pid"));
    } catch (IOException | UnsupportedOperationException e) {
      return "";
    }
  }
}
