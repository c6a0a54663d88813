package io.modelops.bundle.discovery.suggestions;

import java.util.regex.Pattern;

/** Which names sound like those of models. */
final class ModelWords {
  private static final Pattern CLASS =
      Pattern.compile(
          "(?=_*\\p{Lu}).*"
              + "(Model|Simulation|Simulator|Sim|SIM|Env|Environment|World|Experiment|Dynamics|System"
              + "|Epidemic|Process|Game|ODE|PDE)"
              + "(Base|ABC|Type|S1)?");

  /** Parts of models and what is done with them often end so, too. */
  private static final Pattern VAGUE = Pattern.compile(".*(System|Process|Experiment)");

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

  private static String last(String name) {
    return name.substring(Math.max(name.lastIndexOf('.'), name.lastIndexOf(':')) + 1);
  }
}
