package io.modelops.bundle.discovery.python;

import io.modelops.bundle.discovery.python.Statement.Assignment;
import io.modelops.bundle.discovery.python.Statement.AttributeAssignment;
import io.modelops.bundle.discovery.python.Statement.ClassArgument;
import io.modelops.bundle.discovery.python.Statement.ClassDefinition;
import io.modelops.bundle.discovery.python.Statement.Clause;
import io.modelops.bundle.discovery.python.Statement.Compound;
import io.modelops.bundle.discovery.python.Statement.Deletion;
import io.modelops.bundle.discovery.python.Statement.ExportsCall;
import io.modelops.bundle.discovery.python.Statement.FunctionDefinition;
import io.modelops.bundle.discovery.python.Statement.Global;
import io.modelops.bundle.discovery.python.Statement.Import;
import io.modelops.bundle.discovery.python.Statement.ImportFrom;
import io.modelops.bundle.discovery.python.Statement.Simultaneous;
import io.modelops.bundle.discovery.python.Statement.Unpacking;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A structure as one line of JSON, in the form that oracle.py compares. */
final class StructureJson {

  private StructureJson() {}

  static String of(String path, SourceStructure structure) {
    List<?> faults = structure.faults().stream().map(Object::toString).toList();
    return json(fields("path", path, "body", body(structure.body()), "faults", faults));
  }

  private static List<?> body(List<Statement> statements) {
    return statements.stream()
        .flatMap(each -> each instanceof Simultaneous all ? all.parts().stream() : Stream.of(each))
        .map(StructureJson::statement)
        .toList();
  }

  private static Object statement(Statement statement) {
    if (statement instanceof ClassDefinition s) {
      Map<String, @Nullable Object> fields = placed("class", s.line(), s.column());
      fields.put("name", s.name());
      fields.put("endLine", s.endLine());
      fields.put("decorators", expressions(s.decorators()));
      fields.put("typeParameters", s.typeParameters());
      fields.put("arguments", s.arguments().stream().map(StructureJson::argument).toList());
      fields.put("docstring", s.docstring());
      fields.put("body", body(s.body()));
      return fields;
    } else if (statement instanceof FunctionDefinition s) {
      Map<String, @Nullable Object> fields = placed("def", s.line(), s.column());
      fields.put("name", s.name());
      fields.put("endLine", s.endLine());
      fields.put("asynchronous", s.async());
      fields.put("decorators", expressions(s.decorators()));
      fields.put("signature", s.signature());
      fields.put("body", body(s.body()));
      return fields;
    } else if (statement instanceof Compound s) {
      List<?> clauses = s.clauses().stream().map(StructureJson::clause).toList();
      return fields("kind", s.kind().name(), "line", s.line(), "clauses", clauses);
    }
    return simple(statement);
  }

  private static Object clause(Clause s) {
    Object expression = s.expression() == null ? null : expression(s.expression());
    return fields(
        "kind",
        s.kind().name(),
        "line",
        s.line(),
        "expression",
        expression,
        "names",
        s.names().stream().sorted().toList(),
        "body",
        body(s.body()));
  }

  private static Object simple(Statement statement) {
    if (statement instanceof Import s) {
      Map<String, @Nullable Object> fields = placed("import", s.line(), s.column());
      fields.put("module", s.module());
      fields.put("alias", s.alias());
      return fields;
    } else if (statement instanceof ImportFrom s) {
      Map<String, @Nullable Object> fields = placed("from", s.line(), s.column());
      fields.put("level", s.level());
      fields.put("module", s.module());
      fields.put("names", s.names().stream().map(n -> List.of(n.name(), n.alias())).toList());
      return fields;
    } else if (statement instanceof Global s) {
      return fields("kind", "global", "names", s.names(), "line", s.line());
    } else if (statement instanceof ExportsCall s) {
      return fields("kind", "exports", "value", expression(s.value()), "line", s.line());
    } else if (statement instanceof Deletion s) {
      return fields("kind", "del", "names", s.names(), "line", s.line());
    }
    return assignment(statement);
  }

  private static Object assignment(Statement statement) {
    if (statement instanceof Assignment s) {
      Map<String, @Nullable Object> fields = placed("assign", s.line(), s.column());
      fields.put("targets", s.targets());
      fields.put("augmented", s.augmented());
      fields.put("value", s.value() == null ? null : expression(s.value()));
      return fields;
    } else if (statement instanceof Unpacking s) {
      Map<String, @Nullable Object> fields = placed("unpack", s.line(), s.column());
      fields.put("names", s.names());
      fields.put("value", expression(s.value()));
      return fields;
    }
    AttributeAssignment s = (AttributeAssignment) statement;
    Map<String, @Nullable Object> fields = placed("attribute", s.line(), s.column());
    fields.put("object", s.object());
    fields.put("attribute", s.attribute());
    fields.put("value", expression(s.value()));
    return fields;
  }

  private static Map<String, @Nullable Object> placed(String kind, int line, int column) {
    return fields("kind", kind, "line", line, "column", column);
  }

  private static List<?> expressions(List<Expression> list) {
    return list.stream().map(StructureJson::expression).toList();
  }

  private static Object expression(Expression expression) {
    Map<String, @Nullable Object> fields =
        fields("start", expression.start(), "end", expression.end());
    if (expression instanceof Expression.Name e) {
      fields.put("kind", "NAME");
      fields.put("name", e.name());
    } else if (expression instanceof Expression.Constant e) {
      fields.put("kind", e.kind().name());
      fields.put("value", e.value());
    } else if (expression instanceof Expression.Sequence e) {
      fields.put("kind", e.kind().name());
      fields.put("parts", expressions(e.elements()));
    } else if (expression instanceof Expression.Mapping e) {
      fields.put("kind", "MAPPING");
      fields.put("parts", e.entries().stream().map(StructureJson::entry).toList());
    } else if (expression instanceof Expression.Starred e) {
      fields.put("kind", "STARRED");
      fields.put("parts", expressions(List.of(e.value())));
    } else if (expression instanceof Expression.Subscript e) {
      fields.put("kind", "SUBSCRIPT");
      fields.put("parts", expressions(List.of(e.subject(), e.index())));
    } else if (expression instanceof Expression.Call e) {
      fields.put("kind", "CALL");
      fields.put("function", expression(e.function()));
      fields.put("arguments", e.arguments().stream().map(StructureJson::argument).toList());
    } else if (expression instanceof Expression.Operation e) {
      fields.put("kind", e.operator());
      fields.put("parts", expressions(e.operands()));
    } else if (expression instanceof Expression.Other e) {
      fields.put("kind", e.kind().name());
    }
    return fields;
  }

  private static List<?> entry(Expression.Entry entry) {
    return Arrays.asList(
        entry.key() == null ? null : expression(entry.key()), expression(entry.value()));
  }

  private static Object argument(Expression.Argument a) {
    return fields("stars", a.stars(), "keyword", a.keyword(), "value", expression(a.value()));
  }

  private static Object argument(ClassArgument a) {
    Map<String, @Nullable Object> fields =
        fields("stars", a.stars(), "keyword", a.keyword(), "value", expression(a.value()));
    fields.put("text", a.text());
    return fields;
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
