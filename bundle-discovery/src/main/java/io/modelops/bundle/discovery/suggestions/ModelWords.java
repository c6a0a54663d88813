package io.modelops.bundle.discovery.suggestions;

import java.util.Collection;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Which names sound like those of models, and of what models do. */
final class ModelWords {
  private static final String WORDS =
      "(Model|Simulation|Simulator|Sim|SIM|Env|Environment|World|Experiment|Dynamics|System"
          + "|Epidemic|Process|Game|(?<!\\p{Lu})[OP]DE)";

  private static final Pattern CLASS =
      Pattern.compile("(?=_*\\p{Lu}).*" + WORDS + "(Base|BaseClass|Class|ABC|Type|S1|\\d)?");

  /** Parts of models and what is done with them often end so, too. */
  private static final Pattern VAGUE = Pattern.compile(".*(System|Process|Experiment)");

  /** Which is more often said of a model's surroundings. */
  private static final Pattern AROUND = Pattern.compile(".*Environment");

  private static final Pattern DYNAMIC = Pattern.compile(".*Dynamic(al)?System");

  /** What is done with models, or serves them. */
  private static final Pattern TOOL =
      Pattern.compile(
          "\\p{Ll}.*|.*(Solver|Integrator|Optimi[sz]er|Algorithm|Method|Backend|Viewer|Plots?|Plotter"
              + "|Prints|Reporter|Writer|Reader|Parser|Manager|Handler|Runner|Worker|Task|Job"
              + "|Command|Engine|Sampler|Policy|Strategy|Callback|Builder|Visitor|Transformer"
              + "|Loader|Exporter|Diagnostic|Observer|Recorder|Interface|Distribution|Kernel"
              + "|Operator|Function|Expression|Term|Space|Mesh|IO|Node|Element|Grid|Agent|Trainer|Event"
              + "|Wrapper|Tests?|Suite|Case|Generator|Inference|Information|Dictionary|able)(Base|\\dD)?");

  /** Modules of such. */
  private static final Pattern TOOLS =
      Pattern.compile(
          "(solvers?|integrators?|(time_?)?steppers?|optim\\w*|backends?|plot\\w*|viewers?|io|utils?"
              + "|utilities|tools|numerics?|test\\w*)");

  /** Parts of the names of methods by which models go on. */
  private static final Pattern RUNNING =
      Pattern.compile(
          "(?!_*(must|is|has|should|can|get|set|from|to|add|plot|show|print|num|n|max|min)_)"
              + "_*(.*_)?(simulate|run|step|steps|solve|integrate|advance|evolve|iterate|tick|dynamics"
              + "|derivative|derivatives|rhs|ode|odes|dfun|rates|timestep)(_.*)?"
              + "|(simulate|evolve|run|advance)\\p{Lu}.*"
              + "|compute|next_update");

  /** The same, where the class is a framework's. */
  private static final Pattern ACTING = Pattern.compile("update|call|array_call|evaluate|apply");

  private ModelWords() {}

  /**
   * Whether the last component of a name sounds like the class of a model.
   *
   * @param name dotted, or with a colon after the module
   */
  static boolean isLikeAModel(String name) {
    return CLASS.matcher(last(name)).matches();
  }

  /** Whether what the last component sounds like may well be something else. */
  static boolean isVague(String name) {
    return VAGUE.matcher(last(name)).matches();
  }

  /** The same of a class that others derive from. */
  static boolean isVagueBase(String name) {
    String last = last(name);
    return (VAGUE.matcher(last).matches() && !DYNAMIC.matcher(last).matches())
        || AROUND.matcher(last).matches();
  }

  /** Whether a name sounds like something that serves models. */
  static boolean isTool(String name) {
    return TOOL.matcher(last(name)).matches()
        || Stream.of(name.split("[.:]")).anyMatch(each -> TOOLS.matcher(each).matches());
  }

  /** Whether one of some methods sounds like a model that goes on. */
  static boolean isRunning(Collection<String> methods) {
    return methods.stream().anyMatch(each -> RUNNING.matcher(each).matches());
  }

  /** Whether one of some methods sounds like what a framework asks of its models. */
  static boolean isActing(Collection<String> methods) {
    return methods.stream().anyMatch(each -> ACTING.matcher(each).matches());
  }

  private static String last(String name) {
    return name.substring(Math.max(name.lastIndexOf('.'), name.lastIndexOf(':')) + 1);
  }
}
