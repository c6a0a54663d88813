package io.modelops.bundle.discovery;

import io.modelops.bundle.discovery.parameters.Inheritance;
import io.modelops.bundle.discovery.parameters.ModuleFindings;
import io.modelops.bundle.discovery.resolve.Analysis;
import io.modelops.bundle.discovery.resolve.Lineage;
import io.modelops.bundle.discovery.resolve.Lineage.Place;
import io.modelops.bundle.discovery.resolve.Program;
import io.modelops.bundle.spi.Operation;
import io.modelops.bundle.value.Model;
import io.modelops.bundle.value.Parameter;
import io.modelops.bundle.value.SourceValue;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Asks the sources of models what only they are asked. */
final class ModelDetails {
  private final Parsing parsing;
  private final Program program;
  private final Analysis analysis;
  private final Operation operation;
  private final Map<Integer, ModuleFindings> read = new HashMap<>();
  private final Map<Analysis.Attribute, Optional<List<Parameter>>> tables = new HashMap<>();

  ModelDetails(Parsing parsing, Program program, Analysis analysis, Operation operation) {
    this.parsing = parsing;
    this.program = program;
    this.analysis = analysis;
    this.operation = operation;
  }

  /** The models with their parameters, outputs and scenarios, in the same order. */
  List<Model> complete(List<Model> models) throws IOException {
    List<Lineage> lineages = new ArrayList<>();
    Map<Integer, Set<Integer>> lines = new LinkedHashMap<>();
    for (Model each : models) {
      operation.check();
      Lineage lineage = lineage(each);
      lineages.add(lineage);
      for (Place place : lineage.classes()) {
        lines.computeIfAbsent(place.module(), key -> new HashSet<>()).add(place.line());
      }
    }
    List<Integer> modules = List.copyOf(lines.keySet());
    List<ModuleFindings> findings =
        operation.map(modules, module -> read(module, lines.getOrDefault(module, Set.of())));
    for (int i = 0; i < modules.size(); i++) {
      read.put(modules.get(i), findings.get(i));
    }
    List<Model> complete = new ArrayList<>();
    for (int i = 0; i < models.size(); i++) {
      operation.check();
      Model model = models.get(i);
      complete.add(
          model.kind() == Model.Kind.FUNCTION
              ? model.withParameters(parameters(lineages.get(i).classes().get(0)))
              : inheritance(lineages.get(i)).complete(model));
    }
    return complete;
  }

  /** Of a function, its own place. */
  private Lineage lineage(Model model) {
    int module =
        program.number(Objects.requireNonNull(program.names().ofFile(model.location().file())));
    int line = model.location().line();
    return model.kind() == Model.Kind.FUNCTION
        ? new Lineage(List.of(new Place(module, line)), null)
        : analysis.lineage(module, line);
  }

  private List<Parameter> parameters(Place function) {
    return findings(function.module())
        .function(function.line(), name -> constant(function.module(), name));
  }

  private Inheritance inheritance(Lineage lineage) {
    Inheritance inheritance = new Inheritance(lineage.outside());
    for (Place each : lineage.classes()) {
      inheritance.add(
          findings(each.module()),
          each.line(),
          name -> constant(each.module(), name),
          name -> table(each.module(), name),
          () -> inheritance(analysis.lineage(each.module(), each.line())));
    }
    return inheritance;
  }

  private @Nullable SourceValue constant(int module, String name) {
    Analysis.Attribute attribute = analysis.attribute(module, name);
    return attribute == null ? null : findings(attribute.module()).constant(attribute.name());
  }

  /** The entries of the dict that a dotted name stands for in a module; null if not known. */
  private @Nullable List<Parameter> table(int module, String name) {
    Analysis.Attribute attribute = analysis.attribute(module, name);
    return attribute != null && attribute.module() != module
        ? own(attribute)
        : name.indexOf('.') < 0 ? own(new Analysis.Attribute(module, name)) : null;
  }

  /** Those of a dict of the module itself; while they are looked for, they are not known. */
  private @Nullable List<Parameter> own(Analysis.Attribute dict) {
    operation.check();
    Optional<List<Parameter>> known = tables.get(dict);
    if (known == null) {
      tables.put(dict, Optional.empty());
      List<Parameter> entries =
          findings(dict.module())
              .table(
                  dict.name(),
                  name -> constant(dict.module(), name),
                  name -> imported(dict.module(), name));
      known = Optional.ofNullable(entries);
      tables.put(dict, known);
    }
    return known.orElse(null);
  }

  private @Nullable List<Parameter> imported(int module, String name) {
    Analysis.Attribute attribute = analysis.attribute(module, name);
    return attribute == null || attribute.module() == module ? null : own(attribute);
  }

  private ModuleFindings findings(int module) {
    ModuleFindings known = read.get(module);
    if (known == null) {
      known = read(module, Set.of());
      read.put(module, known);
    }
    return known;
  }

  private ModuleFindings read(int module, Set<Integer> lines) {
    return parsing.findings(program.module(module), lines);
  }
}
