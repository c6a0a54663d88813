package io.modelops.bundle.discovery.suggestions;

import java.util.Collection;
import java.util.List;
import java.util.Set;

/**
 * Which names sound like those of models, and of what models do. Without regular expressions, as
 * all classes of a project are asked for, which would take a third of a short search.
 */
final class ModelWords {
  private static final List<String> MODELS =
      words(
          "Model Simulation Simulator Sim SIM Env Environment World Experiment Dynamics System"
              + " Epidemic Process Game");

  /** Where no other capital stands before them. */
  private static final List<String> EQUATIONS = words("ODE PDE");

  /** What may follow. */
  private static final List<String> MODEL_ENDS = words("Base BaseClass Class ABC Type S1");

  /** Parts of models and what is done with them often end so, too. */
  private static final List<String> VAGUE = words("System Process Experiment");

  /** Which is more often said of a model's surroundings. */
  private static final String AROUND = "Environment";

  private static final List<String> DYNAMIC = words("DynamicSystem DynamicalSystem");

  private static final List<String> NO_MODELS =
      words(
          "Error Exception Warning Mixin MixIn Enum TestCase Test Config Spec Protocol Params Form");

  /** Where {@code Model} or {@code BaseModel} follows, it is one of data. */
  private static final List<String> DATA =
      words("View Data DataFrame Dict Root Pydantic Schema Settings Language");

  /** Modules of exceptions and of tables in a database. */
  private static final Set<String> NO_MODEL_MODULES =
      Set.of("error", "errors", "exception", "exceptions", "db");

  /** What the names of modules of data classes begin with. */
  private static final List<String> NO_MODEL_MODULE_STARTS = words("pydantic");

  /** What is done with models, or serves them. */
  private static final List<String> TOOLS =
      words(
          "Solver Integrator Optimiser Optimizer Algorithm Method Backend Viewer Plot Plots Plotter"
              + " Prints Reporter Writer Reader Parser Manager Handler Runner Worker Task Job"
              + " Command Engine Sampler Policy Strategy Callback Builder Visitor Transformer"
              + " Loader Exporter Diagnostic Observer Recorder Interface Distribution Kernel"
              + " Operator Function Expression Term Space Mesh IO Node Element Grid Agent Trainer"
              + " Event Wrapper Test Tests Suite Case Generator Inference Information Dictionary"
              + " able");

  /** Modules of such. */
  private static final Set<String> TOOL_MODULES =
      Set.copyOf(
          words(
              "solver solvers integrator integrators stepper steppers timestepper timesteppers"
                  + " time_stepper time_steppers backend backends viewer viewers io util utils"
                  + " utilities tools numeric numerics"));

  /** What the names of others begin with. */
  private static final List<String> TOOL_MODULE_STARTS = words("optim plot test");

  /** Parts of the names of methods by which models go on. */
  private static final Set<String> RUNNING =
      Set.copyOf(
          words(
              "simulate run step steps solve integrate advance evolve iterate tick dynamics"
                  + " derivative derivatives rhs ode odes dfun rates timestep"));

  /** What the same begin with in camel case. */
  private static final List<String> RUNNING_STARTS = words("simulate evolve run advance");

  /** What methods begin with that only tell or show something of that. */
  private static final Set<String> TELLING =
      Set.copyOf(words("must is has should can get set from to add plot show print num n max min"));

  private static final Set<String> RUNNING_WHOLE = Set.of("compute", "next_update");

  /** The same, where the class is a framework's. */
  private static final Set<String> ACTING =
      Set.of("update", "call", "array_call", "evaluate", "apply");

  private ModelWords() {}

  private static List<String> words(String all) {
    return List.of(all.split(" "));
  }

  /** Whether a name ends in one of some words. */
  private static boolean endsIn(String name, List<String> words) {
    for (String each : words) {
      if (name.endsWith(each)) {
        return true;
      }
    }
    return false;
  }

  /**
   * Whether the last component of a name sounds like the class of a model.
   *
   * @param name dotted, or with a colon after the module
   */
  static boolean isLikeAModel(String name) {
    String last = last(name);
    int first = 0;
    while (first < last.length() && last.charAt(first) == '_') {
      first++;
    }
    if (!isCapital(last, first)) {
      return false;
    }
    if (endsInAModel(last) || (endsInADigit(last) && endsInAModel(without(last, 1)))) {
      return true;
    }
    for (String each : MODEL_ENDS) {
      if (last.endsWith(each) && endsInAModel(without(last, each.length()))) {
        return true;
      }
    }
    return false;
  }

