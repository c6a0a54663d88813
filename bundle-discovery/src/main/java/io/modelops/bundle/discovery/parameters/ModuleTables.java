package io.modelops.bundle.discovery.parameters;

import io.modelops.bundle.discovery.python.ChangeScan.Change;
import io.modelops.bundle.discovery.python.DetailedSource;
import io.modelops.bundle.discovery.python.Expression;
import io.modelops.bundle.discovery.python.Expression.Argument;
import io.modelops.bundle.discovery.python.Expression.Call;
import io.modelops.bundle.discovery.python.Expression.Entry;
import io.modelops.bundle.discovery.python.Expression.Mapping;
import io.modelops.bundle.discovery.python.Expression.Name;
import io.modelops.bundle.discovery.python.Expression.Subscript;
import io.modelops.bundle.discovery.python.FunctionDetails.Slice;
import io.modelops.bundle.value.Parameter;
import io.modelops.bundle.value.Parameter.Origin;
import io.modelops.bundle.value.SourceValue;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The dicts that a module puts together, by the steps that it takes: {@code a = {}}, {@code b =
 * a.copy()}, {@code b.update(c)}, {@code b["x"] = 1}, {@code del b["x"]}.
 */
final class ModuleTables {
  private static final Set<String> COPYING =
      Set.of("copy", "deepcopy", "copy.copy", "copy.deepcopy");

  private final List<Step> steps;

  /** An entry of a dict, or all of those of another one. */
  private record Part(@Nullable Draft draft, String other) {}

  /** What one line does with the dict that a name stands for. */
  private record Step(Kind kind, String name, List<Part> parts) {}

  private enum Kind {
    BIND,
    /** The name stands for the same dict as another one. */
    SAME,
    ADD,
    DROP,
    /** Nothing is known of the dict from here on. */
    FORGET
  }

  private ModuleTables(List<Step> steps) {
    this.steps = List.copyOf(steps);
  }

  static ModuleTables of(DetailedSource source, Expressions expressions, Set<String> names) {
    Reader reader = new Reader(source, expressions);
    List<Step> steps = new ArrayList<>();
    Set<String> uncertain = new HashSet<>();
    for (Change each : source.changes(names)) {
      if (!each.always()) {
        uncertain.add(each.name());
      }
      steps.add(reader.step(each));
    }
    uncertain.forEach(name -> steps.add(new Step(Kind.FORGET, name, List.of())));
    return new ModuleTables(steps);
  }

  /**
   * The entries of the dict that a name stands for in the end; null if they are not known.
   *
   * @param constants the literal that a dotted name of the module stands for, if it does
   * @param others the entries of a dict of another module that a dotted name stands for
   */
  @Nullable List<Parameter> table(
      String name,
      Function<String, @Nullable SourceValue> constants,
      Function<String, @Nullable List<Parameter>> others) {
    Map<String, Table> tables = new HashMap<>();
    for (Step step : steps) {
      if (step.kind() == Kind.SAME && tables.containsKey(step.parts().get(0).other())) {
        tables.put(step.name(), tables.get(step.parts().get(0).other()));
        continue;
      }
      boolean binds = step.kind() == Kind.BIND || step.kind() == Kind.SAME;
      Table table = binds ? new Table() : tables.getOrDefault(step.name(), new Table());
      List<Part> parts = binds || step.kind() == Kind.ADD ? step.parts() : List.of();
      for (Part part : parts) {
        Table other = tables.get(part.other());
        if (part.draft() != null) {
          table.put(part.draft().resolved(constants));
        } else if (other != null) {
          table.add(other.known ? List.copyOf(other.entries.values()) : null);
        } else {
          table.add(others.apply(part.other()));
        }
      }
      if (step.kind() == Kind.DROP) {
        table.entries.remove(step.parts().get(0).other());
      }
      table.known &= step.kind() != Kind.FORGET;
      tables.put(step.name(), table);
    }
    Table found = tables.get(name);
    return found == null || !found.known ? null : List.copyOf(found.entries.values());
  }

  /** A dict while it is put together. */
  private static final class Table {
    final Map<String, Parameter> entries = new LinkedHashMap<>();
    boolean known = true;

    void put(Parameter entry) {
      entries.put(entry.name(), entry);
    }

    void add(@Nullable List<Parameter> more) {
      known &= more != null;
      if (more != null) {
        more.forEach(this::put);
      }
    }
  }

  /** Reads what lines do with dicts. */
  private record Reader(DetailedSource source, Expressions expressions) {
    Step step(Change change) {
      Expression target = source.expression(change.target());
      Slice slice = change.value();
      Expression value = slice == null ? null : source.expression(slice);
      Step forget = new Step(Kind.FORGET, change.name(), List.of());
      if (target instanceof Subscript item && item.subject() instanceof Name) {
        String key = item.index().string();
        if (key != null && change.deletes()) {
          return new Step(Kind.DROP, change.name(), List.of(new Part(null, key)));
        }
        return key == null || value == null
            ? forget
            : new Step(Kind.ADD, change.name(), List.of(part(key, target, value)));
      } else if (target instanceof Name name
          && value != null
          && name.name().equals(change.name())) {
        List<Part> parts = parts(value);
        Kind kind = value instanceof Name ? Kind.SAME : Kind.BIND;
        return parts == null ? forget : new Step(kind, change.name(), parts);
      } else if (target instanceof Call call && call.name().equals(change.name() + ".update")) {
        List<Part> parts = parts(call);
        return parts == null ? forget : new Step(Kind.ADD, change.name(), parts);
      }
      return forget;
    }

    /** Null if it is no dict. */
    private @Nullable List<Part> parts(Expression expression) {
      if (expression instanceof Name name) {
        return List.of(new Part(null, name.name()));
      } else if (expression instanceof Mapping mapping) {
        return parts(mapping);
      }
      return expression instanceof Call call ? made(call) : null;
    }

    private @Nullable List<Part> made(Call call) {
      if (call.name().endsWith(".copy") && call.arguments().isEmpty()) {
        String copied = call.name().substring(0, call.name().length() - ".copy".length());
        return List.of(new Part(null, copied));
      } else if (COPYING.contains(call.name())) {
        Expression copied = call.argument(0, "x");
        return copied == null ? null : parts(copied);
      }
      return call.name().equals("dict") ? parts(call) : null;
    }

    private @Nullable List<Part> parts(Mapping mapping) {
      List<Part> parts = new ArrayList<>();
      for (Entry entry : mapping.entries()) {
        Expression key = entry.key();
        String name = key == null ? null : key.string();
        List<Part> others = key == null ? parts(entry.value()) : null;
        if (key != null && name != null) {
          parts.add(part(name, key, entry.value()));
        } else if (others != null) {
          parts.addAll(others);
        } else {
          return null;
        }
      }
      return parts;
    }

    private @Nullable List<Part> parts(Call call) {
      List<Part> parts = new ArrayList<>();
      for (Argument argument : call.arguments()) {
        String keyword = argument.keyword();
        List<Part> others = keyword == null ? parts(argument.value()) : null;
        if (keyword != null) {
          parts.add(part(keyword, argument.value(), argument.value()));
        } else if (others != null && argument.stars() != 1) {
          parts.addAll(others);
        } else {
          return null;
        }
      }
      return parts;
    }

    private Part part(String name, Expression at, Expression value) {
      SourceValue read = expressions.value(value);
      Written written =
          value instanceof Name it && read.computed()
              ? new Written(read, it.name())
              : new Written(read);
      return new Part(new Draft(name, Origin.TABLE, expressions.range(at), null, written), "");
    }
  }
}
