package io.modelops.bundle.discovery.python;

import io.modelops.bundle.discovery.python.Statement.Assignment;
import io.modelops.bundle.discovery.python.Statement.Deletion;
import io.modelops.bundle.discovery.python.Statement.Expression;
import io.modelops.bundle.discovery.python.Statement.Import;
import io.modelops.bundle.discovery.python.Statement.ImportFrom;
import io.modelops.bundle.discovery.python.Statement.ImportedName;
import java.util.ArrayList;
import java.util.List;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.tree.ParseTree;
import org.antlr.v4.runtime.tree.TerminalNode;
import org.jspecify.annotations.Nullable;

/** Imports, assignments and deletions of the parse tree to statements. */
final class SimpleStatements {

  private final SourceSlices source;
  private final Positions positions;
  private final FaultLog faults;

  SimpleStatements(SourceSlices source, Positions positions, FaultLog faults) {
    this.faults = faults;
    this.source = source;
    this.positions = positions;
  }

  void add(ParserRuleContext context, int end, List<Statement> into) {
    switch (context.getRuleIndex()) {
      case StructureParser.RULE_importModules -> addImports(context, into);
      case StructureParser.RULE_importNames -> into.add(importNames(context));
      case StructureParser.RULE_assignment -> into.add(assignment(context, end));
      case StructureParser.RULE_deletion -> addDeletion(context, end, into);
      default -> {}
    }
  }

  private void addImports(ParserRuleContext context, List<Statement> into) {
    for (var part : context.getRuleContexts(StructureParser.ImportedModuleContext.class)) {
      if (part.DOTTED().isEmpty()) {
        continue;
      }
      int start = part.getStart().getStartIndex();
      String alias = part.DOTTED().size() > 1 ? dotted(part.DOTTED(1)) : null;
      into.add(
          new Import(
              dotted(part.DOTTED(0)), alias, positions.line(start), positions.column(start)));
    }
  }

  private String dotted(TerminalNode node) {
    Token token = node.getSymbol();
    return token.getStartIndex() < 0 || token.getStopIndex() < token.getStartIndex()
        ? ""
        : source.dottedName(token.getStartIndex(), token.getStopIndex() + 1);
  }

  private ImportFrom importNames(ParserRuleContext context) {
    Token start = context.getStart();
    int level = 0;
    String module = "";
    List<ImportedName> names = new ArrayList<>();
    for (ParseTree child : context.children) {
      if (child instanceof StructureParser.ImportedNamesContext list) {
        addNames(list, names);
      } else if (child instanceof TerminalNode node) {
        Token token = node.getSymbol();
        if (token.getType() == StructureParser.DOTS) {
          level = source.count('.', token.getStartIndex(), token.getStopIndex() + 1);
        } else if (token.getType() == StructureParser.DOTTED) {
          module = dotted(node);
        }
      }
    }
    if (level == 0 && module.isEmpty()) {
      faults.add("syntax", start.getStartIndex(), "import from nothing");
    }
    return new ImportFrom(
        level,
        module,
        List.copyOf(names),
        positions.line(start.getStartIndex()),
        positions.column(start.getStartIndex()));
  }

  private void addNames(StructureParser.ImportedNamesContext list, List<ImportedName> into) {
    for (var part : list.importedName()) {
      if (!part.DOTTED().isEmpty()) {
        String name = dotted(part.DOTTED(0));
        into.add(new ImportedName(name, part.DOTTED().size() > 1 ? dotted(part.DOTTED(1)) : name));
      }
    }
  }

  private Assignment assignment(ParserRuleContext context, int end) {
    Token start = context.getStart();
    List<String> targets = new ArrayList<>();
    List<Token> equals = new ArrayList<>();
    int valueStart = start.getStopIndex() + 1;
    for (ParseTree child : context.children) {
      Token token = ((TerminalNode) child).getSymbol();
      if (token.getType() == StructureParser.EQ) {
        equals.add(token);
      } else {
        targets.add(source.firstName(token.getStartIndex(), token.getStopIndex() + 1));
        valueStart = token.getStopIndex() + 1;
      }
    }
    Expression value =
        start.getType() == StructureParser.ANNOTATED
            ? annotatedValue(equals, end)
            : chainedValue(targets, valueStart, equals, end);
    int at = start.getStartIndex();
    boolean augmented = start.getType() == StructureParser.AUGMENTED;
    return new Assignment(
        List.copyOf(targets), augmented, value, positions.line(at), positions.column(at));
  }

  private @Nullable Expression annotatedValue(List<Token> equals, int end) {
    return equals.isEmpty() ? null : source.expression(equals.get(0).getStopIndex() + 1, end);
  }

  /** Targets that are no plain names may stand between. */
  private Expression chainedValue(List<String> targets, int from, List<Token> equals, int end) {
    int start = from;
    for (Token equal : equals) {
      Expression target = source.expression(start, equal.getStartIndex());
      if (target.kind() == Expression.Kind.NAME && target.name().indexOf('.') < 0) {
        targets.add(target.name());
      }
      start = equal.getStopIndex() + 1;
    }
    return source.expression(start, end);
  }

  private void addDeletion(ParserRuleContext context, int end, List<Statement> into) {
    Token start = context.getStart();
    String text = source.folded(start.getStopIndex() + 1, end);
    List<String> names = new ArrayList<>();
    DeletedNames.collect(text, names);
    if (!names.isEmpty()) {
      into.add(new Deletion(List.copyOf(names), positions.line(start.getStartIndex())));
    }
  }

  /** Where the token after a statement begins: a semicolon or a line end. */
  static int start(@Nullable ParseTree next) {
    if (next instanceof TerminalNode node) {
      return node.getSymbol().getStartIndex();
    }
    return next instanceof ParserRuleContext context
        ? context.getStart().getStartIndex()
        : Integer.MAX_VALUE;
  }
}
