package io.modelops.bundle.discovery.parameters;

import io.modelops.bundle.discovery.parameters.ClassFindings.Finding;
import io.modelops.bundle.discovery.parameters.ClassFindings.Included;
import io.modelops.bundle.value.DecoratedMethod;
import io.modelops.bundle.value.Model;
import io.modelops.bundle.value.Parameter;
import io.modelops.bundle.value.Parameter.Origin;
import io.modelops.bundle.value.SourceValue;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Puts together what a class and those it inherits from say. */
public final class Inheritance {
  private static final Set<String> PYDANTIC =
      Set.of("pydantic.BaseModel", "pydantic.main.BaseModel", "pydantic_settings.BaseSettings");

  /** Parameters of a constructor, which have to be given if they have no default. */
  private static final Set<Origin> ARGUMENTS = Set.of(Origin.CONSTRUCTOR, Origin.FIELD);

  private final List<Ancestor> lineage = new ArrayList<>();
  private final boolean pydantic;

  /** A class, what names mean in its module, and what it inherits itself. */
  private record Ancestor(
      ClassFindings findings,
      Function<String, @Nullable SourceValue> constants,
      Function<String, @Nullable List<Parameter>> tables,
      Supplier<Inheritance> alone) {}

  /**
   * @param outside the base outside the project after which nothing is known; null if all is
   */
  public Inheritance(@Nullable String outside) {
    this.pydantic = outside != null && PYDANTIC.contains(outside);
  }

  /**
   * Adds the next class of the method resolution order.
   *
   * @param line that of its keyword
   * @param constants the literal that a dotted name of its module stands for, if it does
   * @param tables the entries of the dict that such a name stands for, if they are known
   * @param alone what that class and those that it inherits from say
   */
  public void add(
      ModuleFindings module,
      int line,
      Function<String, @Nullable SourceValue> constants,
      Function<String, @Nullable List<Parameter>> tables,
      Supplier<Inheritance> alone) {
    ClassFindings findings = module.at(line);
    if (findings != null && (pydantic || !findings.saysNothing())) {
      lineage.add(new Ancestor(findings, constants, tables, alone));
    }
  }

  /** The model with all that was found. */
  public Model complete(Model model) {
    Map<String, Parameter> parameters = new LinkedHashMap<>();
    constructor().forEach(each -> parameters.merge(each.name(), each, Inheritance::both));
    for (Origin origin : Origin.values()) {
      findings(origin).forEach(each -> parameters.merge(each.name(), each, Inheritance::both));
    }
    return model
        .withParameters(List.copyOf(parameters.values()))
        .withOutputs(methods(ClassFindings::outputs))
        .withScenarios(methods(ClassFindings::scenarios));
  }

  /** The first, with what only the second says of the same parameter. */
  private static Parameter both(Parameter first, Parameter second) {
    boolean bounded = first.lower() != null || first.upper() != null;
    boolean settled = first.defaultValue() != null || ARGUMENTS.contains(first.origin());
    return first
        .withKind(first.kind() == null ? second.kind() : first.kind())
        .withDefault(settled ? first.defaultValue() : second.defaultValue())
        .withBounds(
            bounded ? first.lower() : second.lower(), bounded ? first.upper() : second.upper())
        .withDoc(first.doc() == null ? second.doc() : first.doc());
  }

  /** What the constructor takes that Python finds, or makes of fields. */
  private List<Parameter> constructor() {
    for (Ancestor each : lineage) {
      List<Draft> own = each.findings().constructor();
      if (own != null) {
        return resolved(own, each);
      } else if (pydantic) {
        return fields();
      } else if (each.findings().fields().kind() == Fields.Kind.DATACLASS) {
        return each.alone().get().fields();
      }
    }
    return List.of();
  }

  /** Those of the last base first, as Python has it. */
  private List<Parameter> fields() {
    Map<String, Parameter> fields = new LinkedHashMap<>();
    for (int i = lineage.size() - 1; i >= 0; i--) {
      Ancestor each = lineage.get(i);
      Fields own = each.findings().fields();
      if (pydantic || own.kind() != Fields.Kind.NONE) {
        fields.keySet().removeAll(own.withheld());
        for (Parameter field : resolved(own.taken(), each)) {
          if (!pydantic || !field.name().startsWith("_")) {
            fields.merge(field.name(), field, Inheritance::overridden);
          }
        }
      }
    }
    return List.copyOf(fields.values());
  }

  /** A field without a default finds that of the base, which is an attribute of the class. */
  private static Parameter overridden(Parameter base, Parameter own) {
    return own.defaultValue() == null ? own.withDefault(base.defaultValue()) : own;
  }

  private static List<Parameter> resolved(List<Draft> drafts, Ancestor ancestor) {
    return drafts.stream().map(draft -> draft.resolved(ancestor.constants())).toList();
  }

  /** What is said in other ways, as far as no nearer class binds the name of who says it. */
  private List<Parameter> findings(Origin origin) {
    List<Parameter> found = new ArrayList<>();
    Set<String> hidden = new HashSet<>();
    boolean runs = true;
    for (Ancestor each : lineage) {
      for (Finding finding : each.findings().findings()) {
        boolean seen =
            finding.member().equals(ClassReader.INIT) ? runs : !hidden.contains(finding.member());
        if (seen && finding.draft().origin() == origin) {
          found.add(finding.draft().resolved(each.constants()));
        }
      }
      if (origin == Origin.TABLE) {
        for (Included table : each.findings().included()) {
          List<Parameter> entries =
              hidden.contains(table.member()) ? null : each.tables().apply(table.table());
          found.addAll(entries == null ? List.of() : entries);
        }
      }
      hidden.addAll(each.findings().hiding());
      runs &= each.findings().callsBase();
    }
    return found;
  }

  private List<DecoratedMethod> methods(Function<ClassFindings, List<DecoratedMethod>> kind) {
    List<DecoratedMethod> found = new ArrayList<>();
    Set<String> hidden = new HashSet<>();
    for (Ancestor each : lineage) {
      kind.apply(each.findings()).stream()
          .filter(method -> !hidden.contains(method.method()))
          .forEach(found::add);
      hidden.addAll(each.findings().hiding());
    }
    return found;
  }
}
