package io.modelops.bundle.discovery.resolve;

import io.modelops.bundle.discovery.resolve.Ancestor.External;
import io.modelops.bundle.discovery.resolve.Hierarchy.Order;
import io.modelops.bundle.discovery.resolve.Members.Effective;
import io.modelops.bundle.discovery.symbols.Scope;
import io.modelops.bundle.value.Rule;
import io.modelops.bundle.value.Verdict;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Says of a class whether a rule holds. */
final class Evaluation {
  private final Criteria criteria;
  private final Program program;
  private final Hierarchy hierarchy;
  private final Decorations decorations;

  Evaluation(Criteria criteria, Hierarchy hierarchy, Resolver resolver) {
    this.criteria = criteria;
    this.program = resolver.program();
    this.hierarchy = hierarchy;
    this.decorations = new Decorations(criteria, resolver);
  }

  /**
   * What a rule says.
   *
   * @param mayLack whether it is enough for a candidate that a base which is not known may bring
   *     what the rule asks for
   */
  Finding find(Rule rule, ClassId id, Order order, boolean mayLack) {
    return find(rule, id, order, mayLack, false);
  }

  private Finding find(Rule rule, ClassId id, Order order, boolean mayLack, boolean negated) {
    if (rule instanceof Rule.Methods methods) {
      return methods(methods, id, order, mayLack);
    } else if (rule instanceof Rule.SubclassOf classes) {
      return descent(classes, order, mayLack, negated);
    } else if (rule instanceof Rule.DecoratedWith decorators) {
      return decoration(decorators, id, order);
    } else if (rule instanceof Rule.Declared groups) {
      boolean declared =
          criteria.declarations(id).stream().anyMatch(each -> isOf(groups, each.group()));
      return Finding.of(declared, declared ? Verdict.MODEL : Verdict.INCOMPLETE);
    } else if (rule instanceof Rule.Not not) {
      return find(not.rules().get(0), id, order, mayLack, !negated).negated();
    }
    Finding all = null;
    for (Rule each : rule.rules()) {
      Finding next = find(each, id, order, mayLack, negated);
      all = all == null ? next : rule instanceof Rule.All ? all.and(next) : all.or(next);
    }
    return all == null ? Finding.of(false, Verdict.INCOMPLETE) : all;
  }

  static boolean isOf(Rule rule, String name) {
    return rule.names().contains(name);
  }

  /** What is known of the methods that a rule names. */
  List<Effective> effective(Rule.Methods rule, Mro mro) {
    return rule.names().stream()
        .map(name -> mro.methods().get(criteria.methods().indexOf(name)))
        .toList();
  }

  /** What is known of the bases that a rule names. The class itself does not count. */
  List<Descent> descents(Rule.SubclassOf rule, Mro mro) {
    Mro bases = mro.tail();
    return bases == null ? List.of() : criteria.descents(rule, bases);
  }

  /** The decorated methods that a rule asks for. */
  static List<Decoration> decorated(Rule.DecoratedWith rule, Mro mro) {
    return mro.decorations().stream().filter(each -> isOf(rule, each.decorator())).toList();
  }

  /** The decorators of the class itself that a rule asks for. */
  List<String> decorators(Rule.DecoratedWith rule, ClassId id) {
    return decorations.ofClass(id).stream().filter(each -> isOf(rule, each)).toList();
  }

  /**
   * @param negated whether classes that derive are to be left out; then the class itself counts,
   *     and known names do not count as doubts
   */
  private Finding descent(Rule.SubclassOf rule, Order order, boolean mayLack, boolean negated) {
    Mro mro = order.mro();
    if (mro == null) {
      return Finding.of(mayLack, Verdict.UNRESOLVED);
    }
    List<Descent> descents = negated ? criteria.descents(rule, mro) : descents(rule, mro);
    if (descents.stream().anyMatch(each -> each.from() != null)) {
      return Finding.of(true, Verdict.MODEL);
    }
    return descents.stream()
            .map(Descent::doubt)
            .anyMatch(doubt -> doubt != null && !(negated && doubt.outside()))
        ? Finding.of(mayLack, Verdict.UNRESOLVED)
        : Finding.of(false, Verdict.INCOMPLETE);
  }

  private Finding decoration(Rule.DecoratedWith rule, ClassId id, Order order) {
    Mro mro = order.mro();
    boolean holds =
        (mro != null && !decorated(rule, mro).isEmpty()) || !decorators(rule, id).isEmpty();
    return Finding.of(holds, holds ? Verdict.MODEL : Verdict.INCOMPLETE);
  }

  private Finding methods(Rule.Methods rule, ClassId id, Order order, boolean mayLack) {
    Mro mro = order.mro();
    if (mro == null) {
      return Finding.of(mayLack || binds(rule, id), Verdict.UNRESOLVED);
    }
    List<Effective> methods = effective(rule, mro);
    boolean candidate =
        (mayLack && mro.unknown() != null)
            || methods.stream()
                .flatMap(each -> each.methods().stream())
                .anyMatch(method -> method.kind() != Method.Kind.REMOVED);
    return new Finding(candidate, false, verdicts(methods, order.protocol(), mro.unknown()));
  }

  /** Whether a method is bound in the body of the class, or of one that it is derived from. */
  private boolean binds(Rule.Methods rule, ClassId id) {
    Set<ClassId> seen = new LinkedHashSet<>(Set.of(id));
    Deque<ClassId> next = new ArrayDeque<>(seen);
    while (!next.isEmpty()) {
      ClassId each = next.remove();
      Scope body = program.table(each.module()).scopes().get(program.symbol(each).scope());
      if (rule.names().stream().anyMatch(body.names()::containsKey)) {
        return true;
      }
      hierarchy.bases(each).stream().filter(seen::add).forEach(next::add);
    }
    return false;
  }

  /** Every verdict that the definitions which can be in effect lead to. */
  private static Set<Verdict> verdicts(
      List<Effective> methods, boolean protocol, @Nullable External unknown) {
    Set<Verdict> verdicts = EnumSet.noneOf(Verdict.class);
    boolean incomplete = false;
    boolean mayBeIncomplete = false;
    boolean unresolved = false;
    for (Effective each : methods) {
      Set<Method.Kind> kinds =
          each.methods().stream().map(Method::kind).collect(Collectors.toSet());
      if (protocol || kinds.equals(Set.of(Method.Kind.ABSTRACT))) {
        return EnumSet.of(Verdict.ABSTRACT);
      }
      if (kinds.contains(Method.Kind.ABSTRACT)) {
        verdicts.add(Verdict.ABSTRACT);
      }
      mayBeIncomplete |= kinds.contains(Method.Kind.REMOVED);
      unresolved |= kinds.isEmpty() && unknown != null;
      incomplete |=
          kinds.isEmpty()
              ? unknown == null
              : !kinds.contains(Method.Kind.DEFINED) && kinds.contains(Method.Kind.REMOVED);
    }
    if (incomplete || mayBeIncomplete) {
      verdicts.add(Verdict.INCOMPLETE);
    }
    if (!incomplete) {
      verdicts.add(unresolved ? Verdict.UNRESOLVED : Verdict.MODEL);
    }
    return verdicts;
  }
}
