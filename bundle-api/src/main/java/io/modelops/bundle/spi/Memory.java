package io.modelops.bundle.spi;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What a parser may keep between the searches of a session, so that what has not changed is neither
 * read nor parsed again. A search gives the answer that it would give with an empty memory.
 */
public interface Memory {
  /** Keeps nothing, knows nothing: that of a search that is alone. */
  Memory NONE =
      new Memory() {
        @Override
        public <T> T keep(Class<T> type, Supplier<T> first) {
          return first.get();
        }

        @Override
        public @Nullable Object version(String path) {
          return null;
        }
      };

  /**
   * The one value of a type that the session keeps. The searches of a session run one after the
   * other, each maybe on another thread.
   *
   * @param first makes it for the first search
   */
  <T> T keep(Class<T> type, Supplier<T> first);

  /**
   * What tells the content of a file from those that it had in earlier searches, by {@code equals}.
   * For the answer, to ask is to read the file. Safe for use by several threads.
   *
   * @return null if the file has to be read to know; after it was read whole, there is an answer
   */
  @Nullable Object version(String path);
}
