package io.modelops.bundle.internal.project;

import io.modelops.bundle.internal.call.Project;
import io.modelops.bundle.spi.Provider;
import io.modelops.bundle.spi.SettingsFormat;
import io.modelops.bundle.spi.SourceParser;
import io.modelops.bundle.spi.SourceTree;
import io.modelops.bundle.spi.SourceTree.Listing;
import io.modelops.bundle.spi.WorkspaceStore;
import io.modelops.bundle.value.DiscoveryOptions;
import io.modelops.bundle.value.Issue;
import io.modelops.bundle.value.Omission;
import io.modelops.bundle.value.Suggestion;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The last answer of a search, on disk, with what it follows from. It is of use as long as none of
 * that has changed; whatever is wrong with it, the search is made again. It is replaced as a whole,
 * so several processes may read and write it.
 */
public final class SearchCache {
  /** "mod" and the version of all that is written. */
  private static final int MAGIC = 0x6d6f6401;

  /** So many searches by different options are kept. */
  private static final int MAX_KEPT = 4;

  private final Project project;
  private final CacheStore store;
  private final String key;
  private final Instant start = Instant.now();

  /**
   * What is kept.
   *
   * @param suggestions null if nobody asked for them
   */
  public record Kept(ModelSearch found, @Nullable List<Suggestion> suggestions) {}

  private SearchCache(Project project, CacheStore store, String key) {
    this.project = project;
    this.store = store;
    this.key = key;
  }

  /**
   * That of a project, before it is searched.
   *
   * @param options null: as the settings say
   * @return empty if there is no place for it
   */
  public static Optional<SearchCache> of(Project project, @Nullable DiscoveryOptions options) {
    String key = readers(project) + "\n" + (options == null ? "" : options);
    String name = "cache-discovery-" + Math.floorMod(key.hashCode(), MAX_KEPT);
    return CacheStore.of(project, name).map(store -> new SearchCache(project, store, key));
  }

  /** What reads the tree and the settings, and in which version. */
  private static String readers(Project project) {
    StringBuilder readers = new StringBuilder();
    for (Provider each : project.providers().ordered()) {
      if (each instanceof SourceTree
          || each instanceof SettingsFormat
          || each instanceof SourceParser
          || each instanceof WorkspaceStore) {
        readers.append(ProviderVersion.ofBuild(each)).append(' ');
      }
    }
    return readers.toString();
  }

  /** Null if nothing is kept that holds now. */
  public @Nullable Kept read() {
    ByteBuffer in = store.read();
    try {
      if (in == null || in.getInt() != MAGIC || !CacheCodec.text(in).equals(key)) {
        return null;
      }
      return Basis.read(in).holds(project.root(), project.operation()) ? kept(in) : null;
    } catch (IOException | BufferUnderflowException | IllegalArgumentException e) {
      return null;
    }
  }

  private static Kept kept(ByteBuffer in) {
    Listing listing =
        new Listing(CacheCodec.texts(in), SearchCodec.list(in, SearchCache::omission), List.of());
    TreeSet<String> paths = new TreeSet<>(CacheCodec.texts(in));
    Map<String, Fingerprint> read = new HashMap<>();
    for (int left = in.getInt(); left > 0; left--) {
      read.put(CacheCodec.text(in), new Fingerprint(in.getLong(), in.getLong()));
    }
    ModelSearch found =
        new ModelSearch(
            SearchCodec.list(in, SearchCodec::model),
            SearchCodec.list(in, SearchCodec::issue),
            listing,
            Inputs.of(paths, read, true));
    return new Kept(found, in.get() == 0 ? null : SearchCodec.list(in, SearchCodec::suggestion));
  }

  /**
   * Keeps an answer, unless a change might go unnoticed. A failure is no one's loss.
   *
   * @param suggestions null if nobody asked for them
   */
  public void write(ModelSearch found, @Nullable List<Suggestion> suggestions) {
    Basis basis = Basis.of(project, found.listing(), found.inputs().paths());
    if (basis.isReliable(start)
        && found.inputs().complete()
        && found.issues().stream().noneMatch(Issue::incomplete)) {
      byte[] content = CacheCodec.bytes(out -> write(out, basis, found, suggestions));
      store.write(ByteBuffer.wrap(content));
    }
  }

  private void write(
      DataOutputStream out, Basis basis, ModelSearch found, @Nullable List<Suggestion> suggestions)
      throws IOException {
    out.writeInt(MAGIC);
    CacheCodec.text(out, key);
    basis.write(out);
    CacheCodec.texts(out, found.listing().files());
    SearchCodec.list(out, found.listing().omissions(), SearchCache::omission);
    CacheCodec.texts(out, found.inputs().paths());
    out.writeInt(found.inputs().read().size());
    for (Map.Entry<String, Fingerprint> each : found.inputs().read().entrySet()) {
      CacheCodec.text(out, each.getKey());
      out.writeLong(each.getValue().size());
      out.writeLong(each.getValue().checks());
    }
    SearchCodec.list(out, found.candidates(), SearchCodec::model);
    SearchCodec.list(out, found.issues(), SearchCodec::issue);
    out.writeBoolean(suggestions != null);
    if (suggestions != null) {
      SearchCodec.list(out, suggestions, SearchCodec::suggestion);
    }
  }

  private static void omission(DataOutputStream out, Omission omission) throws IOException {
    CacheCodec.text(out, omission.path());
    out.writeBoolean(omission.directory());
    SearchCodec.constant(out, omission.cause());
  }

  private static Omission omission(ByteBuffer in) {
    String path = CacheCodec.text(in);
    boolean directory = in.get() != 0;
    return new Omission(path, directory, SearchCodec.constant(in, Omission.Cause.class));
  }
}
