package io.modelops.bundle.value;

import java.io.Serializable;
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
  private final @Nullable String doc;
  private final Surface surface;

  private Model(
      String id,
      String className,
      Verdict verdict,
      SourceRange location,
      List<Reason> reasons,
      List<String> bases,
      List<String> files,
      List<DataHint> dataHints,
      @Nullable String doc,
      Surface surface) {
    this.id = id;
    this.className = className;
    this.verdict = verdict;
    this.location = location;
    this.reasons = List.copyOf(reasons);
    this.bases = List.copyOf(bases);
    this.files = List.copyOf(files);
    this.dataHints = List.copyOf(dataHints);
    this.doc = doc;
    this.surface = surface;
  }

  /** A class with its name as id, and nothing else known of it. */
  public static Model of(String className, Verdict verdict, SourceRange location) {
    return new Model(
        className,
        className,
        verdict,
        location,
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        null,
        new Surface(List.of(), List.of(), List.of()));
  }

  public Model withId(String id) {
    return new Model(
        id, className, verdict, location, reasons, bases, files, dataHints, doc, surface);
  }

  public Model withReasons(List<Reason> reasons) {
    return new Model(
        id, className, verdict, location, reasons, bases, files, dataHints, doc, surface);
  }

  public Model withBases(List<String> bases) {
    return new Model(
        id, className, verdict, location, reasons, bases, files, dataHints, doc, surface);
  }

  public Model withFiles(List<String> files) {
    return new Model(
        id, className, verdict, location, reasons, bases, files, dataHints, doc, surface);
  }

  public Model withDataHints(List<DataHint> dataHints) {
    return new Model(
        id, className, verdict, location, reasons, bases, files, dataHints, doc, surface);
  }

  public Model withDoc(@Nullable String doc) {
    return new Model(
        id, className, verdict, location, reasons, bases, files, dataHints, doc, surface);
  }

  public Model withParameters(List<Parameter> parameters) {
    return with(new Surface(parameters, surface.outputs, surface.scenarios));
  }

  public Model withOutputs(List<DecoratedMethod> outputs) {
    return with(new Surface(surface.parameters, outputs, surface.scenarios));
  }

  public Model withScenarios(List<DecoratedMethod> scenarios) {
    return with(new Surface(surface.parameters, surface.outputs, scenarios));
  }

  private Model with(Surface surface) {
    return new Model(
        id, className, verdict, location, reasons, bases, files, dataHints, doc, surface);
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

  /** The first line of the docstring; null if there is none. */
  public @Nullable String doc() {
    return doc;
  }

  /**
   * What its sources say that it can be given, in the order of {@link Parameter.Origin}; empty for
   * a class that is no model. Own ones come before inherited ones.
   */
  public List<Parameter> parameters() {
    return surface.parameters;
  }

  /** Methods decorated with {@code model_output}, own ones first; empty if it is no model. */
  public List<DecoratedMethod> outputs() {
    return surface.outputs;
  }

  /** Methods decorated with {@code model_scenario}, own ones first; empty if it is no model. */
  public List<DecoratedMethod> scenarios() {
    return surface.scenarios;
  }

  /** What who runs a model gives and gets. */
  private record Surface(
      List<Parameter> parameters, List<DecoratedMethod> outputs, List<DecoratedMethod> scenarios)
      implements Serializable {
    Surface {
      parameters = List.copyOf(parameters);
      outputs = List.copyOf(outputs);
      scenarios = List.copyOf(scenarios);
    }

    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Surface that
          && that.parameters.equals(parameters)
          && that.outputs.equals(outputs)
          && that.scenarios.equals(scenarios);
    }

    @Override
    public int hashCode() {
      return 31 * (31 * parameters.hashCode() + outputs.hashCode()) + scenarios.hashCode();
    }
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
        id, className, verdict, location, reasons, bases, files, dataHints, doc, surface);
  }
}
