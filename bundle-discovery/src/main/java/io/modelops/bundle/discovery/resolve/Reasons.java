package io.modelops.bundle.discovery.resolve;

import io.modelops.bundle.discovery.project.ModelDeclaration;
import io.modelops.bundle.discovery.resolve.Ancestor.External;
import io.modelops.bundle.discovery.resolve.Hierarchy.Order;
import io.modelops.bundle.discovery.resolve.Members.Effective;
import io.modelops.bundle.value.Reason;
import io.modelops.bundle.value.Rule;
import io.modelops.bundle.value.SourceRange;
import io.modelops.bundle.value.Verdict;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Says in words why a rule holds for a class, or why not. */
final class Reasons {
  private final Criteria criteria;
  private final Program program;
  private final Evaluation evaluation;

  Reasons(Criteria criteria, Program program, Evaluation evaluation) {
    this.criteria = criteria;
    this.program = program;
    this.evaluation = evaluation;
  }

  /** A sentence about a class as a whole. */
  Reason about(ClassId id, String text) {
    return Reason.of(text).withFrom(program.name(id)).withLocation(program.location(id));
  }

  /**
   * Part by part of the rule.
   *
   * @param orders that the class can have
   */
  Set<Reason> of(Rule rule, ClassId id, List<Order> orders) {
    if (rule instanceof Rule.Methods methods) {
      return methods(methods, id, orders);
    } else if (rule instanceof Rule.SubclassOf classes) {
      return descents(classes, id, orders);
    } else if (rule instanceof Rule.DecoratedWith decorators) {
      return decorations(decorators, id, orders);
    } else if (rule instanceof Rule.Declared groups) {
      return declarations(groups, id);
    } else if (rule instanceof Rule.Any) {
      return any(rule, id, orders);
    }
    Set<Reason> reasons = new LinkedHashSet<>();
    if (rule instanceof Rule.All) {
      rule.rules().forEach(each -> reasons.addAll(of(each, id, orders)));
    }
    return reasons;
  }

  /** The first that holds; if none does, those of which a part does. */
  private Set<Reason> any(Rule rule, ClassId id, List<Order> orders) {
    Set<Reason> reasons = new LinkedHashSet<>();
    for (Rule each : rule.rules()) {
      List<Finding> findings =
          orders.stream().map(order -> evaluation.find(each, id, order, true)).toList();
      if (findings.stream().allMatch(found -> found.verdicts().equals(Set.of(Verdict.MODEL)))) {
        return of(each, id, orders);
      } else if (findings.stream().anyMatch(Finding::isCandidate)) {
        reasons.addAll(of(each, id, orders));
      }
    }
    return reasons;
  }

  private Set<Reason> declarations(Rule.Declared rule, ClassId id) {
    Set<Reason> reasons = new LinkedHashSet<>();
    for (ModelDeclaration each : criteria.declarations(id)) {
      if (Evaluation.isOf(rule, each.group())) {
        reasons.add(declared(each));
      }
    }
    return reasons.isEmpty() ? Set.of(about(id, "not declared")) : reasons;
  }

  static Reason declared(ModelDeclaration declaration) {
    boolean call = ModelDeclaration.isCall(declaration.group());
    return Reason.of((call ? "registered in " : "declared in ") + declaration.place())
        .withFrom(declaration.group())
        .withLocation(declaration.place());
  }

  /** A sentence about something of a class, which ends in where that is. */
  private Reason of(String text, ClassId owner, SourceRange place) {
    String where = program.whereabouts(owner.module(), place);
    return placed(Reason.of(text + ", " + where), owner, place);
  }

  private Reason placed(Reason reason, ClassId owner, SourceRange place) {
    Reason from = reason.withFrom(program.name(owner));
    return program.isInstalled(owner.module())
        ? from.withInstalled(program.distribution(owner.module()))
        : from.withLocation(place);
  }

  private Set<Reason> decorations(Rule.DecoratedWith rule, ClassId id, List<Order> orders) {
    Set<Reason> reasons = new LinkedHashSet<>();
    for (String each : evaluation.decorators(rule, id)) {
      reasons.add(about(id, "decorated with " + each).withFrom(each));
    }
    for (Order order : orders) {
      List<Decoration> decorated =
          order.mro() == null ? List.of() : Evaluation.decorated(rule, order.mro());
      for (Decoration each : decorated) {
        String text = each.method() + " decorated with " + each.decorator();
        reasons.add(of(text, each.owner(), each.location()).withMethod(each.method()));
      }
    }
    return reasons.isEmpty()
        ? Set.of(about(id, "not decorated with " + String.join(" or ", rule.names())))
        : reasons;
  }

  private Set<Reason> descents(Rule.SubclassOf rule, ClassId id, List<Order> orders) {
    Set<Reason> reasons = new LinkedHashSet<>();
    for (Order order : orders) {
      Mro mro = order.mro();
      if (mro == null) {
        continue;
      }
      List<Descent> descents = evaluation.descents(rule, mro);
      Ancestor from =
          descents.stream().map(Descent::from).filter(Objects::nonNull).findFirst().orElse(null);
      External doubt =
          descents.stream().map(Descent::doubt).filter(Objects::nonNull).findFirst().orElse(null);
      reasons.add(descent(rule, id, from, doubt));
    }
    return reasons;
  }

  private Reason descent(
      Rule.SubclassOf rule, ClassId id, @Nullable Ancestor from, @Nullable External doubt) {
    if (from instanceof ClassId base) {
      return of("derives from " + program.name(base), base, program.location(base));
    } else if (from instanceof External base) {
      return about(id, "derives from " + base.name()).withFrom(base.name());
    }
    return doubt == null
        ? about(id, "does not derive from " + String.join(" or ", rule.names()))
        : about(id, doubt.text()).withFrom(doubt.name());
  }

  private Set<Reason> methods(Rule.Methods rule, ClassId id, List<Order> orders) {
    Set<Reason> reasons = new LinkedHashSet<>();
    for (String name : rule.names()) {
      for (Order order : orders) {
        Mro mro = order.mro();
        if (mro != null) {
          int position = rule.names().indexOf(name);
          reasons.add(
              method(id, name, evaluation.effective(rule, mro).get(position), mro.unknown()));
        }
      }
    }
    return reasons;
  }

  private Reason method(ClassId id, String name, Effective effective, @Nullable External unknown) {
    if (effective.methods().isEmpty()) {
      return unknown == null
          ? Reason.of(name + " missing").withMethod(name)
          : Reason.of(unknown.text()).withMethod(name).withFrom(unknown.name());
    }
    List<String> texts = new ArrayList<>();
    for (Method method : effective.methods()) {
      texts.add(
          verb(id, method)
              + program.name(method.owner())
              + ", "
              + program.whereabouts(method.owner().module(), method.location()));
    }
    Method first = effective.methods().get(0);
    return placed(Reason.of(name + String.join(", or", texts)), first.owner(), first.location())
        .withMethod(name)
        .withSignature(first.signature());
  }

  private static String verb(ClassId id, Method method) {
    return switch (method.kind()) {
      case ABSTRACT -> " is abstract in ";
      case REMOVED ->
          method.noun().equals("None")
              ? " is no method in "
              : " is " + method.noun() + ", not a method, in ";
      case DEFINED ->
          !method.owner().equals(id)
              ? " inherited from "
              : method.signature() != null ? " defined in " : " assigned in ";
    };
  }
}
