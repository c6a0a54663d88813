package io.modelops.bundle.internal.project;

import io.modelops.bundle.internal.call.Project;
import io.modelops.bundle.spi.ForwardingSourceTree;
import io.modelops.bundle.spi.Memory;
import io.modelops.bundle.spi.Operation;
import io.modelops.bundle.spi.SettingsFormat;
import io.modelops.bundle.spi.SourceTree;
import io.modelops.bundle.value.Omission;
import io.modelops.bundle.value.WalkOptions;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A project's tree that remembers what was read of it: which files an answer depends on, and the
 * fingerprint of each that was read whole. Files of settings are read once and kept, and the files
 * are listed once for whoever asks for the same or fewer. What a session knows already is not read
 * again.
 */
public final class RecordedTree extends ForwardingSourceTree implements Memory {
  private static final String GIT_IGNORE = ".gitignore";
  private static final String GIT_EXCLUDE = ".git/info/exclude";

  private final SearchMemory memory;
  private final Set<String> settings;
  private final Map<String, Fingerprint> read;
  private final Set<String> inputs = ConcurrentHashMap.newKeySet();
  private final Map<String, Optional<byte[]>> kept = new ConcurrentHashMap<>();
  private volatile @Nullable KnownListing known;
  private volatile boolean complete = true;

  /** For a search that is alone. */
  public RecordedTree(Project project) {
    this(project, new SearchMemory());
  }

  /** For one of the searches of a session. */
  public RecordedTree(Project project, SearchMemory memory) {
    super(project.providers().one(SourceTree.class, "bundle-discovery"));
    this.memory = memory;
    this.read = new ConcurrentHashMap<>(memory.size());
    this.known = memory.listing();
    this.settings =
        project.providers().all(SettingsFormat.class).stream()
            .map(SettingsFormat::fileName)
            .collect(Collectors.toSet());
  }

  /** What was read, when all is read. */
  public Inputs inputs() {
    inputs.removeAll(read.keySet());
    SortedSet<String> paths = memory.sorted(read.keySet(), inputs);
    return new Inputs(paths, Collections.unmodifiableMap(read), complete);
  }

  @Override
  public Listing list(Path root, WalkOptions options, Operation operation) throws IOException {
    KnownListing before = known;
    if (before == null) {
      Instant start = Instant.now();
      Listing listing = super.list(root, options, operation);
      known = new KnownListing(options, listing);
      memory.listed(known, start);
      return recorded(listing);
    }
    Optional<Listing> narrowed = before.narrowed(options);
    return recorded(narrowed.isPresent() ? narrowed.get() : super.list(root, options, operation));
  }

  private Listing recorded(Listing listing) {
    listing
        .basis()
        .forEach(
            (path, stat) -> {
              if (stat.isFile()) {
                inputs.add(path); // an ignore file
              }
            });
    return listing;
  }

  /** Depends on the ignore files on the way, of which git's may be above the project. */
  @Override
  public Optional<Omission.Cause> omits(Path root, String path, WalkOptions options)
      throws IOException {
    if (options.gitIgnore()) {
      for (int slash = path.lastIndexOf('/'); ; slash = path.lastIndexOf('/', slash - 1)) {
        inputs.add(path.substring(0, slash + 1) + GIT_IGNORE);
        if (slash <= 0) {
          break;
        }
      }
      inputs.add(GIT_EXCLUDE);
      complete &= !isInRepository(root.getParent());
    }
    return super.omits(root, path, options);
  }

  private static boolean isInRepository(@Nullable Path directory) {
    Path each = directory;
    while (each != null && !Files.exists(each.resolve(".git"))) {
      each = each.getParent();
    }
    return each != null;
  }

  @Override
  public InputStream open(Path root, String path) throws IOException {
    inputs.add(path);
    return super.open(root, path);
  }

  @Override
  public byte[] read(Path root, String path, int limit) throws IOException {
    Optional<byte[]> before = kept.get(path);
    Optional<byte[]> content = before == null ? readAndRecord(root, path, limit) : before;
    byte[] bytes = content.orElseThrow(() -> new NoSuchFileException(path));
    return bytes.length <= limit ? bytes : Arrays.copyOf(bytes, limit);
  }

  /** Empty if there is no such file. */
  private Optional<byte[]> readAndRecord(Path root, String path, int limit) throws IOException {
    inputs.add(path);
    Optional<byte[]> content;
    try {
      content = Optional.of(base().read(root, path, limit));
    } catch (NoSuchFileException e) {
      content = Optional.empty();
    }
    boolean whole = content.isEmpty() || content.get().length < limit;
    if (whole && settings.contains(path)) {
      kept.put(path, content);
    }
    if (whole && content.isPresent()) {
      Fingerprint fingerprint = Fingerprint.of(content.get());
      read.put(path, fingerprint);
      memory.read(path, fingerprint);
    }
    return content;
  }

  @Override
  public <T> T keep(Class<T> type, Supplier<T> first) {
    return memory.keep(type, first);
  }

  @Override
  public @Nullable Object version(String path) {
    Fingerprint fingerprint = memory.known(path);
    if (fingerprint != null) {
      read.put(path, fingerprint);
    }
    return fingerprint;
  }
}
