package io.modelops.bundle.discovery.suggestions;

import java.util.regex.Pattern;

/** Which names sound like those of models. */
final class ModelWords {
  private static final Pattern CLASS =
      Pattern.compile(
          "(?=_*\\p{Lu}).*(Model|Simulation|Simulator|Sim|SIM|Env|Environment|World|Experiment|Dynamics|System"
              + "|Epidemic|Process|Game)(Base|ABC|Type|S1)?");

  private ModelWords() {}

  /**
   * Whether the last component of a name sounds like the class of a model.
   *
   * @param name dotted, or with a colon after the module
   */
  static boolean isLikeAModel(String name) {
    int start = Math.max(name.lastIndexOf('.'), name.lastIndexOf(':')) + 1;
    return CLASS.matcher(name.substring(start)).matches();
  }
}
