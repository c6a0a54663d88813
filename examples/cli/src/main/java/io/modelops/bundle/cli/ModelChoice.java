package io.modelops.bundle.cli;

import io.modelops.bundle.Discovery;
import io.modelops.bundle.value.BundlePath;
import io.modelops.bundle.value.DiscoveryOptions;
import io.modelops.bundle.value.Issue;
import io.modelops.bundle.value.Model;
import io.modelops.bundle.value.NamedRule;
import io.modelops.bundle.value.Settings;
import io.modelops.bundle.value.Settings.ModelSetting;
import io.modelops.bundle.value.SettingsChange;
import io.modelops.bundle.value.SourceRange;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Which models pyproject.toml names, and is to name. */
final class ModelChoice {
  private final Console console;
  private final Discovery discovery;
  private final RuleArguments rules;
  private final Settings settings;
  private final List<Model> offered;
  private List<Model> chosen;

  /**
   * @param rules by which the models were found, unless the settings say it
   */
  ModelChoice(Console console, Discovery discovery, RuleArguments rules) {
    this.console = console;
    this.discovery = discovery;
    this.rules = rules;
    this.settings = discovery.settings();
    this.offered = offered();
    this.chosen = offered;
  }

  /** What the project says. */
  Settings settings() {
    return settings;
  }

  /** The models, and the classes that pyproject.toml names though it is not sure they are some. */
  private List<Model> offered() {
    List<Model> offered = new ArrayList<>(discovery.models());
    Set<String> seen = classes(offered);
    Set<String> named = named();
    discovery.candidates().stream()
        .filter(model -> named.contains(model.className()) && seen.add(model.className()))
        .forEach(offered::add);
    return List.copyOf(offered);
  }

  private Set<String> named() {
    return settings.models().stream().map(ModelSetting::className).collect(Collectors.toSet());
  }

  private static Set<String> classes(List<Model> models) {
    return models.stream()
        .map(Model::className)
        .collect(Collectors.toCollection(HashSet<String>::new));
  }

  /** A warning for each entry whose class is not there, unless other models are searched. */
  List<Issue> stale() {
    Set<String> there = classes(discovery.candidates());
    return settings.models().stream()
        .filter(model -> !rules.given() && !there.contains(model.className()))
        .map(ModelChoice::gone)
        .toList();
  }

  private static Issue gone(ModelSetting model) {
    SourceRange at = model.location();
    String message =
        "model " + BundlePath.quote(model.id()) + ": " + model.className() + " is not there";
    return Issue.of(
        Issue.Severity.WARNING, "model-missing", at.file(), at.line(), at.column(), message);
  }

  /** Lets somebody choose. */
  List<Model> ask() {
    Set<String> named = named();
    Choice choice =
        new Choice(offered, model -> !settings.namesModels() || named.contains(model.className()));
    chosen = Picker.on(console).pick(choice);
    chosen.forEach(model -> console.line(Text.show(model.id())));
    console.message(chosen.size() + " of " + Text.count(offered.size(), "model") + " chosen.");
    return chosen;
  }

  /**
   * Says what changes in pyproject.toml, and changes it.
   *
   * @param sure whether nobody has to be asked before something is replaced
   */
  SettingsChange save(boolean sure) {
    boolean nothing = rules.given() ? discovery.models().isEmpty() : offered.isEmpty();
    if (nothing && (rules.given() || !settings.namesModels())) {
      console.message("No models to save; pyproject.toml is unchanged.");
      console.next("modelops-bundle discover --explain");
      return SettingsChange.none();
    }
    agree(sure);
    SettingsChange saved = discovery.save(chosen);
    console.message(outcome(saved));
    console.next("modelops-bundle manifest");
    return saved;
  }

  /** Until what is in the file agrees with what was shown. */
  private void agree(boolean sure) {
    Question question = new Question(console);
    SettingsChange shown;
    SettingsChange change = discovery.planSave(chosen);
    do {
      shown = change;
      boolean asking = !sure && replaces(shown) && question.canAsk();
      show(shown, asking ? console::urgent : console::fact);
      if (asking) {
        question.ask("Change pyproject.toml?");
        change = discovery.planSave(chosen);
      }
    } while (!change.equals(shown));
  }

  /** Whether something is lost that pyproject.toml says. */
  private boolean replaces(SettingsChange change) {
    DiscoveryOptions said = settings.discovery();
    boolean presets =
        !change.presets().isEmpty()
            && !said.presets().isEmpty()
            && !said.presets().equals(DiscoveryOptions.defaults().presets());
    Set<String> names = said.rules().stream().map(NamedRule::name).collect(Collectors.toSet());
    return !change.removed().isEmpty()
        || presets
        || (change.environment() != null && said.environment() != null)
        || change.rules().stream().anyMatch(rule -> names.contains(rule.name()));
  }

  private void show(SettingsChange change, Consumer<String> lines) {
    Style style = console.messageStyle();
    Set<String> there = classes(discovery.candidates());
    for (Model model : change.added()) {
      lines.accept(style.good("adding") + "    " + Text.show(model.id()));
    }
    for (ModelSetting model : change.removed()) {
      boolean gone = !there.contains(model.className());
      String reason = gone ? "  (" + model.className() + " is not there)" : "";
      lines.accept(style.bad("removing") + "  " + Text.show(model.id() + reason));
    }
    if (!change.presets().isEmpty()) {
      lines.accept("rules     " + Text.show(String.join(", ", change.presets())));
    }
    if (change.environment() != null) {
      lines.accept("outside   " + Text.show(change.environment()));
    }
    for (NamedRule rule : change.rules()) {
      boolean methods = rule.name().equals("methods");
      String names = String.join(", ", rule.rule().names());
      lines.accept(
          methods ? "methods   " + Text.show(names) : "rule      " + Text.show(rule.name()));
    }
  }

  private static String outcome(SettingsChange change) {
    if (change.isEmpty()) {
      return "pyproject.toml says so already.";
    }
    List<String> done =
        Stream.of(
                count(change.added().size(), "added to"),
                count(change.removed().size(), "removed from"))
            .filter(text -> !text.isEmpty())
            .toList();
    String models =
        done.isEmpty() ? "Saved in pyproject.toml." : String.join(", ", done) + " pyproject.toml.";
    return change.emptied() ? models + " It says now that there are no models." : models;
  }

  private static String count(int number, String done) {
    return number == 0 ? "" : Text.count(number, "model") + " " + done;
  }

  /** What to do next, where nothing is saved. */
  void advise(boolean interactive, Suggestions suggestions) {
    String discover = "modelops-bundle discover" + rules.words();
    boolean unsaved = settings.models().isEmpty();
    if (discovery.models().isEmpty() && stale().isEmpty() && !suggestions.options().isEmpty()) {
      console.next("modelops-bundle discover" + suggestions.options());
    } else if (offered.isEmpty() && stale().isEmpty()) {
      console.next(discover + " --explain");
    } else if (interactive) {
      console.next(discover + " --interactive --save, to save your choice");
    } else if (unsaved || rules.differ()) {
      console.next(discover + " --save, to save them in pyproject.toml");
    } else if (!stale().isEmpty()) {
      console.next(discover + " --save, which removes what is not there");
    } else {
      console.next("modelops-bundle manifest");
    }
  }
}