  private static boolean endsInAModel(String name) {
    return endsIn(name, MODELS)
        || (endsIn(name, EQUATIONS)
            && !isCapital(name, name.length() - EQUATIONS.get(0).length() - 1));
  }

  /**
   * Whether a class is one of something else.
   *
   * @param name {@code module:Name}
   */
  static boolean isNoModel(String name) {
    return endsIn(name, NO_MODELS)
        || isOfData(name)
        || (isLikeAModel(name) && isInNoModels(parts(name)));
  }

  private static boolean isOfData(String name) {
    String before = name.endsWith("Model") ? without(name, "Model".length()) : "";
    return endsIn(before.endsWith("Base") ? without(before, "Base".length()) : before, DATA);
  }

  /** Whether a module within a package is one of those. */
  private static boolean isInNoModels(List<String> parts) {
    return anyIsOrStarts(
        parts.subList(1, parts.size() - 1), NO_MODEL_MODULES, NO_MODEL_MODULE_STARTS);
  }

  /** Whether what the last component sounds like may well be something else. */
  static boolean isVague(String name) {
    return endsIn(name, VAGUE);
  }

  /** The same of a class that others derive from. */
  static boolean isVagueBase(String name) {
    return (isVague(name) && !endsIn(last(name), DYNAMIC)) || name.endsWith(AROUND);
  }

  /** Whether a name sounds like something that serves models. */
  static boolean isTool(String name) {
    String last = last(name);
    boolean lower =
        !last.isEmpty() && Character.getType(last.charAt(0)) == Character.LOWERCASE_LETTER;
    if (lower || endsIn(last, TOOLS)) {
      return true;
    }
    boolean base = last.endsWith("Base");
    boolean dimension = last.endsWith("D") && endsInADigit(without(last, 1));
    return (base && endsIn(without(last, "Base".length()), TOOLS))
        || (dimension && endsIn(without(last, "1D".length()), TOOLS))
        || anyIsOrStarts(parts(name), TOOL_MODULES, TOOL_MODULE_STARTS);
  }

  private static boolean anyIsOrStarts(List<String> parts, Set<String> words, List<String> starts) {
    for (String each : parts) {
      if (words.contains(each) || startsWith(each, starts) > 0) {
        return true;
      }
    }
    return false;
  }

  private static List<String> parts(String name) {
    return List.of(name.replace(':', '.').split("\\.", -1));
  }

  /** The length of the first of some words that a name starts with; 0 if there is none. */
  private static int startsWith(String name, List<String> words) {
    for (String each : words) {
      if (name.startsWith(each)) {
        return each.length();
      }
    }
    return 0;
  }

  /** Whether one of some methods sounds like a model that goes on. */
  static boolean isRunning(Collection<String> methods) {
    for (String each : methods) {
      if (isRunning(each)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isRunning(String method) {
    boolean first = true;
    for (int start = 0; start <= method.length(); ) {
      int bar = method.indexOf('_', start);
      int end = bar < 0 ? method.length() : bar;
      String part = method.substring(start, end);
      if (RUNNING.contains(part)) {
        return true;
      }
      if (first && TELLING.contains(part)) {
        return false;
      }
      first &= part.isEmpty();
      start = end + 1;
    }
    int length = startsWith(method, RUNNING_STARTS);
    return (length > 0 && isCapital(method, length)) || RUNNING_WHOLE.contains(method);
  }

  /** Whether one of some methods sounds like what a framework asks of its models. */
  static boolean isActing(Collection<String> methods) {
    for (String each : methods) {
      if (ACTING.contains(each)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isCapital(String name, int at) {
    return at >= 0
        && at < name.length()
        && Character.getType(name.charAt(at)) == Character.UPPERCASE_LETTER;
  }

  private static boolean endsInADigit(String name) {
    char last = name.isEmpty() ? ' ' : name.charAt(name.length() - 1);
    return last >= '0' && last <= '9';
  }

  private static String without(String name, int end) {
    return name.substring(0, name.length() - end);
  }

  private static String last(String name) {
    return name.substring(Math.max(name.lastIndexOf('.'), name.lastIndexOf(':')) + 1);
  }
}
