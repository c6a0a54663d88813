package io.modelops.bundle.discovery.python;

import io.modelops.bundle.discovery.python.Statement.Argument;
import io.modelops.bundle.discovery.python.Statement.Assignment;
import io.modelops.bundle.discovery.python.Statement.Block;
import io.modelops.bundle.discovery.python.Statement.ClassDefinition;
import io.modelops.bundle.discovery.python.Statement.Deletion;
import io.modelops.bundle.discovery.python.Statement.Expression;
import io.modelops.bundle.discovery.python.Statement.FunctionDefinition;
import io.modelops.bundle.discovery.python.Statement.Import;
import io.modelops.bundle.discovery.python.Statement.ImportFrom;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A structure as one line of JSON, in the form that oracle.py compares. */
final class StructureJson {

  private StructureJson() {}

  static String of(String path, SourceStructure structure) {
    List<?> faults = structure.faults().stream().map(Object::toString).toList();
    return json(fields("path", path, "body", body(structure.body()), "faults", faults));
  }

  private static List<?> body(List<Statement> statements) {
    return statements.stream().map(StructureJson::statement).toList();
  }

  private static Object statement(Statement statement) {
    if (statement instanceof ClassDefinition s) {
      return fields(
          "kind",
          "class",
          "name",
          s.name(),
          "line",
          s.line(),
          "column",
          s.column(),
          "endLine",
          s.endLine(),
          "decorators",
          s.decorators().stream().map(StructureJson::expression).toList(),
          "arguments",
          s.arguments().stream().map(StructureJson::argument).toList(),
          "docstring",
          s.docstring(),
          "body",
          body(s.body()));
    } else if (statement instanceof FunctionDefinition s) {
      return fields(
          "kind",
          "def",
          "name",
          s.name(),
          "line",
          s.line(),
          "column",
          s.column(),
          "endLine",
          s.endLine(),
          "asynchronous",
          s.async(),
          "decorators",
          s.decorators().stream().map(StructureJson::expression).toList(),
          "signature",
          s.signature(),
          "body",
          body(s.body()));
    } else if (statement instanceof Block s) {
      return fields(
          "kind",
          s.kind().name(),
          "line",
          s.line(),
          "condition",
          s.condition() == null ? null : expression(s.condition()),
          "body",
          body(s.body()));
    }
    return simple(statement);
  }

  private static Object simple(Statement statement) {
    if (statement instanceof Import s) {
      return fields(
          "kind",
          "import",
          "module",
          s.module(),
          "alias",
          s.alias(),
          "line",
          s.line(),
          "column",
          s.column());
    } else if (statement instanceof ImportFrom s) {
      return fields(
          "kind",
          "from",
          "level",
          s.level(),
          "module",
          s.module(),
          "line",
          s.line(),
          "column",
          s.column(),
          "names",
          s.names().stream().map(n -> List.of(n.name(), n.alias())).toList());
    } else if (statement instanceof Assignment s) {
      return fields(
          "kind",
          "assign",
          "targets",
          s.targets(),
          "augmented",
          s.augmented(),
          "line",
          s.line(),
          "column",
          s.column(),
          "value",
          s.value() == null ? null : expression(s.value()));
    }
    Deletion s = (Deletion) statement;
    return fields("kind", "del", "names", s.names(), "line", s.line());
  }

  private static Object expression(Expression e) {
    return fields("kind", e.kind().name(), "name", e.name(), "text", e.text());
  }

  private static Object argument(Argument a) {
    return fields("stars", a.stars(), "keyword", a.keyword(), "value", expression(a.value()));
  }

  private static Map<String, @Nullable Object> fields(@Nullable Object... namesAndValues) {
    Map<String, @Nullable Object> fields = new LinkedHashMap<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      fields.put(String.valueOf(namesAndValues[i]), namesAndValues[i + 1]);
    }
    return fields;
  }

  private static String json(Object value) {
    StringBuilder out = new StringBuilder();
    write(value, out);
    return out.toString();
  }

  private static void write(@Nullable Object value, StringBuilder out) {
    if (value instanceof Map<?, ?> map) {
      String comma = "{";
      for (Map.Entry<?, ?> entry : map.entrySet()) {
        out.append(comma);
        write(entry.getKey(), out);
        out.append(':');
        write(entry.getValue(), out);
        comma = ",";
      }
      out.append('}');
    } else if (value instanceof List<?> list) {
      String comma = "";
      out.append('[');
      for (Object element : list) {
        out.append(comma);
        write(element, out);
        comma = ",";
      }
      out.append(']');
    } else if (value instanceof String text) {
      writeText(text, out);
    } else {
      out.append(value);
    }
  }

  private static void writeText(String text, StringBuilder out) {
    out.append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"' || c == '\\') {
        out.append('\\').append(c);
      } else if (c < ' ' || c > '~') {
        out.append(String.format("\\u%04x", (int) c));
      } else {
        out.append(c);
      }
    }
    out.append('"');
  }
}
