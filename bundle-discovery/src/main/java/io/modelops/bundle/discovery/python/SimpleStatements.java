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
      case StructureParser.RULE_importNames ->
          into.add(importNames((StructureParser.ImportNamesContext) context));
      case StructureParser.RULE_assignment -> into.add(assignment(context, end));
      case StructureParser.RULE_deletion -> addDeletion(context, end, into);
      default -> {}
    }
  }

  private void addImports(ParserRuleContext context, List<Statement> into) {
    for (var part : context.getRuleContexts(StructureParser.ImportedModuleContext.class)) {
      if (part.name != null) {
        int start = part.getStart().getStartIndex();
        String alias = part.alias == null ? null : dotted(part.alias);
        into.add(
            new Import(dotted(part.name), alias, positions.line(start), positions.column(start)));
      }
    }
  }

  private String dotted(Token token) {
    return token.getStartIndex() < 0 || token.getStopIndex() < token.getStartIndex()
        ? ""
        : source.dottedName(token.getStartIndex(), token.getStopIndex() + 1);
  }

  private ImportFrom importNames(StructureParser.ImportNamesContext context) {
    Token start = context.getStart();
    int level = 0;
    String module = "";
    for (ParseTree child : context.children) {
      if (child instanceof TerminalNode node) {
        Token token = node.getSymbol();
        if (token.getType() == StructureParser.DOTS) {
          level = source.count('.', token.getStartIndex(), token.getStopIndex() + 1);
        } else if (token.getType() == StructureParser.DOTTED) {
          module = dotted(token);
        }
      }
    }
    List<ImportedName> names = new ArrayList<>();
    addNames(context.names, names);
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

  private void addNames(
      StructureParser.@Nullable ImportedNamesContext list, List<ImportedName> into) {
    if (list == null || list.children == null) {
      return;
    }
    for (ParseTree child : list.children) {
      if (child instanceof StructureParser.ImportedNameContext part && part.name != null) {
        String name = dotted(part.name);
        into.add(new ImportedName(name, part.alias == null ? name : dotted(part.alias)));
      }
    }
  }

  private Assignment assignment(ParserRuleContext context, int end) {
    Token start = context.getStart();
    boolean annotated = start.getType() == StructureParser.ANNOTATED;
    boolean augmented = start.getType() == StructureParser.AUGMENTED;
    List<String> targets = List.of(target(start));
    Expression value = null;
    if (annotated && context.children.size() > 1) {
      value = source.expression(symbol(context.children.get(1)).getStopIndex() + 1, end);
    } else if (context.children.size() > 1) {
      targets = new ArrayList<>(targets);
      value = chainedValue(targets, context.children, end);
    } else if (!annotated) {
      value = source.expression(start.getStopIndex() + 1, end);
    }
    int at = start.getStartIndex();
    return new Assignment(
        List.copyOf(targets), augmented, value, positions.line(at), positions.column(at));
  }

  private static Token symbol(ParseTree leaf) {
    return ((TerminalNode) leaf).getSymbol();
  }

  private String target(Token token) {
    return source.firstName(token.getStartIndex(), token.getStopIndex() + 1);
  }

  /** Targets that are no plain names may stand between. */
  private Expression chainedValue(List<String> targets, List<ParseTree> parts, int end) {
    int start = symbol(parts.get(0)).getStopIndex() + 1;
    for (ParseTree part : parts.subList(1, parts.size())) {
      Token token = symbol(part);
      if (token.getType() == StructureParser.EQ) {
        Expression target = source.expression(start, token.getStartIndex());
        if (target.kind() == Expression.Kind.NAME && target.name().indexOf('.') < 0) {
          targets.add(target.name());
        }
      } else {
        targets.add(target(token));
      }
      start = token.getStopIndex() + 1;
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
