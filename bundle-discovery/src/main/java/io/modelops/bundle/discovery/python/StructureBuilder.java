package io.modelops.bundle.discovery.python;

import static java.util.Objects.requireNonNull;

import io.modelops.bundle.discovery.python.Statement.ClassDefinition;
import io.modelops.bundle.discovery.python.Statement.FunctionDefinition;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.tree.ParseTree;
import org.jspecify.annotations.Nullable;

/** Parse tree to statements. Depth of recursion is bounded by the lexer's limit of indentation. */
final class StructureBuilder {

  private final SourceSlices source;
  private final ExpressionReader reader;
  private final Positions positions;
  private final FaultLog faults;
  private final SimpleStatements simple;
  private final ClassHeaders headers;
  private final Compounds compounds;
  private final WalrusTargets walrus;
  private final int[] classes;
  private boolean read = true;

  /**
   * @param classes the offsets of all {@code class} keywords, in order
   */
  StructureBuilder(
      byte[] bytes, int[] classes, Positions positions, FaultLog faults, Runnable checkpoint) {
    this.reader = new ExpressionReader(bytes, checkpoint);
    this.source = new SourceSlices(bytes, reader.folding());
    this.classes = classes;
    this.positions = positions;
    this.faults = faults;
    this.simple = new SimpleStatements(source, reader, positions, faults);
    this.headers = new ClassHeaders(source, reader);
    this.compounds = new Compounds(source, reader);
    this.walrus = new WalrusTargets(bytes, reader, positions);
  }

  List<Statement> build(StructureParser.FileContext file) {
    List<Statement> statements = new ArrayList<>();
    addAll(file.body(), statements);
    walrus.addBefore(source.length(), statements);
    return List.copyOf(statements);
  }

  private void addAll(@Nullable ParserRuleContext parent, List<Statement> into) {
    if (parent == null || parent.children == null) {
      return;
    }
    List<Compounds.Part> open = new ArrayList<>();
    int count = parent.children.size();
    for (int i = 0; i < count; i++) {
      if (parent.children.get(i) instanceof ParserRuleContext context) {
        ParseTree next = i + 1 < count ? parent.children.get(i + 1) : null;
        if (context instanceof StructureParser.ClauseContext clause) {
          if (!open.isEmpty() && !Compounds.continues(clause)) {
            into.add(compounds.build(open, read));
          }
          walrus.addBefore(headerEnd(clause.block), into);
          open.add(part(clause));
        } else {
          if (!open.isEmpty()) {
            into.add(compounds.build(open, read));
          }
          walrus.addBefore(context.getStart().getStartIndex(), into);
          add(context, next, into);
        }
      }
    }
    if (!open.isEmpty()) {
      into.add(compounds.build(open, read));
    }
  }

  private void add(ParserRuleContext context, @Nullable ParseTree next, List<Statement> into) {
    switch (context.getRuleIndex()) {
      case StructureParser.RULE_classDefinition ->
          addClass((StructureParser.ClassDefinitionContext) context, List.of(), into);
      case StructureParser.RULE_functionDefinition ->
          addFunction((StructureParser.FunctionDefinitionContext) context, List.of(), into);
      case StructureParser.RULE_decorated -> addDecorated(context, into);
      case StructureParser.RULE_orphan ->
          addAll(((StructureParser.OrphanContext) context).block, into);
      default -> simple.add(context, SimpleStatements.start(next), read, into);
    }
  }

