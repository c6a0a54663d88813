package io.modelops.bundle.internal.status;

import io.modelops.bundle.internal.status.StatusEntries.Cursor;
import io.modelops.bundle.value.WorkspaceStatus.FileState;
import io.modelops.bundle.value.WorkspaceStatus.TrackedFile;
import java.io.Serializable;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Objects;

/**
 * The files of an index, unmodified but for those that are {@link #put}: made one by one when asked
 * for, as of many files hardly more is asked than how many there are.
 */
public final class StatusFiles extends AbstractList<TrackedFile> implements Serializable {
  private static final long serialVersionUID = 1L;

  private final transient StatusEntries entries;
  private final int size;
  private final transient Map<Integer, TrackedFile> changed = new HashMap<>();

  StatusFiles(StatusEntries entries, int size) {
    this.entries = entries;
    this.size = size;
  }

  private Object writeReplace() {
    return new ArrayList<>(this);
  }

  @Override
  public int size() {
    return size;
  }

  /** Only while it is made. */
  void put(int at, TrackedFile file) {
    changed.put(at, file);
  }

  @Override
  public TrackedFile get(int at) {
    Objects.checkIndex(at, size);
    TrackedFile file = changed.get(at);
    return file != null ? file : unmodified(entries.cursor(at));
  }

  @Override
  public Iterator<TrackedFile> iterator() {
    Cursor entry = entries.cursor();
    return new Iterator<>() {
      private int at;

      @Override
      public boolean hasNext() {
        return at < size;
      }

      @Override
      public TrackedFile next() {
        if (!entry.next()) {
          throw new NoSuchElementException();
        }
        TrackedFile file = changed.get(at++);
        return file != null ? file : unmodified(entry);
      }
    };
  }

  private static TrackedFile unmodified(Cursor entry) {
    return TrackedFile.of(entry.path(), FileState.UNMODIFIED);
  }
}
