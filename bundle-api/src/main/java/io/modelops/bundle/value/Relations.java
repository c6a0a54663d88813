package io.modelops.bundle.value;

import io.modelops.bundle.value.Explanation.Step;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** How the files of models need one another, and from what their classes derive. */
public final class Relations extends Value {
  private static final long serialVersionUID = 1L;

  private final SortedMap<String, List<Step>> needs;
  private final SortedMap<String, Derivation> classes;

  private Relations(SortedMap<String, List<Step>> needs, SortedMap<String, Derivation> classes) {
    this.needs = Collections.unmodifiableSortedMap(needs);
    this.classes = Collections.unmodifiableSortedMap(classes);
  }

  /**
   * Puts them together.
   *
   * @param needs by file, of any order
   */
  public static Relations of(Map<String, List<Step>> needs, Collection<Derivation> classes) {
    SortedMap<String, List<Step>> byFile = new TreeMap<>(BundlePath.ORDER);
    needs.forEach((file, steps) -> byFile.put(file, List.copyOf(steps)));
    SortedMap<String, Derivation> byName = new TreeMap<>(BundlePath.ORDER);
    classes.forEach(each -> byName.put(each.className(), each));
    return new Relations(byFile, byName);
  }

  /**
   * What each file itself needs, by file, relative to the project, sorted by UTF-8 bytes; without
   * files that need no other. A file that is needed in several ways has a step for each of them.
   */
  public SortedMap<String, List<Step>> needs() {
    return needs;
  }

  /** The classes of models and the classes of the project that these derive from, by name. */
  public SortedMap<String, Derivation> classes() {
    return classes;
  }

  @Override
  List<@Nullable Object> parts() {
    return Arrays.asList(needs, classes);
  }

  /** A class and what it derives from. */
  public static final class Derivation extends Value {
    private static final long serialVersionUID = 1L;

    private final String className;
    private final SourceRange location;
    private final List<String> bases;

    private Derivation(String className, SourceRange location, List<String> bases) {
      this.className = className;
      this.location = location;
      this.bases = List.copyOf(bases);
    }

    public static Derivation of(String className, SourceRange location, List<String> bases) {
      return new Derivation(className, location, bases);
    }

    /** {@code module:QualName}. */
    public String className() {
      return className;
    }

    public SourceRange location() {
      return location;
    }

    /**
     * Every class that a base can be, in the order of the bases: {@code module:QualName} for those
     * of the project, dotted for others; without those that bring nothing, such as {@code abc.ABC},
     * and without what reading alone cannot find.
     */
    public List<String> bases() {
      return bases;
    }

    @Override
    List<@Nullable Object> parts() {
      return Arrays.asList(className, location, bases);
    }
  }
}
