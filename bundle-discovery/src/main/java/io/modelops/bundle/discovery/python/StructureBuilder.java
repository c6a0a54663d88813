package io.modelops.bundle.discovery.python;

import static java.util.Objects.requireNonNull;

import io.modelops.bundle.discovery.python.Statement.Argument;
import io.modelops.bundle.discovery.python.Statement.Block;
import io.modelops.bundle.discovery.python.Statement.ClassDefinition;
import io.modelops.bundle.discovery.python.Statement.Expression;
import io.modelops.bundle.discovery.python.Statement.FunctionDefinition;
import java.util.ArrayList;
import java.util.List;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.tree.ParseTree;
import org.antlr.v4.runtime.tree.TerminalNode;
import org.jspecify.annotations.Nullable;

/** Parse tree to statements. Depth of recursion is bounded by the lexer's limit of indentation. */
final class StructureBuilder {

  private final SourceSlices source;
  private final Positions positions;
  private final FaultLog faults;
  private final SimpleStatements simple;

  StructureBuilder(byte[] bytes, Positions positions, FaultLog faults) {
    this.source = new SourceSlices(bytes);
    this.positions = positions;
    this.faults = faults;
    this.simple = new SimpleStatements(source, positions, faults);
  }

  List<Statement> build(StructureParser.FileContext file) {
    List<Statement> statements = new ArrayList<>();
    addAll(file.body(), statements);
    return List.copyOf(statements);
  }

  private void addAll(@Nullable ParserRuleContext parent, List<Statement> into) {
    if (parent == null || parent.children == null) {
      return;
    }
    int count = parent.children.size();
    for (int i = 0; i < count; i++) {
      if (parent.children.get(i) instanceof ParserRuleContext context) {
        add(context, i + 1 < count ? parent.children.get(i + 1) : null, into);
      }
    }
  }

  private void add(ParserRuleContext context, @Nullable ParseTree next, List<Statement> into) {
    switch (context.getRuleIndex()) {
      case StructureParser.RULE_classDefinition ->
          addClass((StructureParser.ClassDefinitionContext) context, List.of(), into);
      case StructureParser.RULE_functionDefinition ->
          addFunction((StructureParser.FunctionDefinitionContext) context, List.of(), into);
      case StructureParser.RULE_decorated -> addDecorated(context, into);
      case StructureParser.RULE_clause -> into.add(clause((StructureParser.ClauseContext) context));
      case StructureParser.RULE_orphan ->
          addAll(((StructureParser.OrphanContext) context).block, into);
      default -> simple.add(context, SimpleStatements.start(next), into);
    }
  }

  private void addDecorated(ParserRuleContext context, List<Statement> into) {
    List<Expression> decorators = new ArrayList<>();
    for (ParseTree child : context.children) {
      if (child instanceof StructureParser.DecoratorContext part) {
        decorators.add(
            source.expression(
                part.getStart().getStopIndex() + 1,
                requireNonNull(part.getStop()).getStartIndex()));
      } else if (child instanceof StructureParser.ClassDefinitionContext part) {
        addClass(part, List.copyOf(decorators), into);
      } else if (child instanceof StructureParser.FunctionDefinitionContext part) {
        addFunction(part, List.copyOf(decorators), into);
      }
    }
  }

  private void addClass(
      StructureParser.ClassDefinitionContext context,
      List<Expression> decorators,
      List<Statement> into) {
    Token start = context.getStart();
    Token name = context.name;
    int line = positions.line(start.getStartIndex());
    int column = positions.column(start.getStartIndex());
    Suite suite = suite(context, context.block);
    if (name == null || suite == null) {
      faults.add("syntax", start.getStartIndex(), "a class header is incomplete");
      if (suite != null) {
        into.addAll(suite.body());
      }
      return;
    }
    into.add(
        new ClassDefinition(
            source.firstName(name.getStartIndex(), name.getStopIndex() + 1),
            line,
            column,
            suite.endLine(),
            decorators,
            arguments(context.bases),
            docstring(context.block),
            suite.body()));
  }

  private void addFunction(
      StructureParser.FunctionDefinitionContext context,
      List<Expression> decorators,
      List<Statement> into) {
    Token start = context.getStart();
    Token name = context.name;
    int line = positions.line(start.getStartIndex());
    int column = positions.column(start.getStartIndex());
    Suite suite = suite(context, context.block);
    Token open = context.open;
    if (name == null || suite == null || open == null) {
      faults.add("syntax", start.getStartIndex(), "a function header is incomplete");
    }
    if (name == null || suite == null) {
      into.addAll(suite == null ? List.of() : suite.body());
      return;
    }
    into.add(
        new FunctionDefinition(
            source.firstName(name.getStartIndex(), name.getStopIndex() + 1),
            start.getType() == StructureParser.ASYNC_DEF,
            line,
            column,
            suite.endLine(),
            decorators,
            open == null ? "()" : source.folded(open.getStartIndex(), suite.headerEnd()),
            suite.body()));
  }

