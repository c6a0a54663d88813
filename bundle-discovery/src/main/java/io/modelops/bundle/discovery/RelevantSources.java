package io.modelops.bundle.discovery;

import io.modelops.bundle.discovery.project.PythonModule;
import io.modelops.bundle.discovery.python.WordIndex;
import io.modelops.bundle.discovery.symbols.ModelNames;
import io.modelops.bundle.discovery.symbols.SymbolTable;
import java.io.IOException;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
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

  /** So many sources may have changed before the index is made anew. */
  private static final int MAX_OUTDATED = 100;

  private final List<PythonModule> modules;
  private final BitSet sources;
  private final Sought sought;
  private final BitSet unread = new BitSet();
  private final BitSet mattering = new BitSet();
  private final BitSet outdated = new BitSet();
  private final Set<String> names = new HashSet<>();
  private @Nullable BitSet found;
  private BitSet asked = new BitSet();

  /** Those that have told names. */
  private final Map<PythonModule, SymbolTable> tables = new HashMap<>();

  private @Nullable WordIndex index;
  private long lookups;

  /**
   * @param sources the numbers of the modules among which it looks
   */
  RelevantSources(List<PythonModule> modules, BitSet sources, Sought sought) {
    this.modules = modules;
    this.sources = sources;
    this.sought = sought;
  }

  /** A source is new or has changed. */
  void changed(int source) {
    unread.set(source);
    outdated.set(source);
  }

  /**
   * Reads the sources that are new or have changed, and parses those of all that can matter.
   *
   * @param wanted the numbers of those that are taken to matter
   * @return numbers
   */
  BitSet find(BitSet wanted, Parsing parsing, Runnable checkpoint) throws IOException {
    Set<PythonModule> matter = parsing.read(modules(unread), sought);
    boolean same = wanted.equals(asked);
    for (int i = unread.nextSetBit(0); i >= 0; i = unread.nextSetBit(i + 1)) {
      boolean before = mattering.get(i);
      mattering.set(i, matter.contains(modules.get(i)));
      same &= before == mattering.get(i) && isSame(i, parsing);
    }
    unread.clear();
    if (found == null || !same) {
      found = null;
      asked = wanted;
      tables.clear();
      found = search(parsing, checkpoint);
    }
    return (BitSet) found.clone();
  }

  /** Whether a source that has changed has the same part in what was found. */
  private boolean isSame(int source, Parsing parsing) {
    PythonModule module = modules.get(source);
    boolean mentions = mattering.get(source) || parsing.words(module).hasAny(names);
    if (found == null || mentions != found.get(source)) {
      return false;
    }
    SymbolTable before = tables.get(module);
    SymbolTable now = mentions ? parsing.table(module) : null;
    if (before == null || now == null || !ModelNames.areSame(before, now)) {
      return !mentions;
    }
    tables.put(module, now);
    return true;
  }

  private List<PythonModule> modules(BitSet numbers) {
    return numbers.stream().mapToObj(modules::get).toList();
  }

  private BitSet search(Parsing parsing, Runnable checkpoint) throws IOException {
    names.clear();
    names.addAll(sought.names());
    BitSet relevant = (BitSet) asked.clone();
    relevant.or(mattering);
    relevant.or(mentioning(sought.names(), parsing));
    BitSet changed = relevant;
    while (!changed.isEmpty()) {
      parsing.parse(modules(changed));
      Set<String> more = new LinkedHashSet<>();
      for (PythonModule module : modules(changed)) {
        checkpoint.run();
        SymbolTable table = parsing.table(module);
        tables.put(module, table);
        more.addAll(sought.added(table, names));
      }
      changed = mentioning(more, parsing);
      relevant.or(changed);
    }
    return relevant;
  }

  private BitSet mentioning(Set<String> found, Parsing parsing) {
    if (found.isEmpty()) {
      return new BitSet();
    }
    lookups += (long) found.size() * sources.cardinality();
    if (index != null ? outdated.cardinality() > MAX_OUTDATED : lookups > MAX_LOOKUPS) {
      index = new WordIndex(modules.stream().map(parsing::words).toList());
      outdated.clear();
    }
    BitSet mentioning = index == null ? new BitSet() : index.holding(found);
    BitSet left = index == null ? sources : outdated;
    for (int i = left.nextSetBit(0); i >= 0; i = left.nextSetBit(i + 1)) {
      mentioning.set(i, parsing.words(modules.get(i)).hasAny(found));
    }
    mentioning.and(sources);
    return mentioning;
  }
}
