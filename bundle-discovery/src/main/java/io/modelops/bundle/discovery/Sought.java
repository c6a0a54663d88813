package io.modelops.bundle.discovery;

import io.modelops.bundle.discovery.project.ModelDeclaration;
import io.modelops.bundle.discovery.project.Modules;
import io.modelops.bundle.discovery.python.Words;
import io.modelops.bundle.discovery.symbols.ModelNames;
import io.modelops.bundle.discovery.symbols.SymbolTable;
import io.modelops.bundle.value.NamedRule;
import io.modelops.bundle.value.Rule;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The words by which the sources are known that can matter to rules.
 *
 * @param methods the first of each rule, without which no class has them all
 * @param packages that what rules name is in
 * @param names of classes and decorators that the project itself may define
 * @param everything whether these words do not tell, so all sources matter
 */
record Sought(List<String> methods, Set<String> packages, Set<String> names, boolean everything) {
  static Sought of(List<NamedRule> rules, Modules modules) {
    List<String> methods = new ArrayList<>();
    Set<String> packages = new LinkedHashSet<>();
    Set<String> names = new LinkedHashSet<>();
    boolean everything = false;
    for (NamedRule each : rules) {
      addFirstMethods(each.rule(), methods);
      List<String> named = new ArrayList<>(each.rule().names(Rule.SubclassOf.class));
      named.addAll(each.rule().names(Rule.DecoratedWith.class));
      named.addAll(each.rule().names(Rule.Returning.class));
      each.rule().names(Rule.Declared.class).stream()
          .filter(ModelDeclaration::isCall)
          .forEach(named::add);
      for (String name : named) {
        String top = name.replace(':', '.').split("\\.", 2)[0];
        packages.add(top);
        if (modules.exists(top)) {
          String last = name.substring(Math.max(name.lastIndexOf('.'), name.lastIndexOf(':')) + 1);
          names.add(last);
          everything |= last.contains("*");
        }
      }
    }
    return new Sought(List.copyOf(methods), packages, names, everything);
  }

  private static void addFirstMethods(Rule rule, List<String> into) {
    if (rule instanceof Rule.Methods) {
      into.add(rule.names(Rule.Methods.class).get(0));
    }
    rule.rules().forEach(each -> addFirstMethods(each, into));
  }

  /** Whether the words of a source do not tell if it can matter. */
  boolean looksAt(Words words) {
    return !words.hasAny(packages) && words.hasAny(methods);
  }

  /**
   * Whether a source can matter by what it says itself.
   *
   * @param source null if the words tell
   */
  boolean mayMatter(Words words, byte @Nullable [] source) {
    return words.hasAny(packages) || (source != null && words.mayBind(source, methods));
  }

  /** See {@link ModelNames}. */
  Set<String> added(SymbolTable table, Set<String> known) {
    return ModelNames.added(table, methods, packages, known);
  }

  /** As that of any record, but made when compiled, which saves a start some milliseconds. */
  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Sought that
        && everything == that.everything
        && methods.equals(that.methods)
        && packages.equals(that.packages)
        && names.equals(that.names);
  }

  @Override
  public int hashCode() {
    return 31 * methods.hashCode() + packages.hashCode();
  }
}
