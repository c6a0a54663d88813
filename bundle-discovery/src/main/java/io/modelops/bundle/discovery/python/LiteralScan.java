package io.modelops.bundle.discovery.python;

import io.modelops.bundle.discovery.python.Expression.Argument;
import io.modelops.bundle.discovery.python.Expression.Call;
import io.modelops.bundle.discovery.python.Expression.Constant;
import io.modelops.bundle.discovery.python.Literals.ImportCall;
import io.modelops.bundle.discovery.python.Literals.PathLiteral;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.antlr.v4.runtime.Token;
import org.jspecify.annotations.Nullable;

/** Collects the telling literals of one file. */
final class LiteralScan {

  private static final int MAX_PATH = 1_000;
  private static final int MAX_FAILED_CALLS = 100;

  private final byte[] bytes;
  private final Positions positions;
  private final ExpressionTokens lexer;
  private final ExpressionReader reader;
  private final Set<String> importers;
  private final List<ImportCall> imports = new ArrayList<>();
  private final List<PathLiteral> paths = new ArrayList<>();
  private int failedCalls;
  private int depth;
  private int module = -1;
  private boolean startsStatement = true;

  /**
   * @param importers the dotted names of the functions that import the module they are given
   */
  LiteralScan(byte[] bytes, Set<String> importers, Runnable checkpoint) {
    this.bytes = bytes;
    this.positions = new Positions(bytes);
    this.lexer = new ExpressionTokens(bytes, checkpoint);
    this.reader = new ExpressionReader(bytes, checkpoint);
    this.importers = importers;
  }

  Literals run() {
    lexer.begin(0, bytes.length, Integer.MAX_VALUE);
    int before = ExpressionLexer.LINE;
    for (int type = lexer.next(); type != Token.EOF; type = lexer.next()) {
      int start = lexer.tokenStart();
      if (type == ExpressionLexer.STRING) {
        string(start, lexer.tokenEnd());
      } else {
        startsStatement = endsStatement(type);
      }
      if (type == ExpressionLexer.DOTTED && before != ExpressionLexer.DOT) {
        name(start, lexer.tokenEnd());
      }
      depth += ExpressionTokens.isOpen(type) ? 1 : ExpressionTokens.isClose(type) ? -1 : 0;
      before = type;
    }
    return new Literals(List.copyOf(imports), List.copyOf(paths));
  }

  private boolean endsStatement(int type) {
    return depth <= 0
        && (type == ExpressionLexer.LINE
            || type == ExpressionLexer.SEMI
            || type == ExpressionLexer.COLON);
  }

  private void string(int start, int end) {
    if (startsStatement || start == module || end - start > MAX_PATH) {
      return;
    }
    String value = StringValues.of(bytes, start, end);
    if (isPath(value)) {
      paths.add(new PathLiteral(value, positions.line(start), positions.column(start)));
    }
  }

  private static boolean isPath(String text) {
    int last = text.isEmpty() ? ' ' : text.codePointBefore(text.length());
    return last != ' '
        && last != '.'
        && last != '/'
        && text.charAt(0) != '/'
        && (text.indexOf('/') >= 0 || text.indexOf('.') >= 0)
        && text.codePoints().allMatch(LiteralScan::isInPath);
  }

  private static boolean isInPath(int c) {
    return Character.isUnicodeIdentifierPart(c) || " .+@/-".indexOf(c) >= 0;
  }

  private void name(int start, int end) {
    if (failedCalls < MAX_FAILED_CALLS
        && importers.contains(PythonNames.dotted(bytes, start, end))) {
      Call call = reader.readCall(start);
      if (call == null) {
        failedCalls++;
      } else if (!call.arguments().isEmpty()) {
        add(call);
      }
    }
  }

  private void add(Call call) {
    Expression name = argument(call, 0, "name");
    String text = name == null ? null : text(name);
    if (name != null && (text == null || PythonNames.isModule(text))) {
      module = text == null ? -1 : name.start();
      int start = name.start();
      imports.add(
          new ImportCall(
              text == null ? null : absolute(text, argument(call, 1, "package")),
              positions.line(start),
              positions.column(start)));
    }
  }

  private static @Nullable Expression argument(Call call, int index, String keyword) {
    List<Argument> arguments = call.arguments();
    for (Argument argument : arguments) {
      if (keyword.equals(argument.keyword())) {
        return argument.value();
      }
    }
    boolean there =
        index < arguments.size()
            && arguments.subList(0, index + 1).stream()
                .allMatch(argument -> argument.keyword() == null && argument.stars() == 0);
    return there ? arguments.get(index).value() : null;
  }

  private static @Nullable String text(Expression expression) {
    return expression instanceof Constant constant && constant.kind() == Constant.Kind.STRING
        ? constant.value()
        : null;
  }

  /** As {@code importlib.util.resolve_name} does, where the package is a literal. */
  private static String absolute(String name, @Nullable Expression base) {
    String result = base == null ? null : text(base);
    if (result == null || !name.startsWith(".")) {
      return name;
    }
    int dots = 1;
    for (; name.startsWith(".", dots); dots++) {
      result = result.substring(0, Math.max(0, result.lastIndexOf('.')));
    }
    String rest = name.substring(dots);
    return result.isEmpty() ? name : rest.isEmpty() ? result : result + "." + rest;
  }
}
