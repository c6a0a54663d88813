package io.modelops.bundle.discovery.python;

import io.modelops.bundle.discovery.python.Expression.Argument;
import io.modelops.bundle.discovery.python.Expression.Call;
import io.modelops.bundle.discovery.python.Expression.Constant;
import io.modelops.bundle.discovery.python.Expression.Entry;
import io.modelops.bundle.discovery.python.Expression.Mapping;
import io.modelops.bundle.discovery.python.Expression.Name;
import io.modelops.bundle.discovery.python.Expression.Operation;
import io.modelops.bundle.discovery.python.Expression.Other;
import io.modelops.bundle.discovery.python.Expression.Sequence;
import io.modelops.bundle.discovery.python.Expression.Starred;
import io.modelops.bundle.discovery.python.Expression.Subscript;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.tree.ParseTree;
import org.antlr.v4.runtime.tree.TerminalNode;
import org.jspecify.annotations.Nullable;

/** Parse tree to expression. The depth of recursion is bounded by that of the brackets read. */
final class ExpressionBuilder {

  /** Longest row of calls and subscripts, {@code f()()[0]}, that is read. */
  private static final int MAX_TRAILERS = 16;

  private final Constants constants;
  private final byte[] bytes;
  private final List<String> bound = new ArrayList<>();

  ExpressionBuilder(byte[] bytes) {
    this.bytes = bytes;
    this.constants = new Constants(bytes);
  }

  /** Collects the plain names after {@code as}. */
  List<String> bound() {
    return bound;
  }

  /** The expression of a single token. */
  Expression single(Token token) {
    return token.getType() == ExpressionLexer.DOTTED ? name(token) : constants.of(token);
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
    Name function = name(call.getStart());
    return new Call(function, arguments(call.arguments()), start(call), end(call));
  }

  private Expression target(ExpressionParser.TargetContext target) {
    Expression value = sum(target.sum());
    return target.star == null ? value : new Starred(value, start(target), end(target));
  }

  /** What stands in parentheses or alone; {@code first} and {@code last} are the parentheses. */
  private Expression content(
      ExpressionParser.@Nullable ContentContext content, Token first, Token last) {
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

  private Expression elements(
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
    Expression value = value(element.named);
    if (element.bound != null) {
      return other(element);
    }
    if (element.target() != null) {
      Targets.addNames(target(element.target()), bound);
    }
    return element.star == null ? value : new Starred(value, start(element), end(element));
  }

  private Expression braces(
      ExpressionParser.@Nullable EntriesContext entries, ParserRuleContext whole) {
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
      return disjunction(value.disjunction(0));
    }
    boolean lambda = value.getStart().getType() == ExpressionLexer.LAMBDA;
    return new Other(lambda ? Other.Kind.LAMBDA : Other.Kind.UNKNOWN, start(value), end(value));
  }

  private Expression disjunction(ExpressionParser.DisjunctionContext or) {
    if (or.getChildCount() == 1) {
      return comparison(or.comparison(0));
    }
    List<Expression> alternatives = new ArrayList<>();
    List<ExpressionParser.ComparisonContext> conditions = new ArrayList<>();
    for (ParseTree child : or.children) {
      if (child instanceof ExpressionParser.ComparisonContext condition) {
        conditions.add(condition);
      } else if (symbol(child).getType() == ExpressionLexer.OR) {
        alternatives.add(conjunction(conditions));
        conditions.clear();
      }
    }
    Expression last = conjunction(conditions);
    if (alternatives.isEmpty()) {
      return last;
    }
    alternatives.add(last);
    return operation("or", or, List.copyOf(alternatives));
  }

  private Expression conjunction(List<ExpressionParser.ComparisonContext> and) {
    ExpressionParser.ComparisonContext first = and.get(0);
    return and.size() == 1
        ? comparison(first)
        : new Operation(
            "and",
            and.stream().map(this::comparison).toList(),
            start(first),
            end(and.get(and.size() - 1)));
  }

  private Expression comparison(ExpressionParser.ComparisonContext comparison) {
    if (comparison.getStart().getType() != ExpressionLexer.NOT) {
      return comparison(comparison, 0);
    }
    return comparison.getChild(1) instanceof ExpressionParser.SumContext
        ? operation("not", comparison, List.of(comparison(comparison, 1)))
        : other(comparison);
  }

  /** The comparison without {@code not}, which begins with the child {@code first}. */
  private Expression comparison(ExpressionParser.ComparisonContext comparison, int first) {
    var left = (ExpressionParser.SumContext) comparison.getChild(first);
    return switch (comparison.getChildCount() - first) {
      case 1 -> sum(left);
      case 3 ->
          new Operation(
              operator(comparison.comparator(0)),
              List.of(sum(left), sum(comparison.sum(1))),
              start(left),
              end(comparison));
      default -> new Other(Other.Kind.UNKNOWN, start(left), end(comparison));
    };
  }

