package io.modelops.bundle.discovery.resolve;

import io.modelops.bundle.discovery.resolve.Ancestor.External;
import io.modelops.bundle.discovery.resolve.Senses.Sense;
import io.modelops.bundle.discovery.symbols.SymbolTable;
import io.modelops.bundle.discovery.symbols.Value;
import io.modelops.bundle.discovery.symbols.Value.Definition;
import io.modelops.bundle.value.SourceRange;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Finds what rules ask for in class bodies and along method resolution orders. */
final class Members {
  /** Builtins whose results cannot be called. */
  private static final Map<String, String> CONSTRUCTORS =
      Map.ofEntries(
          Map.entry("builtins.dict", "a dict"),
          Map.entry("builtins.list", "a list"),
          Map.entry("builtins.tuple", "a tuple"),
          Map.entry("builtins.set", "a set"),
          Map.entry("builtins.frozenset", "a set"),
          Map.entry("builtins.str", "a string"),
          Map.entry("builtins.bytes", "bytes"),
          Map.entry("builtins.int", "a number"),
          Map.entry("builtins.float", "a number"),
          Map.entry("builtins.bool", "a number"),
          Map.entry("dataclasses.field", "a field"));

  private final Criteria criteria;
  private final Resolver resolver;
  private final Decorations decorations;

  /**
   * What a class has under the name of a method.
   *
   * @param methods the definitions that can be in effect, the last of each kind; none where there
   *     is none, or where a base that is not known comes before its removal
   * @param missing whether it can also be that there is none
   */
  record Effective(List<Method> methods, boolean missing) {
    static final Effective NONE = new Effective(List.of(), true);
  }

  Members(Criteria criteria, Resolver resolver) {
    this.criteria = criteria;
    this.resolver = resolver;
    this.decorations = new Decorations(criteria, resolver);
  }

  /** An order with one more class before it. */
  Mro prepend(Ancestor head, @Nullable Mro tail) {
    External unknown = tail == null ? null : tail.unknown();
    if (head instanceof External external && !external.known()) {
      unknown = external;
    }
    List<Effective> found = new ArrayList<>();
    for (int i = 0; i < criteria.methods().size(); i++) {
      Effective inherited = tail == null ? Effective.NONE : tail.methods().get(i);
      found.add(effective(head, criteria.methods().get(i), inherited));
    }
    return new Mro(
        head,
        tail,
        tail == null ? 1 : tail.length() + 1,
        found,
        unknown,
        descents(head, tail),
        decorations.prepend(head, tail == null ? List.of() : tail.decorations()));
  }

  private List<Descent> descents(Ancestor head, @Nullable Mro tail) {
    List<Descent> found = new ArrayList<>();
    boolean same = tail != null;
    for (int i = 0; i < criteria.classes().size(); i++) {
      Descent inherited = tail == null ? Descent.NONE : tail.descents().get(i);
      Descent own = inherited.after(head, criteria.classes().get(i), resolver.program());
      same &= own.equals(inherited);
      found.add(own);
    }
    return same && tail != null ? tail.descents() : found;
  }

  private Effective effective(Ancestor head, String name, Effective inherited) {
    if (head instanceof ClassId id) {
      Effective own = own(id, name);
      if (!own.missing() || inherited.methods().isEmpty()) {
        return own.methods().isEmpty() ? inherited : new Effective(own.methods(), false);
      }
      Map<Method.Kind, Method> all = byKind(inherited.methods());
      all.putAll(byKind(own.methods()));
      return new Effective(List.copyOf(all.values()), false);
    }
    boolean hides =
        head instanceof External external
            && !external.known()
            && inherited.methods().stream().anyMatch(each -> each.kind() == Method.Kind.REMOVED);
    return hides ? Effective.NONE : inherited;
  }

  private Effective own(ClassId id, String name) {
    SymbolTable table = resolver.program().table(id.module());
    int last = table.last(resolver.program().symbol(id).scope(), name);
    if (last == SymbolTable.UNBOUND) {
      return Effective.NONE;
    }
    Definitions definitions =
        Definitions.of(id.module(), last, resolver.program(), resolver.liveness());
    Map<Method.Kind, Method> found = new EnumMap<>(Method.Kind.class);
    for (Definition definition : definitions.all()) {
      found.putAll(byKind(methods(id, definition)));
    }
    return new Effective(List.copyOf(found.values()), definitions.unbound() || found.isEmpty());
  }

  /** The last of each kind. */
  private static Map<Method.Kind, Method> byKind(List<Method> methods) {
    Map<Method.Kind, Method> byKind = new EnumMap<>(Method.Kind.class);
    methods.forEach(each -> byKind.put(each.kind(), each));
    return byKind;
  }

  /** The methods that a statement can make; a name may stand for several things. */
  private List<Method> methods(ClassId owner, Definition definition) {
    SourceRange location = definition.span().in(resolver.program().module(owner.module()).file());
    if (definition instanceof Value.Function function) {
      boolean isAbstract =
          function.decorators().stream().anyMatch(each -> isAbstract(owner.module(), each));
      Method.Kind kind = isAbstract ? Method.Kind.ABSTRACT : Method.Kind.DEFINED;
      return List.of(new Method(kind, owner, location, function.signature(), ""));
    } else if (definition instanceof Value.Computed computed) {
      return List.of(computed(owner, computed, location));
    } else if (definition instanceof Value.Type) {
      return List.of(new Method(Method.Kind.DEFINED, owner, location, null, ""));
    }
    List<Method> found = new ArrayList<>();
    for (Sense each : senses(owner.module(), definition).all()) {
      found.add(of(owner, noun(each.meaning()), location));
    }
    return found.isEmpty() ? List.of(of(owner, "", location)) : found;
  }

  private Senses senses(int module, Definition definition) {
    return definition instanceof Value.Alias alias
        ? resolver.senses(module, alias.target())
        : resolver.imported(module, (Value.Imported) definition);
  }

  private Method computed(ClassId owner, Value.Computed computed, SourceRange location) {
    if (computed.function() >= 0) {
      if (isAbstract(owner.module(), computed.function())) {
        return new Method(Method.Kind.ABSTRACT, owner, location, null, "");
      }
      return of(owner, result(resolver.senses(owner.module(), computed.function())), location);
    }
    return of(owner, computed.kind().noun(), location);
  }

  private static Method of(ClassId owner, String noun, SourceRange location) {
    Method.Kind kind = noun.isEmpty() ? Method.Kind.DEFINED : Method.Kind.REMOVED;
    return new Method(kind, owner, location, null, noun);
  }

  /** Words for the result of a call; empty unless it cannot be called. */
  private static String result(Senses function) {
    return function.all().size() == 1
        ? CONSTRUCTORS.getOrDefault(function.all().get(0).meaning().name(), "")
        : "";
  }

  private static String noun(Meaning meaning) {
    if (meaning instanceof Meaning.Instance instance) {
      return instance.kind().noun();
    }
    return meaning instanceof Meaning.Module ? "a module" : "";
  }

  private boolean isAbstract(int module, int decorator) {
    return resolver.senses(module, decorator).all().stream()
        .anyMatch(each -> Builtins.isAbstractDecorator(each.meaning().name()));
  }
}
