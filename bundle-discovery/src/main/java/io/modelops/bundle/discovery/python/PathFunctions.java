package io.modelops.bundle.discovery.python;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BinaryOperator;
import org.jspecify.annotations.Nullable;

/** The functions, methods and constants that Python programs make paths with. */
final class PathFunctions {
  private enum Function {
    PATH,
    JOIN,
    PARENT,
    RESOLVE,
    SAME,
    CURRENT,
    FILES,
    RESOURCE
  }

  private static final Map<String, Function> FUNCTIONS = functions();
  private static final Map<String, String> CONSTANTS =
      Map.of(
          "os.pardir",
          "..",
          "os.path.pardir",
          "..",
          "os.curdir",
          ".",
          "os.path.curdir",
          ".",
          "os.sep",
          "/",
          "os.path.sep",
          "/");

  private final ImportedNames imported;
  private final BinaryOperator<PathValue> joining;

  /**
   * @param joining told of all that is joined
   */
  PathFunctions(ImportedNames imported, BinaryOperator<PathValue> joining) {
    this.imported = imported;
    this.joining = joining;
  }

  private static Map<String, Function> functions() {
    Map<String, Function> functions = new HashMap<>();
    for (String name : List.of("Path", "PurePath", "PosixPath", "PurePosixPath")) {
      functions.put("pathlib." + name, Function.PATH);
    }
    functions.put("pathlib.Path.cwd", Function.CURRENT);
    functions.put("os.getcwd", Function.CURRENT);
    functions.put("os.path.join", Function.JOIN);
    functions.put("os.path.dirname", Function.PARENT);
    functions.put("os.path.abspath", Function.RESOLVE);
    functions.put("os.path.realpath", Function.RESOLVE);
    for (String name : List.of("str", "os.fspath", "os.path.normpath", "os.path.expanduser")) {
      functions.put(name, Function.SAME);
    }
    functions.put("importlib.resources.files", Function.FILES);
    functions.put("importlib_resources.files", Function.FILES);
    functions.put("pkgutil.get_data", Function.RESOURCE);
    for (String name : List.of("open_text", "open_binary", "read_text", "read_binary", "path")) {
      functions.put("importlib.resources." + name, Function.RESOURCE);
    }
    for (String name : List.of("resource_filename", "resource_string", "resource_stream")) {
      functions.put("pkg_resources." + name, Function.RESOURCE);
    }
    return Map.copyOf(functions);
  }

  private String full(String name) {
    String full = imported.full(name);
    return full != null
        ? full
        : name.equals("Path") || name.equals("Path.cwd") ? "pathlib." + name : name;
  }

  /** What a name stands for that is no variable. */
  PathValue named(String name) {
    if (name.equals("__package__") || name.equals("__name__")) {
      return PathValue.module("");
    }
    String full = imported.full(name);
    if (full == null) {
      return PathValue.UNKNOWN;
    }
    String constant = CONSTANTS.get(full);
    return constant != null ? PathValue.text(constant, -1) : PathValue.module(full);
  }

  boolean has(String name) {
    return FUNCTIONS.containsKey(full(name));
  }

  /**
   * What a function returns.
   *
   * @return null if it is none that is known, or not called as it should be
   */
  @Nullable PathValue call(String name, List<PathValue> arguments) {
    Function function = FUNCTIONS.get(full(name));
    int count = arguments.size();
    if (function == null) {
      return null;
    } else if (count == 0) {
      return switch (function) {
        case CURRENT -> PathValue.current();
        case PATH -> PathValue.text("", -1).path();
        default -> null;
      };
    }
    PathValue first = arguments.get(0);
    return switch (function) {
      case PATH -> joined(first, arguments.subList(1, count)).path();
      case JOIN -> joined(first, arguments.subList(1, count));
      case PARENT -> first.parent();
      case RESOLVE -> first.resolved();
      case SAME, CURRENT -> first;
      case FILES -> first.files();
      case RESOURCE -> joined(first.files(), arguments.subList(1, count));
    };
  }

  private PathValue joined(PathValue first, List<PathValue> parts) {
    return parts.stream().reduce(first, joining);
  }

  /** What {@code /} makes of what it joined. */
  static PathValue divided(PathValue joined) {
    return joined.base() == PathValue.Base.TEXT ? joined : joined.path();
  }

  /** What a method returns; null if it is none that is known. */
  @Nullable PathValue method(PathValue object, String name, List<PathValue> arguments) {
    if (name.equals("joinpath")) {
      return divided(joined(object, arguments));
    } else if (arguments.isEmpty()) {
      return switch (name) {
        case "resolve" -> object.resolved();
        case "absolute", "expanduser", "as_posix" -> object;
        default -> null;
      };
    }
    PathValue path = object.path();
    PathValue argument = arguments.get(0);
    return switch (name) {
      case "with_name" -> path.text().equals(".") ? null : joining.apply(path.parent(), argument);
      case "with_suffix" -> path.withoutSuffix().plus(argument);
      default -> null;
    };
  }

  /** An attribute of a path; null if it is none that is known. */
  static @Nullable PathValue attribute(PathValue object, String name) {
    return name.equals("parent") ? object.path().parent().path() : null;
  }

  /** An element of an attribute; null if it is none that is known. */
  static @Nullable PathValue subscript(@Nullable PathValue object, String name, int index) {
    if (object == null || !name.equals("parents")) {
      return null;
    }
    PathValue value = object;
    for (int i = 0; i <= index; i++) {
      value = value.path().parent();
    }
    return value.path();
  }
}
