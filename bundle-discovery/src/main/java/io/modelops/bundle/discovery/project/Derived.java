package io.modelops.bundle.discovery.project;

import io.modelops.bundle.spi.ForwardingSourceTree;
import io.modelops.bundle.spi.SourceParser.Sources;
import io.modelops.bundle.spi.SourceTree;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What was made of some files of a project, which are read again only if one has changed. Whether
 * there are the same files is for others to know.
 */
public final class Derived<T> {
  private final T value;
  private final Map<String, @Nullable Object> versions = new HashMap<>();

  /** Makes something of files. */
  @FunctionalInterface
  public interface Maker<T> {
    T make(Sources sources) throws IOException;
  }

  /** Notes what is read. */
  private static final class Watched extends ForwardingSourceTree {
    private final Set<String> read = new HashSet<>();

    Watched(SourceTree base) {
      super(base);
    }

    @Override
    public byte[] read(Path root, String path, int limit) throws IOException {
      read.add(path);
      return base().read(root, path, limit);
    }
  }

  private Derived(T value) {
    this.value = value;
  }

  /** What is made now. */
  public static <T> Derived<T> of(Sources sources, Maker<T> maker) throws IOException {
    Watched tree = new Watched(sources.tree());
    T made = maker.make(new Sources(sources.root(), tree, sources.files(), sources.memory()));
    Derived<T> derived = new Derived<>(made);
    tree.read.forEach(path -> derived.versions.put(path, sources.memory().version(path)));
    return derived;
  }

  /** Whether the same would be made now. For the answer, all the files were read. */
  public boolean holds(Sources sources) {
    for (Map.Entry<String, @Nullable Object> each : versions.entrySet()) {
      Object now = sources.memory().version(each.getKey());
      if (now == null || !now.equals(each.getValue())) {
        return false;
      }
    }
    return true;
  }

  public T value() {
    return value;
  }
}
