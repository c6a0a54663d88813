package io.modelops.bundle.discovery.project;

import io.modelops.bundle.discovery.python.Expression;
import io.modelops.bundle.discovery.python.Expression.Argument;
import io.modelops.bundle.discovery.python.Expression.Call;
import io.modelops.bundle.discovery.python.Expression.Entry;
import io.modelops.bundle.discovery.python.Expression.Mapping;
import io.modelops.bundle.discovery.python.Expression.Name;
import io.modelops.bundle.discovery.python.Expression.Operation;
import io.modelops.bundle.discovery.python.Expression.Sequence;
import io.modelops.bundle.discovery.python.PythonParser;
import io.modelops.bundle.discovery.python.Statement;
import io.modelops.bundle.discovery.python.Statement.Assignment;
import io.modelops.bundle.discovery.python.Statement.Compound;
import io.modelops.bundle.discovery.settings.Directories;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a setup.py says in literals, also in those that a name stands for which is assigned once.
 */
final class SetupScript {
  static final String FILE = "setup.py";

  private static final Set<String> SETUP =
      Set.of("setup", "setuptools.setup", "distutils.core.setup", "core.setup");
  private static final Pattern EXTENSION = Pattern.compile("(.*\\.)?\\w*Extension");
  private static final Pattern FIND = Pattern.compile("(.*\\.)?find_(namespace_)?packages");
  private static final String ENTRY_POINTS = "entry_points";
  private static final String[] WRITTEN = {"version_file", "write_to"};
  private static final int MAX_ALIASES = 16;

  private final byte[] source;
  private final List<Call> setups = new ArrayList<>();
  private final List<Call> extensions = new ArrayList<>();
  private final Map<String, Expression> constants = new HashMap<>();
  private final Set<String> variables = new HashSet<>();

  /** A distribution that is asked for. */
  record Needed(String text, boolean extra, int line) {}

  SetupScript(byte[] source) {
    this.source = source;
    for (Call call :
        PythonParser.calls(
            source, name -> SETUP.contains(name) || EXTENSION.matcher(name).matches())) {
      (SETUP.contains(call.name()) ? setups : extensions).add(call);
    }
    read(PythonParser.parse(source, () -> {}).body());
  }

  private void read(List<Statement> body) {
    for (Statement statement : body) {
      if (statement instanceof Assignment assignment) {
        for (String name : assignment.targets()) {
          boolean known = assignment.value() != null && !assignment.augmented();
          if (!known || constants.putIfAbsent(name, assignment.value()) != null) {
            variables.add(name);
          }
        }
      } else if (statement instanceof Compound compound) {
        compound.clauses().forEach(clause -> read(clause.body()));
      }
    }
  }

  /** Whether it is a build script, not only called so. */
  boolean isSetup() {
    return !setups.isEmpty();
  }

  /** The source roots that it gives. */
  List<SourceRoot> roots() {
    List<SourceRoot> roots = new ArrayList<>();
    for (Call setup : setups) {
      entries(argument(setup, "package_dir"))
          .forEach((pack, directory) -> add(roots, pack, string(directory)));
      if (argument(setup, "packages") instanceof Call find && FIND.matcher(find.name()).matches()) {
        add(roots, "", string(find.argument(0, "where")));
      }
    }
    return roots;
  }

  private static void add(List<SourceRoot> roots, String pack, @Nullable String directory) {
    String plain = directory == null ? null : Directories.plain(directory);
    if (plain != null) {
      roots.add(new SourceRoot(plain, pack));
    }
  }

  /** The names of the extension modules. */
  List<String> extensions() {
    return extensions.stream()
        .map(call -> string(call.argument(0, "name")))
        .filter(Objects::nonNull)
        .toList();
  }

  /** The files that building writes. */
  List<String> written() {
    List<String> written = new ArrayList<>();
    for (Call setup : setups) {
      Map<String, Expression> scm = entries(argument(setup, "use_scm_version"));
      for (String key : WRITTEN) {
        String file = string(scm.get(key));
        if (file != null) {
          written.add(file);
        }
      }
    }
    return written;
  }

