package io.modelops.bundle.discovery.resolve;

import io.modelops.bundle.discovery.resolve.Hierarchy.Order;
import io.modelops.bundle.discovery.resolve.Hierarchy.Orders;
import io.modelops.bundle.value.DiscoveryOptions;
import io.modelops.bundle.value.NamedRule;
import io.modelops.bundle.value.Reason;
import io.modelops.bundle.value.Rule;
import io.modelops.bundle.value.Verdict;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Says of a class whether it is a model, and why. */
final class Judge {
  private final List<NamedRule> rules;
  private final Set<String> named;
  private final boolean exhaustive;
  private final Program program;
  private final Hierarchy hierarchy;
  private final Reachability reachability;
  private final Evaluation evaluation;
  private final Reasons reasons;

  /** What one rule says of a class. */
  private record Opinion(NamedRule rule, boolean differ, Verdict verdict) {}

  Judge(Criteria criteria, DiscoveryOptions options, Hierarchy hierarchy, Resolver resolver) {
    this.rules = criteria.rules();
    this.named = options.classes();
    this.exhaustive = options.exhaustive();
    this.program = resolver.program();
    this.hierarchy = hierarchy;
    this.reachability = new Reachability(resolver);
    this.evaluation = new Evaluation(criteria, hierarchy, resolver);
    this.reasons = new Reasons(criteria, program, evaluation);
  }

  /**
   * The verdict of the rule that is nearest to that of a model; null if nothing suggests that the
   * class could be one.
   */
  @Nullable Judgement judge(ClassId id) {
    Orders orders = hierarchy.ask(id);
    Opinion best = null;
    for (NamedRule each : rules) {
      Opinion opinion = opinion(each, id, orders);
      if (opinion != null
          && (best == null || Finding.rank(opinion.verdict()) < Finding.rank(best.verdict()))) {
        best = opinion;
      }
    }
    return best == null ? null : judgement(id, orders, best);
  }

  /** The names of all rules that hold for a class; none if it cannot be imported. */
  Set<String> holding(ClassId id) {
    Orders orders = hierarchy.ask(id);
    Set<String> holding = new LinkedHashSet<>();
    for (NamedRule each : rules) {
      Opinion opinion = opinion(each, id, orders);
      if (opinion != null && opinion.verdict() == Verdict.MODEL) {
        holding.add(each.name());
      }
    }
    return holding.isEmpty() || reachability.obstacle(id) == null ? holding : Set.of();
  }

  /** Null if the rule says nothing. */
  private @Nullable Opinion opinion(NamedRule rule, ClassId id, Orders orders) {
    boolean mayLack = mayLack(id);
    Set<Verdict> verdicts = EnumSet.noneOf(Verdict.class);
    boolean always = true;
    boolean ever = false;
    for (Order order : orders.all()) {
      Finding finding = evaluation.find(rule.rule(), id, order, mayLack);
      always &= finding.isCandidate();
      ever |= finding.isCandidate();
      verdicts.addAll(finding.verdicts());
    }
    if (!ever) {
      return null;
    }
    boolean differ = verdicts.size() > 1 || !always;
    return new Opinion(rule, differ, differ ? Verdict.UNRESOLVED : verdicts.iterator().next());
  }

  private Judgement judgement(ClassId id, Orders orders, Opinion opinion) {
    Set<Reason> said = new LinkedHashSet<>();
    String unreachable = reachability.obstacle(id);
    if (unreachable != null) {
      said.add(reasons.about(id, unreachable));
    }
    if (opinion.differ()) {
      orders.ambiguous().forEach(text -> said.add(reasons.about(id, text)));
    }
    List<Order> told = opinion.differ() ? orders.all() : orders.all().subList(0, 1);
    Rule rule = opinion.rule().rule();
    for (Order order : told) {
      if (order.mro() == null) {
        said.add(reasons.about(id, "inconsistent MRO"));
      } else if (order.protocol() && !rule.names(Rule.Methods.class).isEmpty()) {
        said.add(reasons.about(id, program.name(id) + " is a Protocol"));
      }
    }
    said.addAll(reasons.of(rule, id, told));
    Verdict verdict = unreachable == null ? opinion.verdict() : Verdict.NOT_IMPORTABLE;
    return new Judgement(verdict, opinion.rule().name(), List.copyOf(said));
  }

  /** Whether anything suggests that the class could be a model. */
  boolean isCandidate(ClassId id) {
    Orders orders = hierarchy.ask(id);
    return rules.stream().anyMatch(rule -> opinion(rule, id, orders) != null);
  }

  /** Whether it is enough that a base which is not known may bring what a rule asks for. */
  private boolean mayLack(ClassId id) {
    return exhaustive || named.contains(program.name(id));
  }
}
