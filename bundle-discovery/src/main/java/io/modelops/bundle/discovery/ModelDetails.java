package io.modelops.bundle.discovery;

import io.modelops.bundle.discovery.parameters.Inheritance;
import io.modelops.bundle.discovery.parameters.ModuleFindings;
import io.modelops.bundle.discovery.resolve.Analysis;
import io.modelops.bundle.discovery.resolve.Footprint;
import io.modelops.bundle.discovery.resolve.Lineage;
import io.modelops.bundle.discovery.resolve.Lineage.Place;
import io.modelops.bundle.discovery.resolve.ModuleMemo;
import io.modelops.bundle.discovery.resolve.Program;
import io.modelops.bundle.spi.Operation;
import io.modelops.bundle.value.Model;
import io.modelops.bundle.value.Parameter;
import io.modelops.bundle.value.SourceValue;
import io.modelops.bundle.value.Verdict;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Asks the sources of models what only they are asked. */
final class ModelDetails {
  private final Parsing parsing;
  private final Program program;
  private final Analysis analysis;
  private final Operation operation;
  private final Map<Integer, ModuleFindings> read = new HashMap<>();
  private final ModuleMemo<List<Model>> known;
  private final Map<Analysis.Attribute, Table> tables = new HashMap<>();

  /**
   * @param known the complete models of each module
   */
  ModelDetails(
      Parsing parsing,
      Program program,
      Analysis analysis,
      Operation operation,
      ModuleMemo<List<Model>> known) {
    this.known = known;
    this.parsing = parsing;
    this.program = program;
    this.analysis = analysis;
    this.operation = operation;
  }

  /** Candidates, and after them the models, with their parameters, outputs and scenarios. */
  List<Model> complete(List<Model> candidates) throws IOException {
    List<Model> complete = new ArrayList<>();
    Map<Integer, List<Model>> models = new LinkedHashMap<>();
    for (Model each : candidates) {
      if (each.verdict() == Verdict.MODEL) {
        models.computeIfAbsent(module(each), key -> new ArrayList<>(1)).add(each);
      } else {
        complete.add(each);
      }
    }
    read(models);
    models.forEach(
        (module, all) ->
            complete.addAll(
                known.get(
                    module, program.reads(), key -> all.stream().map(this::complete).toList())));
    return complete;
  }

  /** Reads what is going to be asked, several modules at a time. */
  private void read(Map<Integer, List<Model>> models) throws IOException {
    Map<Integer, Set<Integer>> lines = new LinkedHashMap<>();
    models.forEach(
        (module, all) -> {
          for (Model each : known.holds(module) ? List.<Model>of() : all) {
            operation.check();
            for (Place place : lineage(each).classes()) {
              lines.computeIfAbsent(place.module(), key -> new HashSet<>()).add(place.line());
            }
          }
        });
    List<Integer> modules = List.copyOf(lines.keySet());
    List<ModuleFindings> findings =
        operation.map(modules, module -> read(module, lines.getOrDefault(module, Set.of())));
    for (int i = 0; i < modules.size(); i++) {
      read.put(modules.get(i), findings.get(i));
    }
  }

  private Model complete(Model model) {
    operation.check();
    Lineage lineage = lineage(model);
    return model.kind() == Model.Kind.FUNCTION
        ? model.withParameters(parameters(lineage.classes().get(0)))
        : inheritance(lineage).complete(model);
  }

  private int module(Model model) {
    return program.number(Objects.requireNonNull(program.names().ofFile(model.location().file())));
  }

  /** Of a function, its own place. */
  private Lineage lineage(Model model) {
    int module = module(model);
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
          findings(each),
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

  /** Those of the module of a class, that class included. */
  private ModuleFindings findings(Place place) {
    ModuleFindings known = findings(place.module());
    if (!known.has(place.line())) {
      known = read(place.module(), Set.of(place.line()));
      read.put(place.module(), known);
    }
    return known;
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
    Table known = tables.get(dict);
    if (known == null) {
      tables.put(dict, Table.SOUGHT);
      program.reads().begin();
      List<Parameter> entries =
          findings(dict.module())
              .table(
                  dict.name(),
                  name -> constant(dict.module(), name),
                  name -> imported(dict.module(), name));
      known = new Table(entries, program.reads().end());
      tables.put(dict, known);
    }
    program.reads().add(known.footprint);
    return known.entries;
  }

  /**
   * A dict of a module.
   *
   * @param entries null if they are not known
   * @param footprint the modules that they follow from
   */
  private record Table(@Nullable List<Parameter> entries, Footprint footprint) {
    /** It matters who asked first. */
    static final Table SOUGHT = new Table(null, Footprint.unsettled());
  }

  private @Nullable List<Parameter> imported(int module, String name) {
    Analysis.Attribute attribute = analysis.attribute(module, name);
    return attribute == null || attribute.module() == module ? null : own(attribute);
  }

  private ModuleFindings findings(int module) {
    program.reads().add(module);
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
