package io.modelops.bundle.cli;

import io.modelops.bundle.Bundle;
import io.modelops.bundle.Selection;
import io.modelops.bundle.json.JsonDocument;
import io.modelops.bundle.value.Explanation;
import io.modelops.bundle.value.Explanation.Ground;
import io.modelops.bundle.value.Explanation.Step;
import io.modelops.bundle.value.Glob;
import io.modelops.bundle.value.Omission.Cause;
import io.modelops.bundle.value.SourceRange;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;

/** Says why a file is in the next bundle. */
final class WhyCommand implements Command {
  private static final Set<Ground.Kind> ADDABLE =
      Set.of(Ground.Kind.MENTIONED, Ground.Kind.UNREACHED);

  @Override
  public CommandSpec spec() {
    return Options.command(
            "why",
            "Say why a file is in the next bundle, or why it is not.",
            "For a file that a model needs: the fewest imports that lead there.")
        .addPositional(Options.file("The file."));
  }

  @Override
  public Status run(Invocation invocation) {
    Bundle bundle = invocation.project();
    Selection selection = Selected.of(invocation, bundle).selection();
    Explanation explanation = selection.why(path(invocation, bundle));
    Console console = invocation.console();
    console.document(JsonDocument.why(explanation));
    console.line(
        console.style().bold(Text.show(explanation.path()))
            + (explanation.isBundled()
                ? " is in the next bundle."
                : " is not in the next bundle."));
    for (Ground ground : explanation.grounds()) {
      console.text(2, Text.show(sentence(ground)));
      String from = null;
      for (Step step : ground.steps()) {
        console.text(4, Text.show(sentence(step, from)));
        from = step.file();
      }
    }
    if (explanation.grounds().stream().anyMatch(ground -> ADDABLE.contains(ground.kind()))) {
      String typed = invocation.typed(bundle, explanation.path());
      console.next("modelops-bundle add " + Text.shell(typed) + ", if the bundle needs it");
    }
    return Status.DONE;
  }

  private static String path(Invocation invocation, Bundle bundle) {
    List<String> typed = invocation.arguments();
    String path =
        new PathArguments(bundle.directory(), invocation.directory()).fromProject(typed).get(0);
    if (path.equals(".") || (Glob.isPattern(typed.get(0)) && path.equals(typed.get(0)))) {
      throw CommandException.usage(
          "why takes one file: " + typed.get(0), "modelops-bundle status lists the files");
    }
    return path.replaceAll("\\\\(.)", "$1");
  }

  private static String sentence(Ground ground) {
    String model = ground.model() == null ? "" : ground.model();
    String place = place(ground.place());
    return switch (ground.kind()) {
      case DEFINES -> model + " is defined in it" + place;
      case NEEDED -> model + " needs it" + (ground.steps().isEmpty() ? "" : ":");
      case PATTERN -> model + " has the pattern " + ground.text() + place;
      case TRACKED -> "it was added";
      case LISTED -> "manifest.json lists it";
      case GIVEN -> "it was named";
      case OUTSIDE_PATTERNS -> model + " needs it, and its files leave it out" + place;
      case MENTIONED -> model + " mentions it" + place;
      case NOT_SELECTED -> model + " needs it, and is not in the bundle" + place;
      case ABSENT -> "there is no such file";
      case OMITTED -> omitted(ground);
      case UNREACHED -> "no model needs it, and it was not added";
    };
  }

  private static String omitted(Ground ground) {
    Cause cause = Cause.valueOf(String.valueOf(ground.text()));
    String reason =
        cause == Cause.PRUNED
            ? "hidden, or in a directory that is not searched for models"
            : Omissions.reason(cause);
    return reason + place(ground.place());
  }

  private static String place(@Nullable SourceRange place) {
    return place == null ? "" : ", " + place;
  }

  /**
   * A step in words.
   *
   * @param from the file where the step begins, if it is not the model's own
   */
  private static String sentence(Step step, @Nullable String from) {
    String importer =
        step.place() != null ? step.place().toString() : from == null ? "its file" : from;
    String verb =
        switch (step.kind()) {
          case IMPORT -> " imports ";
          case PACKAGE_OF_IMPORT -> " imports from the package of ";
          case PACKAGE -> " is in the package of ";
          case BASE -> " has a class whose base comes from ";
          case STUB -> " loads what it finds in ";
        };
    return importer + verb + step.file();
  }
}
