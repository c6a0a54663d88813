package io.modelops.bundle.discovery.resolve;

import io.modelops.bundle.discovery.resolve.Criteria.Wanted;
import io.modelops.bundle.discovery.symbols.Scope;
import io.modelops.bundle.discovery.symbols.Value;
import io.modelops.bundle.discovery.symbols.Value.Definition;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Finds what is decorated as rules ask for. */
final class Decorations {
  /** So many methods of a class are kept. */
  private static final int MAX_METHODS = 16;

  private final Criteria criteria;
  private final Resolver resolver;

  Decorations(Criteria criteria, Resolver resolver) {
    this.criteria = criteria;
    this.resolver = resolver;
  }

  /** Those of a class that has the given ones behind it in its order. */
  List<Decoration> prepend(Ancestor head, List<Decoration> inherited) {
    if (!(head instanceof ClassId id) || criteria.decorators().isEmpty()) {
      return inherited;
    }
    List<Decoration> own = own(id);
    Scope body = body(id);
    if (own.isEmpty() && inherited.stream().noneMatch(each -> isBound(body, each))) {
      return inherited;
    }
    List<Decoration> all = new ArrayList<>(own);
    inherited.stream().filter(each -> !isBound(body, each)).forEach(all::add);
    return List.copyOf(all.subList(0, Math.min(all.size(), MAX_METHODS)));
  }

  private static boolean isBound(Scope body, Decoration decoration) {
    return body.names().containsKey(decoration.method());
  }

  private Scope body(ClassId id) {
    Program program = resolver.program();
    return program.table(id.module()).scopes().get(program.symbol(id).scope());
  }

  /** The names of those decorators of a class that rules ask for. */
  List<String> ofClass(ClassId id) {
    return wanted(id.module(), resolver.program().symbol(id).decorators());
  }

  private List<Decoration> own(ClassId id) {
    List<Decoration> found = new ArrayList<>();
    Scope body = body(id);
    for (Map.Entry<String, Integer> bound : new TreeMap<>(body.names()).entrySet()) {
      for (Definition definition : definitions(id.module(), bound.getValue())) {
        if (definition instanceof Value.Function function && found.size() < MAX_METHODS) {
          var location = function.span().in(resolver.program().module(id.module()).file());
          for (String each : wanted(id.module(), function.decorators())) {
            found.add(new Decoration(each, bound.getKey(), id, location));
          }
        }
      }
    }
    return found;
  }

  private List<Definition> definitions(int module, int value) {
    Program program = resolver.program();
    return program.table(module).value(value) instanceof Definition single
        ? List.of(single)
        : Definitions.of(module, value, program, resolver.liveness()).all();
  }

  /** The names of those decorators that rules ask for. */
  List<String> wanted(int module, Collection<Integer> decorators) {
    List<String> found = new ArrayList<>();
    for (int decorator : decorators) {
      for (Senses.Sense each : resolver.senses(module, decorator).all()) {
        String name = each.meaning().name();
        criteria.decorators().stream()
            .filter(wanted -> wanted.matches(name))
            .map(Wanted::text)
            .forEach(found::add);
      }
    }
    return found;
  }
}
