package io.modelops.bundle.discovery.python;

import io.modelops.bundle.discovery.python.Statement.ClassArgument;
import java.util.ArrayList;
import java.util.List;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.tree.ParseTree;
import org.antlr.v4.runtime.tree.TerminalNode;
import org.jspecify.annotations.Nullable;

/** Type parameters and arguments of classes. */
final class ClassHeaders {

  private final SourceSlices source;
  private final ExpressionReader reader;

  ClassHeaders(SourceSlices source, ExpressionReader reader) {
    this.source = source;
    this.reader = reader;
  }

  /**
   * The type parameters in a header.
   *
   * @param from where the name of the class ends
   */
  List<String> typeParameters(int from, int end) {
    return source.firstCode(from, end) == '[' ? reader.typeParameters(from, end) : List.of();
  }

  /** The arguments; the last one ends with the header where the bracket is not closed. */
  List<ClassArgument> arguments(StructureParser.@Nullable ArgumentsContext context, int headerEnd) {
    if (context == null) {
      return List.of();
    }
    List<ClassArgument> arguments = new ArrayList<>();
    int from = context.getStart().getStopIndex() + 1;
    StructureParser.ArgumentContext last = null;
    for (ParseTree child : context.children) {
      if (child instanceof StructureParser.ArgumentContext argument) {
        last = argument;
      } else if (last != null && child instanceof TerminalNode node) {
        Token separator = node.getSymbol();
        add(arguments, last, from, separator.getStartIndex());
        from = separator.getStopIndex() + 1;
        last = null;
      }
    }
    if (last != null && from < headerEnd) {
      add(arguments, last, from, source.withoutColon(from, headerEnd));
    }
    return List.copyOf(arguments);
  }

  private void add(
      List<ClassArgument> into, StructureParser.ArgumentContext argument, int from, int end) {
    Token stars = argument.stars;
    Token keyword = argument.keyword;
    int start = from;
    int count = 0;
    String name = null;
    if (stars != null) {
      start = stars.getStopIndex() + 1;
      count = start - stars.getStartIndex();
    }
    if (keyword != null) {
      name = source.firstName(keyword.getStartIndex(), keyword.getStopIndex());
      start = keyword.getStopIndex() + 1;
    }
    String text =
        source.folded(start, Math.max(start, end)); // a star may follow a header that is cut
    if (!text.isEmpty()) {
      into.add(new ClassArgument(count, name, reader.read(start, end), text));
    }
  }
}
