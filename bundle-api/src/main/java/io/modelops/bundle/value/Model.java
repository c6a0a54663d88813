package io.modelops.bundle.value;

import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A class or function that is a model, or was looked at as one: see {@link #verdict()}. */
public final class Model extends Value {
  private static final long serialVersionUID = 1L;

  private final String id;
  private final String className;
  private final Verdict verdict;
  private final Kind kind;
  private final SourceRange location;
  private final @Nullable String rule;
  private final List<Reason> reasons;
  private final List<String> bases;
  private final List<String> files;
  private final List<DataHint> dataHints;
  private final @Nullable String doc;
  private final List<Parameter> parameters;
  private final List<DecoratedMethod> outputs;
  private final List<DecoratedMethod> scenarios;
  private final List<Requirement> requirements;

  /** What can be a model. */
  public enum Kind {
    CLASS,
    /** One that makes a simulation. */
    FUNCTION
  }

  /** What a model is made of. */
  private static final class Draft {
    private String id;
    private String className;
    private Verdict verdict;
    private Kind kind = Kind.CLASS;
    private SourceRange location;
    private @Nullable String rule;
    private List<Reason> reasons = List.of();
    private List<String> bases = List.of();
    private List<String> files = List.of();
    private List<DataHint> dataHints = List.of();
    private @Nullable String doc;
    private List<Parameter> parameters = List.of();
    private List<DecoratedMethod> outputs = List.of();
    private List<DecoratedMethod> scenarios = List.of();
    private List<Requirement> requirements = List.of();

    Draft(String className, Verdict verdict, SourceRange location) {
      this.id = className;
      this.className = className;
      this.verdict = verdict;
      this.location = location;
    }
  }

  private Model(Draft draft) {
    this.id = draft.id;
    this.className = draft.className;
    this.verdict = draft.verdict;
    this.kind = draft.kind;
    this.location = draft.location;
    this.rule = draft.rule;
    this.reasons = List.copyOf(draft.reasons);
    this.bases = List.copyOf(draft.bases);
    this.files = List.copyOf(draft.files);
    this.dataHints = List.copyOf(draft.dataHints);
    this.doc = draft.doc;
    this.parameters = List.copyOf(draft.parameters);
    this.outputs = List.copyOf(draft.outputs);
    this.scenarios = List.copyOf(draft.scenarios);
    this.requirements = List.copyOf(draft.requirements);
  }

  /** A class with its name as id, and nothing else known of it. */
  public static Model of(String className, Verdict verdict, SourceRange location) {
    return new Model(new Draft(className, verdict, location));
  }

  private Model with(Consumer<Draft> change) {
    Draft draft = new Draft(className, verdict, location);
    draft.id = id;
    draft.kind = kind;
    draft.rule = rule;
    draft.reasons = reasons;
    draft.bases = bases;
    draft.files = files;
    draft.dataHints = dataHints;
    draft.doc = doc;
    draft.parameters = parameters;
    draft.outputs = outputs;
    draft.scenarios = scenarios;
    draft.requirements = requirements;
    change.accept(draft);
    return new Model(draft);
  }

  public Model withId(String id) {
    return with(draft -> draft.id = id);
  }

  public Model withKind(Kind kind) {
    return with(draft -> draft.kind = kind);
  }

  public Model withRule(@Nullable String rule) {
    return with(draft -> draft.rule = rule);
  }

  public Model withReasons(List<Reason> reasons) {
    return with(draft -> draft.reasons = reasons);
  }

  public Model withBases(List<String> bases) {
    return with(draft -> draft.bases = bases);
  }

  public Model withFiles(List<String> files) {
    return with(draft -> draft.files = files);
  }

  public Model withDataHints(List<DataHint> dataHints) {
    return with(draft -> draft.dataHints = dataHints);
  }

  public Model withDoc(@Nullable String doc) {
    return with(draft -> draft.doc = doc);
  }

  public Model withParameters(List<Parameter> parameters) {
    return with(draft -> draft.parameters = parameters);
  }

  public Model withOutputs(List<DecoratedMethod> outputs) {
    return with(draft -> draft.outputs = outputs);
  }

  public Model withScenarios(List<DecoratedMethod> scenarios) {
    return with(draft -> draft.scenarios = scenarios);
  }

  public Model withRequirements(List<Requirement> requirements) {
    return with(draft -> draft.requirements = requirements);
  }

  /** Unique in a bundle; {@code className} unless the project names it otherwise. */
  public String id() {
    return id;
  }

  /** {@code module:QualName} of the class or function. */
  public String className() {
    return className;
  }

  public Verdict verdict() {
    return verdict;
  }

  /** A class unless said otherwise. */
  public Kind kind() {
    return kind;
  }

  public SourceRange location() {
    return location;
  }

  /** The name of the rule that the verdict is about; null if no rule was asked. */
  public @Nullable String rule() {
    return rule;
  }

  /** At least one, in the order of the rule's parts. */
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
    return parameters;
  }

  /** Methods decorated with {@code model_output}, own ones first; empty if it is no model. */
  public List<DecoratedMethod> outputs() {
    return outputs;
  }

  /** Methods decorated with {@code model_scenario}, own ones first; empty if it is no model. */
  public List<DecoratedMethod> scenarios() {
    return scenarios;
  }

  /** The modules from outside the project that those files import, sorted by name. */
  public List<Requirement> requirements() {
    return requirements;
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

    /** Where the last literal of the path begins. */
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
        id,
        className,
        verdict,
        kind,
        location,
        rule,
        reasons,
        bases,
        files,
        dataHints,
        doc,
        parameters,
        outputs,
        scenarios,
        requirements);
  }
}
