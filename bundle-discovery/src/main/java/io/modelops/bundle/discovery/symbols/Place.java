package io.modelops.bundle.discovery.symbols;

import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Where a statement stands.
 *
 * @param flow the names of its scope
 * @param prefix of qualified names
 * @param type the class whose body it is; -1 for others
 * @param function the innermost function around
 * @param guarded whether it is in a {@code try}
 * @param binds whether the names of the scope are of interest; those of a function that holds no
 *     class are not
 * @param globals names that are the module's, though the scope is another
 */
record Place(
    Flow flow,
    String prefix,
    int type,
    ClassSymbol.@Nullable Function function,
    int branch,
    boolean guarded,
    boolean binds,
    Set<String> globals) {

  static Place module(Flow flow) {
    return new Place(flow, "", -1, null, SymbolTable.ALWAYS, false, true, Set.of());
  }

  boolean isModule() {
    return flow.scope() == Scope.MODULE;
  }

  Place inClass(Flow body, String below, int index) {
    return new Place(body, below, index, function, branch, guarded, true, new HashSet<>());
  }

  Place inFunction(Flow body, String below, ClassSymbol.Function around, boolean bound) {
    return new Place(body, below, -1, around, branch, false, bound, new HashSet<>());
  }

  Place inBranch(int number, boolean tried) {
    return new Place(flow, prefix, type, function, number, guarded || tried, binds, globals);
  }
}
