package io.modelops.bundle.internal.transfer;

import io.modelops.bundle.value.ManifestContent.FileEntry;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a directory got from registries, or has in one: all that may be replaced without loss.
 *
 * @param synced of the last push or pull; empty before the first one
 * @param begun of a pull that has not ended, of which some files may be there
 * @param made files that can be made again, whatever is in them
 */
record KnownContent(Map<String, FileEntry> synced, Map<String, FileEntry> begun, Set<String> made) {

  /** Whether a file of this name is known. */
  boolean names(String path) {
    return synced.containsKey(path) || begun.containsKey(path);
  }

  boolean has(String path, @Nullable FileEntry content) {
    return made.contains(path) || (content != null && isOfBundle(path, content));
  }

  private boolean isOfBundle(String path, FileEntry content) {
    return content.equals(synced.get(path)) || content.equals(begun.get(path));
  }

  /** Whether a content of this size may be known. */
  boolean mayHave(String path, long size) {
    FileEntry last = synced.get(path);
    FileEntry next = begun.get(path);
    return (last != null && last.size() == size) || (next != null && next.size() == size);
  }

  /** Whether a file that is not there was deleted by somebody. */
  boolean misses(String path) {
    return synced.containsKey(path) && (begun.isEmpty() || begun.containsKey(path));
  }
}