  /** What {@code install_requires} and {@code extras_require} list. */
  List<Needed> needed() {
    List<Needed> needed = new ArrayList<>();
    for (Call setup : setups) {
      addNeeded(argument(setup, "install_requires"), false, 0, needed);
      entries(argument(setup, "extras_require"))
          .values()
          .forEach(each -> addNeeded(each, true, 0, needed));
    }
    return needed;
  }

  /** What a script offers. */
  static List<EntryPoint> entryPoints(byte[] source) {
    if (!new String(source, StandardCharsets.ISO_8859_1).contains(ENTRY_POINTS)) {
      return List.of();
    }
    SetupScript script = new SetupScript(source);
    List<EntryPoint> found = new ArrayList<>();
    for (Call setup : script.setups) {
      Expression value = script.argument(setup, ENTRY_POINTS);
      script
          .entries(value)
          .forEach(
              (group, list) -> {
                List<Needed> lines = new ArrayList<>();
                script.addNeeded(list, false, 0, lines);
                lines.forEach(
                    line ->
                        EntryPoint.parse(group, line.text(), line.line()).ifPresent(found::add));
              });
      String text = value == null ? null : value.string();
      if (value != null && text != null) {
        addSections(text, PythonParser.line(source, value), found);
      }
    }
    return found;
  }

  /** Those of a text in the manner of entry_points.txt. */
  private static void addSections(String text, int first, List<EntryPoint> found) {
    String group = "";
    int line = first;
    for (String each : text.split("\n", -1)) {
      String plain = each.strip();
      if (plain.startsWith("[") && plain.endsWith("]")) {
        group = plain.substring(1, plain.length() - 1).strip();
      } else {
        EntryPoint.parse(group, plain, line).ifPresent(found::add);
      }
      line++;
    }
  }

  private void addNeeded(@Nullable Expression list, boolean extra, int depth, List<Needed> needed) {
    Expression value = value(list);
    String text = value == null ? null : value.string();
    if (value != null && text != null) {
      int line = PythonParser.line(source, value);
      text.lines().forEach(each -> needed.add(new Needed(each, extra, line)));
    } else if (value instanceof Sequence sequence && depth < MAX_ALIASES) {
      sequence.elements().forEach(each -> addNeeded(each, extra, depth + 1, needed));
    } else if (value instanceof Operation sum && depth < MAX_ALIASES) {
      sum.operands().forEach(each -> addNeeded(each, extra, depth + 1, needed));
    }
  }

  private @Nullable Expression argument(Call call, String keyword) {
    for (Argument argument : call.arguments()) {
      if (argument.stars() == 2) {
        Expression found = entries(value(argument.value())).get(keyword);
        if (found != null) {
          return value(found);
        }
      }
    }
    return value(call.argument(Integer.MAX_VALUE, keyword));
  }

  /** The entries of a display, or a call, of a dict, as far as their keys are literals. */
  private Map<String, Expression> entries(@Nullable Expression dict) {
    Map<String, Expression> entries = new LinkedHashMap<>();
    if (dict instanceof Mapping mapping) {
      for (Entry entry : mapping.entries()) {
        String key = string(entry.key());
        if (key != null) {
          entries.put(key, entry.value());
        }
      }
    } else if (dict instanceof Call call && call.name().equals("dict")) {
      for (Argument argument : call.arguments()) {
        if (argument.keyword() != null) {
          entries.put(argument.keyword(), argument.value());
        }
      }
    }
    return entries;
  }

  private @Nullable String string(@Nullable Expression expression) {
    Expression value = value(expression);
    return value == null ? null : value.string();
  }

  /** What an expression stands for; itself if nothing says so. */
  private @Nullable Expression value(@Nullable Expression expression) {
    Expression value = expression;
    for (int i = 0; i < MAX_ALIASES && value instanceof Name it; i++) {
      Expression next = variables.contains(it.name()) ? null : constants.get(it.name());
      if (next == null) {
        return value;
      }
      value = next;
    }
    return value;
  }
}
