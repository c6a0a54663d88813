package io.modelops.bundle.discovery.resolve;

import io.modelops.bundle.discovery.project.PythonModule;
import io.modelops.bundle.discovery.python.Expression;
import io.modelops.bundle.discovery.python.Statement.ClassArgument;
import io.modelops.bundle.discovery.resolve.Ancestor.External;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The bases of every class, and the method resolution orders that follow from them. */
final class Hierarchy {
  private final Names names;
  private final Linearization linearization;
  private final List<ClassSymbol> classes;
  private final Map<ClassSymbol, Integer> index = new HashMap<>();
  private final Map<ClassSymbol, Bases> bases = new HashMap<>();
  private final Map<ClassSymbol, Mro> orders = new HashMap<>();

  /**
   * The bases of a class.
   *
   * @param ancestors without {@code Generic} and {@code Protocol}, whose place never matters
   * @param protocol whether {@code Protocol} is among them
   */
  record Bases(List<Ancestor> ancestors, boolean protocol) {}

  Hierarchy(List<ClassSymbol> classes, Names names, List<String> methods) {
    this.names = names;
    this.linearization = new Linearization(new Members(methods, names));
    this.classes = classes;
    for (ClassSymbol symbol : classes) {
      index.put(symbol, index.size());
      bases.put(symbol, basesOf(symbol));
    }
    for (int[] component : Graph.components(edges())) {
      linearize(component);
    }
  }

  /** The order; null if the bases contradict one another. */
  @Nullable Mro order(ClassSymbol symbol) {
    return orders.get(symbol);
  }

  boolean isProtocol(ClassSymbol symbol) {
    return bases(symbol).protocol();
  }

  /** The modules of the project that a class's bases are defined in. */
  Stream<PythonModule> baseModules(ClassSymbol symbol) {
    return bases(symbol).ancestors().stream()
        .filter(ClassSymbol.class::isInstance)
        .map(base -> ((ClassSymbol) base).module());
  }

  private Bases bases(ClassSymbol symbol) {
    return bases.getOrDefault(symbol, new Bases(List.of(), false));
  }

  private int[][] edges() {
    int[][] edges = new int[classes.size()][];
    for (int i = 0; i < edges.length; i++) {
      edges[i] =
          bases(classes.get(i)).ancestors().stream()
              .filter(ClassSymbol.class::isInstance)
              .mapToInt(base -> index.getOrDefault(base, -1))
              .filter(base -> base >= 0)
              .toArray();
    }
    return edges;
  }

  /** Classes in a circle have no order, nor have those that descend from them. */
  private void linearize(int[] component) {
    ClassSymbol symbol = classes.get(component[0]);
    List<Ancestor> ancestors = bases(symbol).ancestors();
    if (component.length > 1 || ancestors.contains(symbol)) {
      return;
    }
    List<Mro> inherited = new ArrayList<>();
    for (int i = 0; i < ancestors.size(); i++) {
      Ancestor base = ancestors.get(i);
      Mro order = base instanceof ClassSymbol known ? orders.get(known) : linearization.of(base);
      if (order == null || (isObject(base) && i < ancestors.size() - 1)) {
        return;
      }
      if (!isObject(base)) {
        inherited.add(order);
      }
    }
    Mro order = linearization.of(symbol, inherited);
    if (order != null) {
      orders.put(symbol, order);
    }
  }

  private static boolean isObject(Ancestor base) {
    return base instanceof External external && external.name().equals("builtins.object");
  }

  private Bases basesOf(ClassSymbol symbol) {
    List<Ancestor> ancestors = new ArrayList<>();
    boolean protocol = false;
    for (ClassArgument argument : symbol.definition().arguments()) {
      if (argument.keyword() != null || argument.stars() > 1) {
        continue;
      }
      Meaning meaning = meaning(symbol, argument);
      boolean isProtocol = meaning != null && Builtins.isProtocol(meaning.name());
      protocol |= isProtocol;
      if (!isProtocol && !(meaning != null && Builtins.isGeneric(meaning.name()))) {
        ancestors.add(ancestor(symbol, argument.text(), meaning));
      }
    }
    return new Bases(ancestors, protocol);
  }

  /** What the name of a base stands for; null if it is no name. */
  private @Nullable Meaning meaning(ClassSymbol symbol, ClassArgument base) {
    Expression value = base.value();
    boolean named =
        base.stars() == 0
            && !value.name().isEmpty()
            && (value instanceof Expression.Name || value instanceof Expression.Subscript);
    return named ? names.resolve(value.name(), symbol.enclosing(), symbol.order()) : null;
  }

  private static Ancestor ancestor(ClassSymbol symbol, String base, @Nullable Meaning meaning) {
    if (meaning instanceof Meaning.Type type) {
      return type.symbol();
    }
    String of = " of " + symbol.id();
    if (meaning == null) {
      return new External(base + of, false, "base " + base + " is computed");
    }
    String name = meaning.name();
    if (meaning instanceof Meaning.Outside) {
      boolean known = Builtins.bringsNothing(name);
      return new External(name, known, "base " + name + " is outside the project");
    }
    return meaning instanceof Meaning.Undefined
        ? new External(name, false, "base " + name + " is not defined")
        : new External(name, false, "base " + name + " is no class that reading alone can find");
  }
}
