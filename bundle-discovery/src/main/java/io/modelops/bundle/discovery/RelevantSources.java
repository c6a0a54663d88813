package io.modelops.bundle.discovery;

import io.modelops.bundle.discovery.project.PythonModule;
import io.modelops.bundle.discovery.python.WordIndex;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Finds the sources that can matter to rules without parsing the others: those that seem to bind
 * the name of a method, those that mention a package that a rule names, and those that mention a
 * class for which a rule may hold, by whatever name it goes. A class that has a method, or inherits
 * one from a class of the project, is in one of them; so is one that derives from a class of such a
 * package, or is decorated with something of it.
 */
final class RelevantSources {
  /** After so many questions for a word of a source, an index of all words has paid. */
  private static final int MAX_LOOKUPS = 200_000;

  private final Parsing parsing;
  private final Sought sought;
  private final Runnable checkpoint;
  private final Set<String> names = new HashSet<>();
  private @Nullable WordIndex index;
  private long lookups;

  RelevantSources(Parsing parsing, Sought sought, Runnable checkpoint) {
    this.parsing = parsing;
    this.sought = sought;
    this.checkpoint = checkpoint;
  }

  /**
   * Reads all sources, and parses those that can matter.
   *
   * @param asked are taken to matter
   */
  Set<PythonModule> find(List<PythonModule> sources, Collection<PythonModule> asked)
      throws IOException {
    parsing.read(sources, sought);
    parsing.parse(asked);
    Set<PythonModule> relevant = new LinkedHashSet<>(asked);
    sources.stream().filter(parsing::isParsed).forEach(relevant::add);
    names.addAll(sought.names());
    relevant.addAll(mentioning(sought.names(), sources));
    Collection<PythonModule> changed = List.copyOf(relevant);
    while (!changed.isEmpty()) {
      parsing.parse(changed);
      Set<String> found = new LinkedHashSet<>();
      for (PythonModule module : changed) {
        checkpoint.run();
        found.addAll(sought.added(parsing.table(module), names));
      }
      changed = mentioning(found, sources);
      relevant.addAll(changed);
    }
    return relevant;
  }

  private List<PythonModule> mentioning(Set<String> found, List<PythonModule> sources) {
    if (found.isEmpty()) {
      return List.of();
    }
    lookups += (long) found.size() * sources.size();
    if (index == null && lookups > MAX_LOOKUPS) {
      index = new WordIndex(sources.stream().map(parsing::words).toList());
    }
    List<PythonModule> mentioning = new ArrayList<>();
    if (index != null) {
      index.holding(found).stream().mapToObj(sources::get).forEach(mentioning::add);
    } else {
      for (PythonModule module : sources) {
        if (parsing.words(module).hasAny(found)) {
          mentioning.add(module);
        }
      }
    }
    return mentioning;
  }
}
