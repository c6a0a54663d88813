package io.modelops.bundle.discovery.python;

import io.modelops.bundle.discovery.python.Attachment.Attached;
import io.modelops.bundle.discovery.python.Expression.Call;
import io.modelops.bundle.discovery.python.Expression.Name;
import io.modelops.bundle.discovery.python.Literals.ImportCall;
import io.modelops.bundle.discovery.python.Literals.LazyImport;
import io.modelops.bundle.discovery.python.Literals.PathLiteral;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.antlr.v4.runtime.Token;
import org.jspecify.annotations.Nullable;

/** Collects the telling literals of one file. */
final class LiteralScan {

  private static final int MAX_PATH = 1_000;
  private static final int MAX_FAILED_CALLS = 100;

  /** Longest call that is read, in bytes. */
  private static final int MAX_CALL = 4_000;

  private static final int MAX_ATTACHED = 100_000;

  private final byte[] bytes;
  private final Positions positions;
  private final ExpressionTokens lexer;
  private final ExpressionReader reader;
  private final Map<String, Importers.Kind> importers;
  private final PathScan joined;
  private final List<ImportCall> imports = new ArrayList<>();
  private final List<LazyImport> lazy = new ArrayList<>();
  private final List<PathLiteral> paths = new ArrayList<>();
  private @Nullable ImportCall stub;
  private int failedCalls;
  private int depth;
  private int module = -1;
  private boolean startsStatement = true;
  private boolean definition;

  /**
   * @param structure what else the source says
   */
  LiteralScan(byte[] bytes, SourceStructure structure, Runnable checkpoint) {
    this.bytes = bytes;
    this.positions = new Positions(bytes);
    this.lexer = new ExpressionTokens(bytes, checkpoint);
    this.reader = new ExpressionReader(bytes, checkpoint);
    this.importers = Importers.in(structure);
    this.joined = new PathScan(bytes, ImportedNames.of(structure), this::path);
  }

  Literals run() {
    lexer.begin(0, bytes.length, Integer.MAX_VALUE);
    int before = ExpressionLexer.LINE;
    for (int type = lexer.next(); type != Token.EOF; type = lexer.next()) {
      int start = lexer.tokenStart();
      int end = lexer.tokenEnd();
      if (type == ExpressionLexer.STRING) {
        joined.string(string(start, end));
      } else {
        if (type == ExpressionLexer.DOTTED) {
          String name = PythonNames.dotted(bytes, start, end);
          if (before != ExpressionLexer.DOT) {
            name(name, start, end);
          }
          joined.dotted(name);
        } else if (type == ExpressionLexer.FORMATTED) {
          joined.string(formatted(start, end));
        } else {
          joined.other(type, start, end);
        }
        startsStatement = endsStatement(type);
      }
      depth += ExpressionTokens.isOpen(type) ? 1 : ExpressionTokens.isClose(type) ? -1 : 0;
      before = type;
    }
    joined.end();
    return new Literals(List.copyOf(imports), List.copyOf(lazy), stub, List.copyOf(paths));
  }

  private boolean endsStatement(int type) {
    return depth <= 0
        && (type == ExpressionLexer.LINE
            || type == ExpressionLexer.SEMI
            || type == ExpressionLexer.COLON);
  }

  private PathValue string(int start, int end) {
    return startsStatement || start == module || end - start > MAX_PATH
        ? PathValue.UNKNOWN
        : PathValue.text(StringValues.of(bytes, start, end), start);
  }

  /** An f-string without fields is a string. */
  private PathValue formatted(int start, int end) {
    for (int i = start; i < end; i++) {
      if (bytes[i] == '{' || bytes[i] == '}' || (i < start + 2 && (bytes[i] | ' ') == 't')) {
        return PathValue.UNKNOWN;
      }
    }
    return string(start, end);
  }

  private void path(PathValue value) {
    String path = value.relative();
    boolean text = value.base() == PathValue.Base.TEXT;
    if (value.literal() < 0 || path.isEmpty() || (text && !isPath(path))) {
      return;
    }
    int start = value.literal();
    PathLiteral literal =
        new PathLiteral(
            base(value), value.pack(), path, positions.line(start), positions.column(start));
    int at = paths.size();
    while (at > 0 && isBefore(literal, paths.get(at - 1))) {
      at--;
    }
    paths.add(at, literal);
  }

  private static boolean isBefore(PathLiteral one, PathLiteral other) {
    return one.line() < other.line()
        || (one.line() == other.line() && one.column() < other.column());
  }

  private static PathLiteral.Base base(PathValue value) {
    return switch (value.base()) {
      case SOURCE -> PathLiteral.Base.SOURCE;
      case PACKAGE -> PathLiteral.Base.PACKAGE;
      default -> PathLiteral.Base.ANYWHERE;
    };
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

  private void name(String name, int start, int end) {
    boolean defined = definition;
    definition = name.equals("def");
    Importers.Kind kind = importers.get(name);
    if (kind == null || defined || failedCalls >= MAX_FAILED_CALLS) {
      return;
    }
    Call call = reader.readCall(start, kind == Importers.Kind.ATTACH ? MAX_ATTACHED : MAX_CALL);
    if (call == null) {
      failedCalls++;
      addUnread(kind, start, end);
      return;
    }
    switch (kind) {
      case MODULE -> add(call, true);
      case PERHAPS_MODULE -> add(call, false);
      case ATTACH -> attach(call);
      case ATTACH_STUB -> attachStub(call);
    }
  }

  /** A call that cannot be read names nothing that is known. */
  private void addUnread(Importers.Kind kind, int start, int end) {
    int next = end;
    while (next < bytes.length && bytes[next] == ' ') {
      next++;
    }
    if (kind != Importers.Kind.PERHAPS_MODULE && next < bytes.length && bytes[next] == '(') {
      imports.add(new ImportCall(null, positions.line(start), positions.column(start)));
    }
  }

  private void add(Call call, boolean certain) {
    Expression name = call.argument(0, "name");
    String text = name == null ? null : name.string();
    if (name == null || text == null) {
      if (certain && !call.arguments().isEmpty()) {
        imports.add(call(null, name == null ? call : name));
      }
    } else if (PythonNames.isModule(text)) {
      module = name.start();
      imports.add(call(absolute(text, call.argument(1, "package")), name));
    }
  }

  private ImportCall call(@Nullable String name, Expression at) {
    return new ImportCall(name, positions.line(at.start()), positions.column(at.start()));
  }

  private void attachStub(Call call) {
    boolean own =
        isName(call.argument(0, "package_name"), "__name__")
            && isName(call.argument(1, "filename"), "__file__");
    if (own) {
      stub = call(null, call);
    } else {
      imports.add(call(null, call));
    }
  }

  private static boolean isName(@Nullable Expression expression, String name) {
    return expression instanceof Name it && it.name().equals(name);
  }

  private void attach(Call call) {
    Attachment attachment = new Attachment(call);
    for (Attached each : attachment.names()) {
      int start = each.start();
      lazy.add(
          new LazyImport(
              each.module(), each.name(), positions.line(start), positions.column(start)));
    }
    if (!attachment.isComplete()) {
      imports.add(call(null, call));
    }
  }

  /** As {@code importlib.util.resolve_name} does, where the package is a literal. */
  private static String absolute(String name, @Nullable Expression base) {
    String result = base == null ? null : base.string();
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
