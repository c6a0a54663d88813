package io.modelops.bundle.discovery.resolve;

import io.modelops.bundle.discovery.resolve.Ancestor.External;
import io.modelops.bundle.discovery.resolve.Hierarchy.Orders;
import io.modelops.bundle.discovery.resolve.Senses.Sense;
import io.modelops.bundle.discovery.symbols.ClassSymbol;
import io.modelops.bundle.discovery.symbols.ClassSymbol.Base;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The bases of classes, and the method resolution orders that follow from them. */
final class Hierarchy extends Solver<ClassId, Orders> {
  /** A class whose bases can be combined in more ways has a base that is not known. */
  private static final int MAX_ORDERS = 16;

  private static final String OBJECT = "builtins.object";

  private final Resolver resolver;
  private final Program program;
  private final Linearization linearization;

  /**
   * The method resolution orders that a class can have.
   *
   * @param all one for each way in which its bases, and theirs, can be what they can be
   * @param ambiguous the bases that can be several things, in words
   */
  record Orders(List<Order> all, Set<String> ambiguous) {
    static final Orders CIRCLE = new Orders(List.of(new Order(null, false)), Set.of());
  }

  /**
   * One of them.
   *
   * @param mro null if the bases contradict one another
   * @param protocol whether {@code Protocol} is among the bases of the class itself
   */
  record Order(@Nullable Mro mro, boolean protocol) {}

  Hierarchy(Resolver resolver, Criteria criteria, Runnable checkpoint) {
    super(Orders.CIRCLE, resolver.program().reads(), checkpoint);
    this.resolver = resolver;
    this.program = resolver.program();
    this.linearization = new Linearization(new Members(criteria, resolver));
  }

  /** The classes of the project that the bases of a class can be. */
  Set<ClassId> bases(ClassId id) {
    Set<ClassId> bases = new LinkedHashSet<>();
    for (Base base : program.symbol(id).bases()) {
      if (base.value() >= 0) {
        for (Sense each : resolver.senses(id.module(), base.value()).all()) {
          if (each.meaning() instanceof Meaning.Type type) {
            bases.add(type.id());
          }
        }
      }
    }
    return bases;
  }

  /** What the bases of a class can be by name, without what brings nothing or is not found. */
  Set<String> baseNames(ClassId id) {
    Set<String> names = new LinkedHashSet<>();
    for (Base base : program.symbol(id).bases()) {
      if (base.value() >= 0) {
        for (Sense each : resolver.senses(id.module(), base.value()).all()) {
          if (each.meaning() instanceof Meaning.Type type) {
            names.add(program.name(type.id()));
          } else if (each.meaning() instanceof Meaning.Outside outside
              && !Builtins.bringsNothing(outside.name())) {
            names.add(outside.name());
          }
        }
      }
    }
    return names;
  }

  /** Classes in a circle have no order, nor have those that descend from them. */
  @Override
  Orders compute(ClassId id) {
    ClassSymbol symbol = program.symbol(id);
    Set<String> ambiguous = new LinkedHashSet<>();
    List<List<Order>> combinations = List.of(List.of());
    for (Base base : symbol.bases()) {
      Orders orders = orders(id, base);
      ambiguous.addAll(orders.ambiguous());
      combinations = extended(combinations, orders.all());
      if (combinations.size() > MAX_ORDERS) {
        var unknown =
            new External(base.text() + " of " + id, false, false, "bases can be many things");
        return new Orders(List.of(order(id, List.of(alone(unknown)))), ambiguous);
      }
    }
    List<Order> all = new ArrayList<>();
    for (List<Order> combination : combinations) {
      all.add(order(id, combination));
    }
    return new Orders(all, ambiguous);
  }

  private static List<List<Order>> extended(List<List<Order>> combinations, List<Order> next) {
    List<List<Order>> extended = new ArrayList<>();
    for (List<Order> combination : combinations) {
      for (Order order : next) {
        List<Order> longer = new ArrayList<>(combination);
        longer.add(order);
        extended.add(longer);
      }
    }
    return extended;
  }

