package io.modelops.bundle.discovery.resolve;

import io.modelops.bundle.discovery.resolve.Ancestor.External;
import io.modelops.bundle.discovery.resolve.Hierarchy.Order;
import io.modelops.bundle.discovery.resolve.Hierarchy.Orders;
import io.modelops.bundle.discovery.resolve.Members.Effective;
import io.modelops.bundle.discovery.symbols.Scope;
import io.modelops.bundle.value.DiscoveryOptions;
import io.modelops.bundle.value.Reason;
import io.modelops.bundle.value.Verdict;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Says of a class whether it is a model, and why. */
final class Judge {
  private final List<String> methods;
  private final Set<String> named;
  private final boolean exhaustive;
  private final Program program;
  private final Hierarchy hierarchy;
  private final Reachability reachability;

  Judge(DiscoveryOptions options, Hierarchy hierarchy, Resolver resolver) {
    this.methods = options.methods();
    this.named = options.classes();
    this.exhaustive = options.exhaustive();
    this.program = resolver.program();
    this.hierarchy = hierarchy;
    this.reachability = new Reachability(resolver);
  }

  /** Null if nothing suggests that the class could be a model. */
  @Nullable Judgement judge(ClassId id) {
    if (!isCandidate(id)) {
      return null;
    }
    boolean mayLack = mayLackMethods(id);
    Orders orders = hierarchy.ask(id);
    Set<Verdict> verdicts = EnumSet.noneOf(Verdict.class);
    Set<Reason> reasons = new LinkedHashSet<>();
    boolean always = true;
    for (Order order : orders.all()) {
      always &= isCandidate(id, order, mayLack);
      verdicts.addAll(verdicts(order));
    }
    boolean differ = verdicts.size() > 1 || !always;
    String unreachable = reachability.obstacle(id);
    if (unreachable != null) {
      reasons.add(about(id, unreachable));
    }
    if (differ) {
      orders.ambiguous().forEach(text -> reasons.add(about(id, text)));
    }
    reasons.addAll(reasons(id, differ ? orders.all() : orders.all().subList(0, 1)));
    Verdict verdict = differ ? Verdict.UNRESOLVED : verdicts.iterator().next();
    return new Judgement(
        unreachable == null ? verdict : Verdict.NOT_IMPORTABLE, List.copyOf(reasons));
  }

  /** Whether anything suggests that the class could be a model. */
  boolean isCandidate(ClassId id) {
    boolean mayLack = mayLackMethods(id);
    return hierarchy.ask(id).all().stream().anyMatch(order -> isCandidate(id, order, mayLack));
  }

  /** Whether it is enough that a base which is not known may bring the methods. */
  private boolean mayLackMethods(ClassId id) {
    return exhaustive || named.contains(program.name(id));
  }

  private boolean isCandidate(ClassId id, Order order, boolean mayLack) {
    Mro mro = order.mro();
    if (mro == null) {
      return mayLack || binds(id);
    }
    return (mayLack && mro.unknown() != null)
        || mro.methods().stream()
            .flatMap(each -> each.methods().stream())
            .anyMatch(method -> method.kind() != Method.Kind.REMOVED);
  }

  /** Whether a method is bound in the body of the class, or of one that it is derived from. */
  private boolean binds(ClassId id) {
    Set<ClassId> seen = new LinkedHashSet<>(Set.of(id));
    Deque<ClassId> next = new ArrayDeque<>(seen);
    while (!next.isEmpty()) {
      ClassId each = next.remove();
      Scope body = program.table(each.module()).scopes().get(program.symbol(each).scope());
      if (methods.stream().anyMatch(body.names()::containsKey)) {
        return true;
      }
      hierarchy.bases(each).stream().filter(seen::add).forEach(next::add);
    }
    return false;
  }

  /** Every verdict that the definitions which can be in effect lead to. */
  private static Set<Verdict> verdicts(Order order) {
    Mro mro = order.mro();
    if (mro == null) {
      return EnumSet.of(Verdict.UNRESOLVED);
    }
    Set<Verdict> verdicts = EnumSet.noneOf(Verdict.class);
    boolean incomplete = false;
    boolean mayBeIncomplete = false;
    boolean unresolved = false;
    for (Effective each : mro.methods()) {
      Set<Method.Kind> kinds =
          each.methods().stream().map(Method::kind).collect(Collectors.toSet());
      if (order.protocol() || kinds.equals(Set.of(Method.Kind.ABSTRACT))) {
        return EnumSet.of(Verdict.ABSTRACT);
      }
      if (kinds.contains(Method.Kind.ABSTRACT)) {
        verdicts.add(Verdict.ABSTRACT);
      }
      mayBeIncomplete |= kinds.contains(Method.Kind.REMOVED);
      unresolved |= kinds.isEmpty() && mro.unknown() != null;
      incomplete |=
          kinds.isEmpty()
              ? mro.unknown() == null
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

  private Set<Reason> reasons(ClassId id, List<Order> orders) {
    Set<Reason> reasons = new LinkedHashSet<>();
    for (Order order : orders) {
      if (order.mro() == null) {
        reasons.add(about(id, "inconsistent MRO"));
      } else if (order.protocol()) {
        reasons.add(about(id, program.name(id) + " is a Protocol"));
      }
    }
    for (int i = 0; i < methods.size(); i++) {
      for (Order order : orders) {
        Mro mro = order.mro();
        if (mro != null) {
          reasons.add(reason(id, methods.get(i), mro.methods().get(i), mro.unknown()));
        }
      }
    }
    return reasons;
  }

  private Reason about(ClassId id, String text) {
    return Reason.of(text).withFrom(program.name(id)).withLocation(program.location(id));
  }

  private Reason reason(ClassId id, String name, Effective effective, @Nullable External unknown) {
    if (effective.methods().isEmpty()) {
      return unknown == null
          ? Reason.of(name + " missing").withMethod(name)
          : Reason.of(unknown.text()).withMethod(name).withFrom(unknown.name());
    }
    List<String> texts = new ArrayList<>();
    for (Method method : effective.methods()) {
      texts.add(verb(id, method) + program.name(method.owner()) + ", " + method.location());
    }
    Method first = effective.methods().get(0);
    return Reason.of(name + String.join(", or", texts))
        .withMethod(name)
        .withFrom(program.name(first.owner()))
        .withLocation(first.location())
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