  private Block clause(StructureParser.ClauseContext context) {
    Token start = context.getStart();
    int line = positions.line(start.getStartIndex());
    Suite suite = suite(context, context.block);
    Block.Kind kind = kind(start.getType());
    Expression condition = null;
    if (suite != null && (kind == Block.Kind.IF || kind == Block.Kind.ELIF)) {
      condition = source.expression(start.getStopIndex() + 1, suite.headerEnd());
    }
    return new Block(kind, condition, line, suite == null ? List.of() : suite.body());
  }

  private static Block.Kind kind(int type) {
    return switch (type) {
      case StructureParser.IF -> Block.Kind.IF;
      case StructureParser.ELIF -> Block.Kind.ELIF;
      case StructureParser.ELSE -> Block.Kind.ELSE;
      case StructureParser.TRY -> Block.Kind.TRY;
      case StructureParser.EXCEPT -> Block.Kind.EXCEPT;
      case StructureParser.FINALLY -> Block.Kind.FINALLY;
      case StructureParser.WITH -> Block.Kind.WITH;
      case StructureParser.CASE -> Block.Kind.CASE;
      default -> Block.Kind.LOOP;
    };
  }

  private List<Argument> arguments(StructureParser.@Nullable ArgumentsContext context) {
    if (context == null) {
      return List.of();
    }
    List<Argument> arguments = new ArrayList<>();
    int from = context.getStart().getStopIndex() + 1;
    Token stars = null;
    Token keyword = null;
    for (ParseTree child : context.children) {
      if (child instanceof StructureParser.ArgumentContext argument) {
        stars = argument.stars;
        keyword = argument.keyword;
      } else if (child instanceof TerminalNode node
          && node.getSymbol().getType() != StructureParser.LPAREN) {
        addArgument(arguments, from, node.getSymbol().getStartIndex(), stars, keyword);
        from = node.getSymbol().getStopIndex() + 1;
      }
    }
    return List.copyOf(arguments);
  }

  private void addArgument(
      List<Argument> into, int from, int end, @Nullable Token stars, @Nullable Token keyword) {
    int start = from;
    String name = null;
    if (stars != null) {
      start = stars.getStopIndex() + 1;
    }
    if (keyword != null) {
      name = source.firstName(keyword.getStartIndex(), keyword.getStopIndex());
      start = keyword.getStopIndex() + 1;
    }
    Expression value = source.expression(start, end);
    if (!value.text().isEmpty()) {
      int count = stars == null ? 0 : stars.getStopIndex() - stars.getStartIndex() + 1;
      into.add(new Argument(count, name, value));
    }
  }

  /** What follows a header. */
  private record Suite(int headerEnd, int endLine, List<Statement> body) {}

  private @Nullable Suite suite(
      ParserRuleContext definition, StructureParser.@Nullable SuiteContext context) {
    if (context == null || context.end == null) {
      return null;
    }
    List<Statement> body = new ArrayList<>();
    addAll(context, body);
    addAll(context.block, body);
    Token colon = context.colon;
    int headerEnd = (colon == null ? context.end : colon).getStartIndex();
    if (colon == null && !source.endsWithColon(definition.getStart().getStopIndex() + 1)) {
      faults.add("syntax", headerEnd, "expected ':'");
    }
    int endLine =
        positions.line((context.dedent == null ? context.end : context.dedent).getStartIndex());
    return new Suite(headerEnd, endLine, List.copyOf(body));
  }

  private @Nullable String docstring(StructureParser.@Nullable SuiteContext suite) {
    if (suite == null) {
      return null;
    }
    Token before = suite.indent == null ? suite.colon : suite.indent;
    ParserRuleContext parent = suite.indent == null ? suite : suite.block;
    return parent == null || before == null ? null : docstring(parent, before.getStopIndex());
  }

  /** The value of the first statement after {@code before}, if that is a string. */
  private @Nullable String docstring(ParserRuleContext parent, int before) {
    var first = parent.getRuleContext(StructureParser.DocstringContext.class, 0);
    if (first == null || source.hasCode(before + 1, first.getStart().getStartIndex())) {
      return null;
    }
    int index = parent.children.indexOf(first) + 1;
    ParseTree next = index < parent.children.size() ? parent.children.get(index) : null;
    int start = first.getStart().getStartIndex();
    return StringLiterals.value(source.folded(start, SimpleStatements.start(next)));
  }
}
