package io.modelops.bundle.discovery;

import io.modelops.bundle.discovery.project.ModelDeclaration;
import io.modelops.bundle.discovery.project.PythonModule;
import io.modelops.bundle.discovery.python.DetailedSource;
import io.modelops.bundle.discovery.python.Expression.Call;
import io.modelops.bundle.discovery.resolve.Analysis;
import io.modelops.bundle.discovery.resolve.ModuleMemo;
import io.modelops.bundle.discovery.resolve.NamePattern;
import io.modelops.bundle.discovery.resolve.Program;
import io.modelops.bundle.discovery.settings.ClassNames;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The models that the code of a project registers under a name, as by {@code register(id="City-v0",
 * entry_point="city.env:City")}. Only literals are found.
 */
final class Registrations {
  private final Program program;
  private final Analysis analysis;
  private final Parsing parsing;
  private final Map<String, NamePattern> functions = new LinkedHashMap<>();
  private final Set<String> names;
  private final ModuleMemo<List<ModelDeclaration>> found;

  /**
   * @param groups of which those are functions that are called
   */
  Registrations(
      Program program,
      Analysis analysis,
      Parsing parsing,
      Collection<String> groups,
      ModuleMemo<List<ModelDeclaration>> found) {
    this.found = found;
    this.program = program;
    this.analysis = analysis;
    this.parsing = parsing;
    groups.stream()
        .filter(ModelDeclaration::isCall)
        .forEach(group -> functions.put(group, NamePattern.parse(group)));
    this.names = functions.keySet().stream().map(Registrations::last).collect(Collectors.toSet());
  }

  private static String last(String name) {
    return name.substring(Math.max(name.lastIndexOf('.'), name.lastIndexOf(':')) + 1);
  }

  /** What some modules register. */
  List<ModelDeclaration> in(BitSet modules) {
    List<ModelDeclaration> all = new ArrayList<>();
    if (!functions.isEmpty()) {
      modules.stream()
          .mapToObj(each -> found.get(each, program.reads(), this::in))
          .forEach(all::addAll);
    }
    return all;
  }

  private List<ModelDeclaration> in(int number) {
    PythonModule module = program.module(number);
    program.reads().add(number);
    if (names.stream().noneMatch(name -> parsing.mayMention(module, name))) {
      return List.of();
    }
    List<ModelDeclaration> registered = new ArrayList<>();
    DetailedSource source = parsing.details(module);
    if (names.stream().anyMatch(source::mentions)) {
      Set<String> aliases = aliases(program.number(module));
      for (Call call : source.calls(name -> names.contains(last(name)) || aliases.contains(name))) {
        add(module, source, call, registered);
      }
    }
    return registered;
  }

  /** The names that a module itself gives to the functions. */
  private Set<String> aliases(int module) {
    return program.table(module).module().names().keySet().stream()
        .filter(name -> analysis.meanings(module, name).stream().anyMatch(this::isMeant))
        .collect(Collectors.toSet());
  }

  private boolean isMeant(String name) {
    return functions.values().stream().anyMatch(pattern -> pattern.matches(name));
  }

  private void add(
      PythonModule module, DetailedSource source, Call call, List<ModelDeclaration> into) {
    int number = program.number(module);
    List<String> targets =
        call.arguments().stream()
            .map(argument -> argument.value().string())
            .filter(Objects::nonNull)
            .filter(ClassNames::isClassName)
            .toList();
    Set<String> called = targets.isEmpty() ? Set.of() : analysis.meanings(number, call.name());
    functions.forEach(
        (group, pattern) -> {
          if (called.stream().anyMatch(pattern::matches)) {
            for (String target : targets) {
              String[] parts = target.split(":", 2);
              into.add(
                  new ModelDeclaration(
                      group,
                      program.targets(number, 0, parts[0]).get(0),
                      parts[1],
                      source.place(module.file(), call)));
            }
          }
        });
  }
}
