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
      case StructureParser.RULE_classDefinition -> addClass(context, List.of(), into);
      case StructureParser.RULE_functionDefinition -> addFunction(context, List.of(), into);
      case StructureParser.RULE_decorated -> addDecorated(context, into);
      case StructureParser.RULE_clause -> into.add(clause(context));
      case StructureParser.RULE_orphan ->
          addAll(context.getRuleContext(StructureParser.BodyContext.class, 0), into);
      default -> simple.add(context, SimpleStatements.start(next), into);
    }
  }

  private void addDecorated(ParserRuleContext context, List<Statement> into) {
    List<Expression> decorators = new ArrayList<>();
    for (ParseTree child : context.children) {
      if (!(child instanceof ParserRuleContext part)) {
        continue;
      }
      switch (part.getRuleIndex()) {
        case StructureParser.RULE_decorator ->
            decorators.add(
                source.expression(
                    part.getStart().getStopIndex() + 1,
                    requireNonNull(part.getStop()).getStartIndex()));
        case StructureParser.RULE_classDefinition -> addClass(part, List.copyOf(decorators), into);
        default -> addFunction(part, List.copyOf(decorators), into);
      }
    }
  }

  private void addClass(
      ParserRuleContext context, List<Expression> decorators, List<Statement> into) {
    Token start = context.getStart();
    Token name = token(context, StructureParser.NAME);
    int line = positions.line(start.getStartIndex());
    int column = positions.column(start.getStartIndex());
    Suite suite = suite(context);
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
            arguments(context),
            docstring(context),
            suite.body()));
  }

  private void addFunction(
      ParserRuleContext context, List<Expression> decorators, List<Statement> into) {
    Token start = context.getStart();
    Token name = token(context, StructureParser.NAME);
    int line = positions.line(start.getStartIndex());
    int column = positions.column(start.getStartIndex());
    Suite suite = suite(context);
    Token open = token(context, StructureParser.LPAREN);
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

  private Block clause(ParserRuleContext context) {
    Token start = context.getStart();
    int line = positions.line(start.getStartIndex());
    Suite suite = suite(context);
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

  private List<Argument> arguments(ParserRuleContext definition) {
    var context = definition.getRuleContext(StructureParser.ArgumentsContext.class, 0);
    if (context == null) {
      return List.of();
    }
    List<Argument> arguments = new ArrayList<>();
    int from = context.getStart().getStopIndex() + 1;
    Token stars = null;
    Token keyword = null;
    for (ParseTree child : context.children) {
      if (child instanceof ParserRuleContext argument) {
        stars = token(argument, StructureParser.STARS);
        keyword = token(argument, StructureParser.KEYWORD);
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

  private static @Nullable Token token(ParserRuleContext context, int type) {
    TerminalNode node = context.getToken(type, 0);
    return node == null ? null : node.getSymbol();
  }

  /** What follows a header. */
  private record Suite(int headerEnd, int endLine, List<Statement> body) {}

  private @Nullable Suite suite(ParserRuleContext definition) {
    var context = definition.getRuleContext(StructureParser.SuiteContext.class, 0);
    Token newline = context == null ? null : token(context, StructureParser.NEWLINE);
    if (context == null || newline == null) {
      return null;
    }
    List<Statement> body = new ArrayList<>();
    addAll(context, body);
    addAll(context.body(), body);
    Token colon = token(context, StructureParser.COLON);
    int headerEnd = (colon == null ? newline : colon).getStartIndex();
    if (colon == null && !source.endsWithColon(definition.getStart().getStopIndex() + 1)) {
      faults.add("syntax", headerEnd, "expected ':'");
    }
    Token dedent = token(context, StructureParser.DEDENT);
    int endLine = positions.line((dedent == null ? newline : dedent).getStartIndex());
    return new Suite(headerEnd, endLine, List.copyOf(body));
  }

  private @Nullable String docstring(ParserRuleContext definition) {
    var suite = definition.getRuleContext(StructureParser.SuiteContext.class, 0);
    Token before = suite == null ? null : token(suite, StructureParser.INDENT);
    ParserRuleContext parent = before == null || suite == null ? suite : suite.body();
    if (before == null && suite != null) {
      before = token(suite, StructureParser.COLON);
    }
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
    return StringLiterals.value(source.verbatim(start, SimpleStatements.start(next)));
  }
}