  /** The orders of what a base can be. */
  private Orders orders(ClassId id, Base base) {
    String of = " of " + program.name(id);
    if (base.value() < 0) {
      return only(
          new External(base.text() + of, false, false, "base " + base.text() + " is computed"));
    }
    Senses senses = resolver.senses(id.module(), base.value());
    if (senses.isEmpty()) {
      return only(undefined(base.text()));
    }
    List<Order> all = new ArrayList<>();
    Set<String> ambiguous = new LinkedHashSet<>();
    if (others(id, senses).size() > 1) {
      ambiguous.add(ambiguity(base, senses));
    }
    for (Sense each : others(id, senses)) {
      String name = each.meaning().name();
      if (Builtins.isProtocol(name)) {
        all.add(new Order(protocol(), true));
      } else if (Builtins.isGeneric(name)) {
        all.add(new Order(generic(), false));
      } else if (each.meaning() instanceof Meaning.Type type) {
        Orders orders = ask(type.id());
        all.addAll(orders.all());
        ambiguous.addAll(orders.ambiguous());
      } else {
        all.add(alone(external(each.meaning())));
      }
    }
    return new Orders(all, ambiguous);
  }

  /**
   * What a base can be beside the class itself. In a loop, a class can descend from what its own
   * statement made in the round before, which has the same methods.
   */
  private static List<Sense> others(ClassId id, Senses senses) {
    return senses.all().size() == 1
        ? senses.all()
        : senses.all().stream()
            .filter(each -> !(each.meaning() instanceof Meaning.Type type && type.id().equals(id)))
            .toList();
  }

  private static String ambiguity(Base base, Senses senses) {
    return "base "
        + base.text()
        + " can be "
        + senses.all().stream()
            .map(
                each ->
                    each.meaning().name() + (each.place() == null ? "" : " (" + each.place() + ")"))
            .collect(Collectors.joining(" or "));
  }

  private Orders only(External base) {
    return new Orders(List.of(alone(base)), Set.of());
  }

  private Order alone(External base) {
    return new Order(linearization.of(base), false);
  }

  private External external(Meaning meaning) {
    String name = meaning.name();
    if (meaning instanceof Meaning.Outside) {
      boolean known = Builtins.bringsNothing(name);
      return new External(name, true, known, "base " + name + " is " + program.whereabouts(name));
    }
    return meaning instanceof Meaning.Undefined
        ? undefined(name)
        : new External(
            name, false, false, "base " + name + " is no class that reading alone can find");
  }

  private static External undefined(String name) {
    return new External(name, false, false, "base " + name + " is not defined");
  }

  /** The order of a class whose bases have the given ones. */
  private Order order(ClassId id, List<Order> bases) {
    ClassSymbol symbol = program.symbol(id);
    boolean protocol = bases.stream().anyMatch(base -> is(base.mro(), Builtins::isProtocol));
    List<Mro> inherited = new ArrayList<>();
    for (int i = 0; i < bases.size(); i++) {
      Mro base = bases.get(i).mro();
      boolean last = i == bases.size() - 1 && !symbol.generic();
      if (base == null || (is(base, OBJECT::equals) && !last)) {
        return new Order(null, protocol);
      }
      boolean dropped = is(base, Builtins::isGeneric) && isGenericBelow(symbol, i);
      if (!dropped && !is(base, OBJECT::equals)) {
        inherited.add(base);
      }
    }
    if (symbol.generic() && !protocol) {
      inherited.add(generic());
    }
    return new Order(linearization.of(id, inherited), protocol);
  }

  /** Python leaves {@code Generic[T]} out where a later base is {@code Other[T]}. */
  private static boolean isGenericBelow(ClassSymbol symbol, int base) {
    List<Base> later =
        symbol.bases().subList(Math.min(base + 1, symbol.bases().size()), symbol.bases().size());
    return later.stream().anyMatch(Base::subscripted);
  }

  private static boolean is(@Nullable Mro base, Predicate<String> name) {
    return base != null && base.head() instanceof External external && name.test(external.name());
  }

  private Mro generic() {
    return linearization.of(new External("typing.Generic", true, true, ""));
  }

  private Mro protocol() {
    return linearization.of(new External("typing.Protocol", true, true, ""), generic());
  }
}