  private String operator(ExpressionParser.ComparatorContext comparator) {
    return switch (comparator.getStart().getType()) {
      case ExpressionLexer.NOT -> "not in";
      case ExpressionLexer.IS -> comparator.getChildCount() == 1 ? "is" : "is not";
      default -> PythonNames.text(bytes, start(comparator), end(comparator));
    };
  }

  private Expression sum(ExpressionParser.SumContext sum) {
    if (sum.getChildCount() == 1) {
      return operand(sum.operand(0));
    }
    for (int i = 1; i < sum.getChildCount(); i += 2) {
      if (symbol(sum.getChild(i)).getType() != ExpressionLexer.PLUS) {
        return other(sum);
      }
    }
    return operation("+", sum, all(sum, ExpressionParser.OperandContext.class, this::operand));
  }

  private Expression operand(ExpressionParser.OperandContext operand) {
    if (operand.getChild(0) instanceof ExpressionParser.AtomContext atom) {
      return primary(operand, atom, 1);
    }
    boolean minus = operand.getStart().getType() == ExpressionLexer.MINUS;
    return minus
            && operand.getChild(1) instanceof ExpressionParser.AtomContext atom
            && primary(operand, atom, 2) instanceof Constant number
            && Constants.isPositive(number)
        ? new Constant(number.kind(), "-" + number.value(), start(operand), end(operand))
        : other(operand);
  }

  /** An atom with the trailers that begin with a child. */
  private Expression primary(
      ExpressionParser.OperandContext operand, ExpressionParser.AtomContext atom, int trailers) {
    Expression value = atom(atom);
    int brackets = 0;
    for (int i = trailers; i < operand.getChildCount(); i++) {
      var trailer = (ExpressionParser.TrailerContext) operand.getChild(i);
      if (trailer.getStart().getType() == ExpressionLexer.DOT) {
        value = attribute(value, start(atom), trailer);
        brackets = value instanceof Name ? brackets : 0;
      } else if (++brackets > MAX_TRAILERS) {
        return new Other(Other.Kind.BRACKETS, start(atom), end(operand));
      } else {
        value = bracketed(value, start(atom), trailer);
      }
    }
    return value;
  }

  private Expression attribute(
      Expression value, int start, ExpressionParser.TrailerContext trailer) {
    int end = end(trailer);
    return value instanceof Name dotted
        ? new Name(dotted.name() + "." + text(symbol(trailer.getChild(1))), start, end)
        : new Other(Other.Kind.UNKNOWN, start, end);
  }

  private Expression bracketed(
      Expression value, int start, ExpressionParser.TrailerContext trailer) {
    int end = end(trailer);
    Expression unread = new Other(Other.Kind.BRACKETS, start(trailer), end);
    return switch (trailer.getStart().getType()) {
      case ExpressionLexer.DEEP_PARENS ->
          new Call(value, List.of(new Argument(1, null, unread)), start, end);
      case ExpressionLexer.DEEP_BRACKS -> new Subscript(value, unread, start, end);
      case ExpressionLexer.LPAREN -> new Call(value, arguments(trailer.arguments()), start, end);
      default -> new Subscript(value, indices(trailer.indices()), start, end);
    };
  }

  private List<Argument> arguments(ExpressionParser.@Nullable ArgumentsContext arguments) {
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

  private Expression indices(ExpressionParser.IndicesContext indices) {
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

  private Expression atom(ExpressionParser.AtomContext atom) {
    Token first = atom.getStart();
    return switch (first.getType()) {
      case ExpressionLexer.DOTTED -> name(first);
      case ExpressionLexer.LPAREN ->
          content(atom.content(), first, symbol(atom.getChild(atom.getChildCount() - 1)));
      case ExpressionLexer.LBRACK -> elements(atom.elements(), Sequence.Kind.LIST, atom);
      case ExpressionLexer.LBRACE -> braces(atom.entries(), atom);
      case ExpressionLexer.STRING, ExpressionLexer.BYTES, ExpressionLexer.FORMATTED ->
          constants.strings(atom.children);
      default -> constants.of(first);
    };
  }

  private Name name(Token token) {
    return new Name(text(token), token.getStartIndex(), end(token));
  }

  String text(Token name) {
    return PythonNames.dotted(bytes, name.getStartIndex(), end(name));
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

  private static Expression operation(
      String operator, ParserRuleContext whole, List<Expression> operands) {
    return new Operation(operator, operands, start(whole), end(whole));
  }

  private static Expression comprehension(ParserRuleContext whole) {
    return new Other(Other.Kind.COMPREHENSION, start(whole), end(whole));
  }

  private static Expression other(ParserRuleContext whole) {
    return new Other(Other.Kind.UNKNOWN, start(whole), end(whole));
  }

  private static Token symbol(ParseTree leaf) {
    return ((TerminalNode) leaf).getSymbol();
  }

  private static int start(ParserRuleContext context) {
    return context.getStart().getStartIndex();
  }

  private static int end(ParserRuleContext context) {
    Token last = context.getStop();
    return last == null ? start(context) : end(last);
  }

  private static int end(Token token) {
    return token.getStopIndex() + 1;
  }
}