  private void addDecorated(ParserRuleContext context, List<Statement> into) {
    List<Expression> decorators = new ArrayList<>();
    for (ParseTree child : context.children) {
      if (child instanceof StructureParser.DecoratorContext part) {
        Token end = part.getStop();
        decorators.add(
            reader.read(
                part.getStart().getStopIndex() + 1,
                end == null ? source.length() : end.getStartIndex()));
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
    walrus.addBefore(headerEnd(context.block), into);
    Start start = start(context);
    Suite suite = suite(context, context.block);
    if (context.name == null || suite == null) {
      faults.add("syntax", context.getStart().getStartIndex(), "a class header is incomplete");
      into.addAll(suite == null ? List.of() : suite.body());
    } else {
      into.add(definition(context, context.name, decorators, start, suite));
    }
  }

  private ClassDefinition definition(
      StructureParser.ClassDefinitionContext context,
      Token name,
      List<Expression> decorators,
      Start start,
      Suite suite) {
    int nameEnd = name.getStopIndex() + 1;
    return new ClassDefinition(
        source.firstName(name.getStartIndex(), nameEnd),
        start.line(),
        start.column(),
        suite.endLine(),
        decorators,
        headers.typeParameters(nameEnd, suite.headerEnd()),
        headers.arguments(context.bases, suite.headerEnd()),
        docstring(context.block),
        suite.body());
  }

  private void addFunction(
      StructureParser.FunctionDefinitionContext context,
      List<Expression> decorators,
      List<Statement> into) {
    walrus.addBefore(headerEnd(context.block), into);
    Start start = start(context);
    boolean outside = read;
    read(hasClass(context.block));
    Suite suite = suite(context, context.block);
    read(outside);
    if (context.name == null || suite == null || context.open == null) {
      faults.add("syntax", context.getStart().getStartIndex(), "a function header is incomplete");
    }
    if (context.name == null || suite == null) {
      into.addAll(suite == null ? List.of() : suite.body());
    } else {
      into.add(definition(context, context.name, decorators, start, suite));
    }
  }

  private void read(boolean values) {
    read = values;
    walrus.read(values);
  }

  private FunctionDefinition definition(
      StructureParser.FunctionDefinitionContext context,
      Token name,
      List<Expression> decorators,
      Start start,
      Suite suite) {
    Token open = context.open;
    return new FunctionDefinition(
        source.firstName(name.getStartIndex(), name.getStopIndex() + 1),
        context.getStart().getType() == StructureParser.ASYNC_DEF,
        start.line(),
        start.column(),
        suite.endLine(),
        decorators,
        open == null ? "()" : source.folded(open.getStartIndex(), suite.headerEnd()),
        suite.body());
  }

  private boolean hasClass(StructureParser.@Nullable SuiteContext block) {
    if (block == null) {
      return false;
    }
    int next = Arrays.binarySearch(classes, block.getStart().getStartIndex());
    int index = next < 0 ? -1 - next : next;
    return index < classes.length && classes[index] < end(block);
  }

  private int end(StructureParser.SuiteContext block) {
    Token last = block.dedent == null ? block.end : block.dedent;
    return last == null ? source.length() : start(last, block);
  }

  private int headerEnd(StructureParser.@Nullable SuiteContext block) {
    Token last = block == null ? null : block.colon == null ? block.end : block.colon;
    return block == null || last == null ? 0 : start(last, block);
  }

  /** A token that recovery made up has no place; it would stand at the end of what was read. */
  private static int start(Token token, StructureParser.SuiteContext block) {
    return token.getStartIndex() < 0 ? Nodes.end(block) : token.getStartIndex();
  }

  private Compounds.Part part(StructureParser.ClauseContext context) {
    Token keyword = context.getStart();
    int line = positions.line(keyword.getStartIndex());
    int imports = simple.imports();
    Suite suite = suite(context, context.block);
    return suite == null
        ? new Compounds.Part(keyword, line, keyword.getStopIndex() + 1, 0, false, List.of())
        : new Compounds.Part(
            keyword,
            line,
            suite.headerEnd(),
            end(requireNonNull(context.block)),
            simple.imports() > imports,
            suite.body());
  }

  /** Where a definition begins. It is asked for before its body, as positions run forward. */
  private record Start(int line, int column) {}

  private Start start(ParserRuleContext definition) {
    int offset = definition.getStart().getStartIndex();
    return new Start(positions.line(offset), positions.column(offset));
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
    walrus.addBefore(end(context), body);
    int headerEnd = headerEnd(context);
    if (context.colon == null && !source.endsWithColon(definition.getStart().getStopIndex() + 1)) {
      faults.add("syntax", headerEnd, "expected ':'");
    }
    return new Suite(headerEnd, positions.line(end(context)), List.copyOf(body));
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
    int next = parent.children.indexOf(first) + 1;
    int end =
        next < parent.children.size()
            ? SimpleStatements.start(parent.children.get(next))
            : source.length();
    return reader.readDocstring(first.getStart().getStartIndex(), end).string();
  }
}
