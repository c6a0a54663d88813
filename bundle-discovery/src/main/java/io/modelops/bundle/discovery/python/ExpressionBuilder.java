package io.modelops.bundle.discovery.python;

import static io.modelops.bundle.discovery.python.Nodes.end;
import static io.modelops.bundle.discovery.python.Nodes.other;
import static io.modelops.bundle.discovery.python.Nodes.start;

import io.modelops.bundle.discovery.python.Expression.Argument;
import io.modelops.bundle.discovery.python.Expression.Call;
import io.modelops.bundle.discovery.python.Expression.Entry;
import io.modelops.bundle.discovery.python.Expression.Mapping;
import io.modelops.bundle.discovery.python.Expression.Name;
import io.modelops.bundle.discovery.python.Expression.Other;
import io.modelops.bundle.discovery.python.Expression.Sequence;
import io.modelops.bundle.discovery.python.Expression.Starred;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.tree.ParseTree;
import org.jspecify.annotations.Nullable;

/**
 * Parse tree to expression: what stands alone or in brackets. The depth of recursion is bounded by
 * that of the brackets read.
 */
final class ExpressionBuilder {

  private final OperandBuilder operands;
  private final OperationBuilder operations;
  private final List<String> bound = new ArrayList<>();

  ExpressionBuilder(byte[] bytes) {
    operands = new OperandBuilder(bytes, this);
    operations = new OperationBuilder(bytes, operands);
  }

  OperandBuilder operands() {
    return operands;
  }

  /** Collects the plain names after {@code as}. */
  List<String> bound() {
    return bound;
  }

  Expression build(ExpressionParser.WholeContext whole) {
    return content(whole.content(), whole.getStart(), whole.getStart());
  }

  Expression build(ExpressionParser.TargetsContext targets) {
    List<Expression> elements = all(targets, ExpressionParser.TargetContext.class, this::target);
    return elements.size() == 1 && targets.getChildCount() == 1
        ? elements.get(0)
        : new Sequence(Sequence.Kind.TUPLE, elements, start(targets), end(targets));
  }

  Call build(ExpressionParser.CallContext call) {
    Name function = operands.name(call.getStart());
    return new Call(function, arguments(call.arguments()), start(call), end(call));
  }

  private Expression target(ExpressionParser.TargetContext target) {
    Expression value = operands.build(target.operand());
    return target.star == null ? value : new Starred(value, start(target), end(target));
  }

  /** What stands in parentheses or alone; {@code first} and {@code last} are the parentheses. */
  Expression content(ExpressionParser.@Nullable ContentContext content, Token first, Token last) {
    if (content == null) {
      return new Sequence(Sequence.Kind.TUPLE, List.of(), first.getStartIndex(), end(last));
    }
    ExpressionParser.ElementsContext elements = content.elements();
    if (elements == null || !content.YIELD().isEmpty()) {
      return other(content);
    }
    return elements.getChildCount() == 1
        ? element(elements.element(0))
        : elements(elements, Sequence.Kind.TUPLE, elements);
  }

  Expression elements(
      ExpressionParser.@Nullable ElementsContext elements,
      Sequence.Kind kind,
      ParserRuleContext whole) {
    if (elements != null && elements.comprehension() != null) {
      return comprehension(whole);
    }
    return new Sequence(
        kind,
        elements == null
            ? List.of()
            : all(elements, ExpressionParser.ElementContext.class, this::element),
        start(whole),
        end(whole));
  }

  private Expression element(ExpressionParser.ElementContext element) {
    if (element.bound != null) {
      return value(element.bound);
    }
    Expression value = value(element.named);
    if (element.target() != null) {
      Targets.addNames(target(element.target()), bound);
    }
    return element.star == null ? value : new Starred(value, start(element), end(element));
  }

  Expression entries(ExpressionParser.@Nullable EntriesContext entries, ParserRuleContext whole) {
    if (entries == null) {
      return new Mapping(List.of(), start(whole), end(whole));
    }
    if (entries.comprehension() != null) {
      return comprehension(whole);
    }
    List<Expression> elements = new ArrayList<>();
    List<Entry> pairs = new ArrayList<>();
    for (ExpressionParser.EntryContext entry : entries.entry()) {
      if (entry.rest != null) {
        pairs.add(new Entry(null, value(entry.rest)));
      } else if (entry.mapped != null) {
        pairs.add(new Entry(element(entry.element()), value(entry.mapped)));
      } else {
        elements.add(element(entry.element()));
      }
    }
    if (pairs.isEmpty()) {
      return new Sequence(Sequence.Kind.SET, List.copyOf(elements), start(whole), end(whole));
    }
    return elements.isEmpty()
        ? new Mapping(List.copyOf(pairs), start(whole), end(whole))
        : other(whole);
  }

  private Expression value(ExpressionParser.ValueContext value) {
    if (value.getChildCount() == 1) {
      return operations.build(value.operation(0));
    }
    boolean lambda = value.getStart().getType() == ExpressionLexer.LAMBDA;
    return new Other(lambda ? Other.Kind.LAMBDA : Other.Kind.UNKNOWN, start(value), end(value));
  }

  List<Argument> arguments(ExpressionParser.@Nullable ArgumentsContext arguments) {
    return arguments == null
        ? List.of()
        : all(arguments, ExpressionParser.ArgumentContext.class, this::argument);
  }

  private Argument argument(ExpressionParser.ArgumentContext argument) {
    if (argument.rest != null) {
      return new Argument(2, null, value(argument.rest));
    }
    if (argument.comprehension() != null) {
      return new Argument(0, null, comprehension(argument));
    }
    Expression value = element(argument.element());
    if (argument.assigned != null) {
      return new Argument(0, value.name(), value(argument.assigned));
    }
    return value instanceof Starred starred
        ? new Argument(1, null, starred.value())
        : new Argument(0, null, value);
  }

  Expression indices(ExpressionParser.IndicesContext indices) {
    return indices.getChildCount() == 1
        ? index(indices.index(0))
        : new Sequence(
            Sequence.Kind.TUPLE,
            all(indices, ExpressionParser.IndexContext.class, this::index),
            start(indices),
            end(indices));
  }

  private Expression index(ExpressionParser.IndexContext index) {
    return index.slice().isEmpty() ? element(index.element()) : other(index);
  }

  /** What the parts of one kind stand for, in order. */
  private static <P extends ParserRuleContext, E> List<E> all(
      ParserRuleContext parent, Class<P> kind, Function<P, E> build) {
    List<E> built = new ArrayList<>();
    for (ParseTree child : parent.children) {
      if (kind.isInstance(child)) {
        built.add(build.apply(kind.cast(child)));
      }
    }
    return List.copyOf(built);
  }

  private static Expression comprehension(ParserRuleContext whole) {
    return new Other(Other.Kind.COMPREHENSION, start(whole), end(whole));
  }
}
