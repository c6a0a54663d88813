package io.modelops.bundle.discovery.python;

import io.modelops.bundle.discovery.python.Statement.Deletion;
import io.modelops.bundle.discovery.python.Statement.ExportsCall;
import io.modelops.bundle.discovery.python.Statement.Global;
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

/** Imports, assignments and other statements on one line of the parse tree to statements. */
final class SimpleStatements {

  private final SourceSlices source;
  private final ExpressionReader reader;
  private final Positions positions;
  private final FaultLog faults;
  private int imports;

  SimpleStatements(
      SourceSlices source, ExpressionReader reader, Positions positions, FaultLog faults) {
    this.faults = faults;
    this.source = source;
    this.reader = reader;
    this.positions = positions;
  }

  /** The number of import statements added so far. */
  int imports() {
    return imports;
  }

  /**
   * Adds the statements of a context.
   *
   * @param end where what belongs to them ends
   * @param read whether values matter
   */
  void add(ParserRuleContext context, int end, boolean read, List<Statement> into) {
    switch (context.getRuleIndex()) {
      case StructureParser.RULE_importModules -> {
        imports++;
        addImports(context, into);
      }
      case StructureParser.RULE_importNames -> {
        imports++;
        into.add(importNames((StructureParser.ImportNamesContext) context));
      }
      case StructureParser.RULE_assignment -> addAssignment(context, end, read, into);
      case StructureParser.RULE_globalNames ->
          addGlobal((StructureParser.GlobalNamesContext) context, into);
      case StructureParser.RULE_deletion -> addDeletion(context, end, into);
      case StructureParser.RULE_exportsCall -> addExportsCall(context, end, into);
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

  private void addAssignment(
      ParserRuleContext context, int end, boolean read, List<Statement> into) {
    int at = context.getStart().getStartIndex();
    new Assignments(source, reader, positions.line(at), positions.column(at))
        .add(context.children, end, read, into);
  }

  private void addDeletion(ParserRuleContext context, int end, List<Statement> into) {
    Token start = context.getStart();
    List<String> names = Targets.names(reader.read(start.getStopIndex() + 1, end));
    if (!names.isEmpty()) {
      into.add(new Deletion(names, positions.line(start.getStartIndex())));
    }
  }

  private void addExportsCall(ParserRuleContext context, int end, List<Statement> into) {
    int start = context.getStart().getStartIndex();
    into.add(new ExportsCall(reader.readWhole(start, end), positions.line(start)));
  }

  private void addGlobal(StructureParser.GlobalNamesContext context, List<Statement> into) {
    List<ImportedName> names = new ArrayList<>();
    addNames(context.names, names);
    int line = positions.line(context.getStart().getStartIndex());
    into.add(new Global(names.stream().map(ImportedName::name).toList(), line));
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
