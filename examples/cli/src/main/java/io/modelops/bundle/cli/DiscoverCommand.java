package io.modelops.bundle.cli;

import io.modelops.bundle.Bundle;
import io.modelops.bundle.Discovery;
import io.modelops.bundle.error.DiscoveryException;
import io.modelops.bundle.error.ErrorCode;
import io.modelops.bundle.json.JsonDocument;
import io.modelops.bundle.value.Issue;
import io.modelops.bundle.value.Model;
import io.modelops.bundle.value.Settings;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;

/** Finds models. */
final class DiscoverCommand implements Command {
  private static final String INTERACTIVE = "--interactive";
  private static final String SAVE = "--save";
  private static final String EXPLAIN = "--explain";
  private static final String ALL = "--all";
  private static final String METHODS = "--methods";

  @Override
  public CommandSpec spec() {
    return Options.command(
            "discover",
            "Find the models of the project without running them.",
            "A model is a class that has the methods simulate and parameters, or inherits",
            "them.",
            "",
            "  modelops-bundle discover --explain               what is a model, and why",
            "  modelops-bundle discover --interactive --save    choose models and save them")
        .addOption(Options.flag("Choose models one by one.", "-i", INTERACTIVE))
        .addOption(Options.flag("Save the models in pyproject.toml.", SAVE))
        .addOption(Options.flag("Explain why a class is a model, or why not.", EXPLAIN))
        .addOption(Options.flag("Show classes that are not models, too.", ALL))
        .addOption(
            Options.value("A,B", "Methods of a model (default: simulate,parameters).", METHODS));
  }

  @Override
  public Status run(Invocation invocation) {
    Bundle bundle = project(invocation);
    Discovery discovery = discover(bundle, invocation.value(METHODS));
    Settings settings = discovery.settings();
    List<Issue> issues = Selected.sorted(settings.issues(), discovery.issues());
    List<Model> shown = invocation.has(ALL) ? discovery.candidates() : discovery.models();
    invocation.report(issues);
    List<Model> chosen = discovery.models();
    List<String> selected = null;
    List<String> saved = null;
    if (invocation.has(INTERACTIVE)) {
      chosen = choose(invocation, settings, discovery);
      selected = chosen.stream().map(Model::id).toList();
    } else {
      new DiscoveryScreen(invocation.console())
          .show(discovery, invocation.has(ALL), invocation.has(EXPLAIN));
    }
    if (invocation.has(SAVE)) {
      saved = save(invocation, discovery, chosen);
    } else {
      advise(invocation.console(), discovery, settings, invocation.has(INTERACTIVE));
    }
    invocation.console().document(JsonDocument.discover(shown, issues, selected, saved));
    return Status.DONE;
  }

  /** The project, or, as reading does no harm, the directory where there is none. */
  private static Bundle project(Invocation invocation) {
    try {
      return invocation.project();
    } catch (DiscoveryException e) {
      if (e.errorCode() != ErrorCode.NO_PROJECT) {
        throw e;
      }
      return invocation.open(invocation.directory());
    }
  }

  private static Discovery discover(Bundle bundle, @Nullable String methods) {
    if (methods == null) {
      return bundle.discover();
    }
    String[] names =
        Stream.of(methods.split(","))
            .map(String::strip)
            .filter(n -> !n.isEmpty())
            .toArray(String[]::new);
    if (names.length == 0) {
      throw CommandException.usage(
          "--methods names no method", "for example --methods simulate,parameters");
    }
    return bundle.discover(bundle.settings().discovery().withMethods(names));
  }

  private static List<Model> choose(Invocation invocation, Settings settings, Discovery discovery) {
    Set<String> named =
        settings.models().stream()
            .map(Settings.ModelSetting::className)
            .collect(Collectors.toSet());
    Choice choice =
        new Choice(
            discovery.models(), model -> named.isEmpty() || named.contains(model.className()));
    Console console = invocation.console();
    List<Model> chosen = Picker.on(console).pick(choice);
    chosen.forEach(model -> console.line(Text.show(model.id())));
    console.message(
        chosen.size() + " of " + Text.count(discovery.models().size(), "model") + " chosen.");
    return chosen;
  }

  private static List<String> save(Invocation invocation, Discovery discovery, List<Model> models) {
    Console console = invocation.console();
    List<String> saved = discovery.save(models);
    for (String id : saved) {
      console.message(console.messageStyle().good("saved") + "  " + Text.show(id));
    }
    console.message(outcome(models, saved));
    console.next("modelops-bundle manifest");
    return saved;
  }

  private static String outcome(List<Model> models, List<String> saved) {
    if (models.isEmpty()) {
      return "No models to save; pyproject.toml is unchanged.";
    }
    return saved.isEmpty()
        ? "pyproject.toml lists these models already."
        : Text.count(saved.size(), "model") + " saved in pyproject.toml.";
  }

  private static void advise(
      Console console, Discovery discovery, Settings settings, boolean interactive) {
    if (discovery.models().isEmpty()) {
      console.next("modelops-bundle discover --explain");
    } else if (interactive) {
      console.next("modelops-bundle discover --interactive --save, to save your choice");
    } else if (settings.models().isEmpty()) {
      console.next("modelops-bundle discover --save, to save them in pyproject.toml");
    } else {
      console.next("modelops-bundle manifest");
    }
  }
}
