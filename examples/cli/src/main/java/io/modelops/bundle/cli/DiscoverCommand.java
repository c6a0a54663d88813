package io.modelops.bundle.cli;

import io.modelops.bundle.Bundle;
import io.modelops.bundle.Discovery;
import io.modelops.bundle.Session;
import io.modelops.bundle.json.JsonDocument;
import io.modelops.bundle.value.DiscoveryOptions;
import io.modelops.bundle.value.Issue;
import io.modelops.bundle.value.Model;
import io.modelops.bundle.value.SettingsChange;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;

/** Finds models. */
final class DiscoverCommand implements Command {
  private static final String INTERACTIVE = "--interactive";
  private static final String SAVE = "--save";
  private static final String YES = "--yes";
  private static final String EXPLAIN = "--explain";
  private static final String ALL = "--all";

  @Override
  public CommandSpec spec() {
    CommandSpec spec =
        Options.command(
                "discover",
                "Find the models of the project without running them.",
                "A model is a class that has the methods simulate and parameters, or inherits",
                "them; a model of calabaria; or what pyproject.toml declares. The project, or",
                "--rule and the options below it, can say otherwise.",
                "",
                "  modelops-bundle discover --explain               what is a model, and why",
                "  modelops-bundle discover --rule mesa --save      models of a framework",
                "  modelops-bundle discover --interactive --save    choose models and save them")
            .addOption(Options.flag("Choose models one by one.", "-i", INTERACTIVE))
            .addOption(Options.flag("Make pyproject.toml name the models found, or chosen.", SAVE))
            .addOption(Options.flag("Do not ask before --save removes or replaces.", "-y", YES))
            .addOption(Options.flag("Explain why a class is a model, or why not.", EXPLAIN))
            .addOption(
                Options.flag("Show classes that are not models, too; reads every source.", ALL));
    return RuleArguments.addTo(spec);
  }

  @Override
  public Status run(Invocation invocation) {
    Bundle bundle = invocation.projectOrDirectory();
    RuleArguments rules = new RuleArguments(invocation);
    boolean exhaustive = invocation.has(ALL) || invocation.has(EXPLAIN);
    Session session =
        rules.differ() || exhaustive
            ? bundle.session(options(bundle, rules, exhaustive))
            : bundle.session();
    Discovery discovery = session.onDisk().discover();
    ModelChoice choice = new ModelChoice(invocation.console(), discovery, rules);
    List<Issue> issues =
        Selected.sorted(
            Selected.sorted(choice.settings().issues(), discovery.issues()), choice.stale());
    List<Model> shown = invocation.has(ALL) ? discovery.candidates() : discovery.models();
    invocation.report(issues);
    boolean none = discovery.models().isEmpty();
    Suggestions suggestions = new Suggestions(none ? discovery.suggestions() : List.of());
    List<String> selected = null;
    SettingsChange saved = null;
    if (invocation.has(INTERACTIVE)) {
      selected = choice.ask().stream().map(Model::id).toList();
    } else {
      new DiscoveryScreen(invocation.console())
          .show(discovery, invocation.has(ALL), invocation.has(EXPLAIN));
      if (none) {
        suggestions.show(invocation.console());
      }
    }
    if (invocation.has(SAVE)) {
      saved = choice.save(invocation.has(YES));
    } else {
      choice.advise(invocation.has(INTERACTIVE), suggestions);
    }
    invocation
        .console()
        .document(
            JsonDocument.discover(
                shown,
                issues,
                none ? suggestions.all() : null,
                selected,
                saved,
                discovery.environment()));
    return Status.DONE;
  }

  private static DiscoveryOptions options(Bundle bundle, RuleArguments rules, boolean exhaustive) {
    DiscoveryOptions options = rules.applied(bundle.directory(), bundle.settings().discovery());
    return exhaustive ? options.withExhaustive() : options;
  }
}
