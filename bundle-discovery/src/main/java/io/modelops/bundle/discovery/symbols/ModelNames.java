package io.modelops.bundle.discovery.symbols;

import io.modelops.bundle.discovery.symbols.ClassSymbol.Base;
import java.util.BitSet;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * By which names other files can mean a class of this file for which a rule may hold, or something
 * of a package that rules name. Only what is known for sure to be nothing such is left out.
 */
public final class ModelNames {
  private final SymbolTable table;
  private final Collection<String> methods;
  private final Collection<String> packages;
  private final Set<String> known;
  private final Set<String> added = new LinkedHashSet<>();
  private final BitSet values = new BitSet();
  private final BitSet ofPackages = new BitSet();

  /** Functions that have a decorator which matters. */
  private final BitSet decorated = new BitSet();

  private ModelNames(
      SymbolTable table,
      Collection<String> methods,
      Collection<String> packages,
      Set<String> known) {
    this.table = table;
    this.methods = methods;
    this.packages = packages;
    this.known = known;
  }

  /**
   * Adds the names of a file to those that are known already.
   *
   * @param methods that rules ask for
   * @param packages the first components of the names in rules
   * @param known of this and other files; changed
   * @return those that were not known
   */
  public static Set<String> added(
      SymbolTable table,
      Collection<String> methods,
      Collection<String> packages,
      Set<String> known) {
    ModelNames names = new ModelNames(table, methods, packages, known);
    boolean more = true;
    while (more) { // what is known now may tell of a value before it
      more = names.pass();
    }
    return names.added;
  }

  /** Whether two states of a file have the same names, whatever is known. */
  public static boolean areSame(SymbolTable one, SymbolTable other) {
    boolean same =
        one.scopes().equals(other.scopes())
            && one.values().size() == other.values().size()
            && one.classes().size() == other.classes().size();
    for (int i = 0; same && i < one.values().size(); i++) {
      same = areSame(one.value(i), other.value(i));
    }
    for (int i = 0; same && i < one.classes().size(); i++) {
      ClassSymbol here = one.classes().get(i);
      ClassSymbol there = other.classes().get(i);
      same =
          here.name().equals(there.name())
              && here.scope() == there.scope()
              && here.decorators().equals(there.decorators())
              && values(here).equals(values(there));
    }
    return same;
  }

  private static List<Integer> values(ClassSymbol symbol) {
    return symbol.bases().stream().map(Base::value).toList();
  }

  /** Apart from where they stand. */
  private static boolean areSame(Value one, Value other) {
    if (one instanceof Value.Type type) {
      return other instanceof Value.Type that && type.index() == that.index();
    } else if (one instanceof Value.Function function) {
      return other instanceof Value.Function that
          && function.decorators().equals(that.decorators());
    } else if (one instanceof Value.Imported imported) {
      return other instanceof Value.Imported that
          && imported.level() == that.level()
          && imported.module().equals(that.module())
          && Objects.equals(imported.name(), that.name());
    } else if (one instanceof Value.Alias alias) {
      return other instanceof Value.Alias that && alias.target() == that.target();
    }
    boolean passedOver = one instanceof Value.Definition || one instanceof Value.Star;
    return passedOver ? one.getClass() == other.getClass() : one.equals(other);
  }

  /** Values follow from those before them, but for late ones. */
  private boolean pass() {
    boolean more = false;
    for (int i = 0; i < table.values().size(); i++) {
      if (!values.get(i) && (isOfPackage(i) || matters(table.value(i)))) {
        values.set(i);
        more = true;
      }
      if (isDecorated(table.value(i))) {
        decorated.set(i);
      }
    }
    for (Scope scope : table.scopes()) {
      scope.names().forEach((name, value) -> addIf(values.get(value), name));
    }
    return more;
  }

  private void addIf(boolean matters, String name) {
    if (matters && known.add(name)) {
      added.add(name);
    }
  }

  /** Whether a value is a package that rules name, or something in it. */
  private boolean isOfPackage(int number) {
    Value value = table.value(number);
    boolean is =
        value instanceof Value.Imported imported
            ? imported.level() == 0 && packages.contains(imported.module().split("\\.", 2)[0])
            : value instanceof Value.Attribute attribute && ofPackages.get(attribute.owner());
    if (is) {
      ofPackages.set(number);
    }
    return is;
  }

  private boolean isDecorated(Value value) {
    if (value instanceof Value.Choice choice) {
      return decorated.get(choice.before())
          || choice.arrivals().stream().anyMatch(arrival -> decorated.get(arrival.value()));
    }
    return value instanceof Value.Function function
        && function.decorators().stream().anyMatch(values::get);
  }

  private boolean mayHave(int index) {
    ClassSymbol symbol = table.classes().get(index);
    Map<String, Integer> bound = table.scopes().get(symbol.scope()).names();
    for (Base base : symbol.bases()) {
      if (base.value() >= 0 && values.get(base.value())) {
        return true;
      }
    }
    return methods.stream().anyMatch(bound::containsKey)
        || symbol.decorators().stream().anyMatch(values::get)
        || bound.values().stream().anyMatch(decorated::get);
  }

  private boolean isModel(int index) {
    boolean may = mayHave(index);
    addIf(may, table.classes().get(index).simpleName());
    return may;
  }

  private boolean matters(Value value) {
    if (value instanceof Value.Type type) {
      return isModel(type.index());
    } else if (value instanceof Value.Alias alias) {
      return values.get(alias.target());
    } else if (value instanceof Value.Imported imported) {
      return imported.name() != null && known.contains(imported.name());
    } else if (value instanceof Value.Attribute attribute) {
      return known.contains(attribute.name());
    } else if (value instanceof Value.Choice choice) {
      return values.get(choice.before())
          || choice.arrivals().stream().anyMatch(arrival -> values.get(arrival.value()));
    } else if (value instanceof Value.Fallback fallback) {
      return values.get(fallback.first()) || values.get(fallback.second());
    } else if (value instanceof Value.Late late) {
      return known.contains(late.name());
    } else if (value instanceof Value.Free free) {
      return known.contains(free.name());
    }
    return value instanceof Value.Starred starred
        && (known.contains(starred.name()) || values.get(starred.value()));
  }
}
