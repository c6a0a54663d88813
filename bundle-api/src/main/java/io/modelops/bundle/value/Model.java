package io.modelops.bundle.value;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A class that is a model, or that was looked at as one: see {@link #verdict()}. */
public final class Model extends Value {
  private static final long serialVersionUID = 1L;

  private final String id;
  private final String className;
  private final Verdict verdict;
  private final SourceRange location;
  private final List<Reason> reasons;
  private final List<String> bases;
  private final List<String> files;
  private final List<DataHint> dataHints;
  private final List<Requirement> requirements;
  private final @Nullable String doc;

  private Model(
      String id,
      String className,
      Verdict verdict,
      SourceRange location,
      List<Reason> reasons,
      List<String> bases,
      List<String> files,
      List<DataHint> dataHints,
      List<Requirement> requirements,
      @Nullable String doc) {
    this.id = id;
    this.className = className;
    this.verdict = verdict;
    this.location = location;
    this.reasons = List.copyOf(reasons);
    this.bases = List.copyOf(bases);
    this.files = List.copyOf(files);
    this.dataHints = List.copyOf(dataHints);
    this.requirements = List.copyOf(requirements);
    this.doc = doc;
  }

  /** A class with its name as id, and nothing else known of it. */
  public static Model of(String className, Verdict verdict, SourceRange location) {
    return new Model(
        className, className, verdict, location, List.of(), List.of(), List.of(), List.of(),
        List.of(), null);
  }

  public Model withId(String id) {
    return new Model(
        id, className, verdict, location, reasons, bases, files, dataHints, requirements, doc);
  }

  public Model withReasons(List<Reason> reasons) {
    return new Model(
        id, className, verdict, location, reasons, bases, files, dataHints, requirements, doc);
  }

  public Model withBases(List<String> bases) {
    return new Model(
        id, className, verdict, location, reasons, bases, files, dataHints, requirements, doc);
  }

  public Model withFiles(List<String> files) {
    return new Model(
        id, className, verdict, location, reasons, bases, files, dataHints, requirements, doc);
  }

  public Model withDataHints(List<DataHint> dataHints) {
    return new Model(
        id, className, verdict, location, reasons, bases, files, dataHints, requirements, doc);
  }

  public Model withRequirements(List<Requirement> requirements) {
    return new Model(
        id, className, verdict, location, reasons, bases, files, dataHints, requirements, doc);
  }

  public Model withDoc(@Nullable String doc) {
    return new Model(
        id, className, verdict, location, reasons, bases, files, dataHints, requirements, doc);
  }

  /** Unique in a bundle; {@code className} unless the project names it otherwise. */
  public String id() {
    return id;
  }

  /** {@code module:QualName}. */
  public String className() {
    return className;
  }

  public Verdict verdict() {
    return verdict;
  }

  public SourceRange location() {
    return location;
  }

  /** At least one, in the order of the rule's methods. */
  public List<Reason> reasons() {
    return reasons;
  }

  /** As written in the class header. */
  public List<String> bases() {
    return bases;
  }

  /**
   * What the model consists of, relative to the project, sorted by UTF-8 bytes. Empty for a class
   * that is no model, unless it was named ({@link DiscoveryOptions#classes}).
   */
  public List<String> files() {
    return files;
  }

  /**
   * String literals in those files that name an existing file of the project; reported, not part of
   * {@code files}.
   */
  public List<DataHint> dataHints() {
    return dataHints;
  }

  /** The modules from outside the project that those files import, sorted by name. */
  public List<Requirement> requirements() {
    return requirements;
  }

  /** The first line of the docstring; null if there is none. */
  public @Nullable String doc() {
    return doc;
  }

  /** A file of the project that source code mentions in a string literal. */
  public static final class DataHint extends Value {
    private static final long serialVersionUID = 1L;

    private final String path;
    private final SourceRange mentioned;

    private DataHint(String path, SourceRange mentioned) {
      this.path = path;
      this.mentioned = mentioned;
    }

    public static DataHint of(String path, SourceRange mentioned) {
      return new DataHint(path, mentioned);
    }

    /** Relative to the project. */
    public String path() {
      return path;
    }

    /** Where the literal stands. */
    public SourceRange mentioned() {
      return mentioned;
    }

    @Override
    List<@Nullable Object> parts() {
      return Arrays.asList(path, mentioned);
    }
  }

  @Override
  List<@Nullable Object> parts() {
    return Arrays.asList(
        id, className, verdict, location, reasons, bases, files, dataHints, requirements, doc);
  }
}
