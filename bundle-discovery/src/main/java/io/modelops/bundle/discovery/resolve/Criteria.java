package io.modelops.bundle.discovery.resolve;

import io.modelops.bundle.discovery.project.ModelDeclaration;
import io.modelops.bundle.discovery.project.PythonModule;
import io.modelops.bundle.discovery.resolve.Senses.Sense;
import io.modelops.bundle.value.Issue;
import io.modelops.bundle.value.Issue.Severity;
import io.modelops.bundle.value.NamedRule;
import io.modelops.bundle.value.Rule;
import io.modelops.bundle.value.SourceRange;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** All that rules ask of a class, each thing once. */
final class Criteria {
  private final Resolver resolver;
  private final List<NamedRule> rules;
  private final List<String> methods;
  private final List<Wanted> classes;
  private final List<Wanted> decorators;
  private final Map<ClassId, List<ModelDeclaration>> declared = new LinkedHashMap<>();

  /** By dotted name. */
  private final Map<String, List<ModelDeclaration>> declaredFunctions = new LinkedHashMap<>();

  private final List<ModelDeclaration> missing = new ArrayList<>();

  /**
   * A name in a rule.
   *
   * @param text as written
   * @param patterns for the name itself, and for what it stands for in the project
   */
  record Wanted(String text, List<NamePattern> patterns) {
    boolean mayEnd(String last) {
      return patterns.stream().anyMatch(each -> each.mayEnd(last));
    }

    boolean matches(String name) {
      return patterns.stream().anyMatch(each -> each.matches(name));
    }

    boolean resembles(String name) {
      return patterns.stream().anyMatch(each -> each.resembles(name));
    }
  }

  /**
   * @param declarations of all groups
   */
  Criteria(List<NamedRule> rules, List<ModelDeclaration> declarations, Resolver resolver) {
    this.resolver = resolver;
    this.rules = List.copyOf(rules);
    this.methods = names(Rule.Methods.class);
    Set<String> bases = new LinkedHashSet<>(names(Rule.SubclassOf.class));
    bases.addAll(names(Rule.Returning.class));
    this.classes = bases.stream().map(this::wanted).toList();
    this.decorators = names(Rule.DecoratedWith.class).stream().map(this::wanted).toList();
    declare(declarations);
  }

  /** Adds what was found later. */
  void declare(List<ModelDeclaration> declarations) {
    Set<String> groups = Set.copyOf(names(Rule.Declared.class));
    declarations.stream().filter(each -> groups.contains(each.group())).forEach(this::look);
  }

  private List<String> names(Class<? extends Rule> kind) {
    Set<String> names = new LinkedHashSet<>();
    rules.forEach(each -> names.addAll(each.rule().names(kind)));
    return List.copyOf(names);
  }

  private Wanted wanted(String text) {
    Set<String> names = new LinkedHashSet<>(List.of(text));
    int colon = text.indexOf(':');
    String module = text.substring(0, colon);
    if (!text.contains("*") && resolver.program().find(module) >= 0) {
      for (Sense each : member(module, text.substring(colon + 1)).all()) {
        names.add(named(each.meaning()));
      }
    }
    names.remove("");
    return new Wanted(text, names.stream().map(NamePattern::parse).toList());
  }

  /** With a colon after the module, as far as that is known; empty if it is not. */
  private String named(Meaning meaning) {
    if (meaning instanceof Meaning.Type type) {
      return resolver.program().name(type.id());
    }
    int dot = meaning.name().lastIndexOf('.');
    return dot < 1
        ? ""
        : meaning.name().substring(0, dot) + ":" + meaning.name().substring(dot + 1);
  }

  /** What a dotted name stands for in a module. */
  private Senses member(String module, String dotted) {
    String[] components = dotted.split("\\.", -1);
    Senses found = resolver.ask(new Question.Member(module, components[0]));
    for (int i = 1; i < components.length; i++) {
      found = resolver.attribute(found, components[i]);
    }
    return found;
  }

  private void look(ModelDeclaration declaration) {
    boolean found = false;
    if (resolver.program().number(declaration.module()) >= 0) {
      for (Sense each : member(declaration.module(), declaration.name()).all()) {
        found |= !(each.meaning() instanceof Meaning.Undefined);
        if (each.meaning() instanceof Meaning.Type type) {
          declared.computeIfAbsent(type.id(), key -> new ArrayList<>()).add(declaration);
        } else if (each.meaning() instanceof Meaning.Instance instance) {
          declaredFunctions
              .computeIfAbsent(instance.name(), key -> new ArrayList<>())
              .add(declaration);
        }
      }
    } else {
      found = mayBeElsewhere(declaration);
    }
    if (!found) {
      missing.add(declaration);
    }
  }

  /** Whether the code is compiled, or that of another project, which may be registered here. */
  private boolean mayBeElsewhere(ModelDeclaration declaration) {
    String module = declaration.module();
    return resolver.program().names().isCompiled(module)
        || (ModelDeclaration.isCall(declaration.group()) && resolver.program().isForeign(module));
  }

  List<NamedRule> rules() {
    return rules;
  }

  /** The names of methods. */
  List<String> methods() {
    return methods;
  }

  /** The classes to derive from, or to return an instance of. */
  List<Wanted> classes() {
    return classes;
  }

  /** What is known of the classes that a rule names, in a part of a method resolution order. */
  List<Descent> descents(Rule rule, Mro mro) {
    List<String> all = classes.stream().map(Wanted::text).toList();
    return rule.names().stream().map(name -> mro.descents().get(all.indexOf(name))).toList();
  }

  List<Wanted> decorators() {
    return decorators;
  }

  /**
   * Where the project declares a function.
   *
   * @param name dotted, from the module's name on
   */
  List<ModelDeclaration> declarations(String name) {
    return declaredFunctions.getOrDefault(name, List.of());
  }

  /** Where the project declares a class. */
  List<ModelDeclaration> declarations(ClassId id) {
    return declared.getOrDefault(id, List.of());
  }

  /** The modules in which the classes and functions are that the project declares. */
  Set<String> declared() {
    Set<String> modules = new TreeSet<>();
    declared.keySet().forEach(id -> modules.add(resolver.program().module(id.module()).name()));
    declaredFunctions.keySet().forEach(name -> modules.add(PythonModule.parent(name)));
    return modules;
  }

  /** An issue for each declaration of what should be in the project, and is not there. */
  List<Issue> missing() {
    List<Issue> issues = new ArrayList<>();
    for (ModelDeclaration each : missing) {
      SourceRange at = each.place();
      String message = each.module() + ":" + each.name() + " is not there";
      issues.add(
          Issue.of(
              Severity.WARNING, "declared-missing", at.file(), at.line(), at.column(), message));
    }
    return issues;
  }
}
