package io.modelops.bundle.cli;

import io.modelops.bundle.Bundle;
import io.modelops.bundle.Providers;
import io.modelops.bundle.error.DiscoveryException;
import io.modelops.bundle.error.WorkspaceException;
import io.modelops.bundle.json.JsonDocument;
import io.modelops.bundle.value.Initialization;
import io.modelops.bundle.value.InitializeOptions;
import io.modelops.bundle.value.Reference;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;

/** Makes a project of a directory. */
final class InitCommand implements Command {
  private static final String REGISTRY = "--registry";
  private static final String TEMPLATE = "--with-template";

  @Override
  public CommandSpec spec() {
    return Options.command(
            "init",
            "Starts a project: in a new directory with an example model, or here.",
            "NAME is a directory: one word without ':' and '/', or a path such as ./a/b.",
            "REF is a registry's host (localhost, or with a dot or a port), a slash and a",
            "repository; or oci:DIRECTORY. What could be both is refused.",
            "",
            "  modelops-bundle init my-project                  new directory, example model",
            "  modelops-bundle init localhost:5555/my-models    this directory",
            "  modelops-bundle init --registry REF              this directory, too",
            "",
            "Existing files stay as they are.")
        .addPositional(Options.arguments("NAME|REF", 0, "0", "New directory, or where to push to."))
        .addOption(Options.value("REF", "Where to push to.", REGISTRY))
        .addOption(Options.flag("Add the example model to this directory.", TEMPLATE));
  }

  @Override
  public Status run(Invocation invocation) {
    String registry = invocation.value(REGISTRY);
    List<String> arguments = invocation.arguments();
    if (arguments.isEmpty()) {
      return here(invocation, registry);
    }
    InitTarget target = InitTarget.of(arguments.get(0), invocation.directory());
    if (target.kind() == InitTarget.Kind.REFERENCE) {
      if (registry != null) {
        throw CommandException.usage(
            "two references: " + target.text() + " and " + registry, "give one");
      }
      return here(invocation, target.text());
    }
    return elsewhere(invocation, Invocation.path(invocation.directory(), target.text()), registry);
  }

  private static Status here(Invocation invocation, @Nullable String registry) {
    Path directory = invocation.directory();
    boolean template = invocation.has(TEMPLATE);
    Reference reference = registry == null ? null : invocation.reference(registry);
    InitializeOptions plain = InitializeOptions.defaults().withRegistry(reference);
    Initialization done =
        invocation.open(directory).initialize(template ? plain.withTemplate() : plain);
    answer(invocation, directory, reference, done);
    if (template) {
      invocation.console().next("modelops-bundle discover");
    } else {
      invocation.console().next("modelops-bundle discover --save, then manifest and push");
    }
    return Status.DONE;
  }

  private static Status elsewhere(Invocation invocation, Path given, @Nullable String registry) {
    Path directory = given.normalize();
    Reference reference = registry == null ? null : invocation.reference(registry);
    requireFree(directory);
    boolean made = make(directory);
    try {
      Bundle bundle = invocation.open(directory);
      answer(
          invocation,
          directory,
          reference,
          bundle.initialize(InitializeOptions.defaults().withRegistry(reference).withTemplate()));
    } catch (RuntimeException e) {
      if (made) {
        removeIfEmpty(directory);
      }
      throw e;
    }
    Path shown = invocation.console().surroundings().directory().relativize(directory);
    invocation.console().next("cd " + Text.show(shown.toString()) + " && modelops-bundle discover");
    return Status.DONE;
  }

  private static void requireFree(Path directory) {
    try (Stream<Path> entries = Files.exists(directory) ? Files.list(directory) : Stream.empty()) {
      if (entries.findAny().isPresent()) {
        throw new CommandException(
            Status.REFUSED,
            "directory-exists",
            "the directory exists and is not empty: " + directory,
            "to make a project of it: cd " + directory.getFileName() + " && modelops-bundle init",
            Map.of("paths", List.of(directory)));
      }
    } catch (IOException e) {
      throw CommandException.usage("not a directory: " + directory, "choose another name");
    }
  }

  private static boolean make(Path directory) {
    boolean absent = !Files.exists(directory);
    try {
      Files.createDirectories(directory);
      return absent;
    } catch (IOException e) {
      throw new CommandException(
          Status.FAILED,
          "unwritable",
          "cannot make the directory " + directory + ": " + e.getMessage(),
          "check permissions and space",
          Map.of("paths", List.of(directory)));
    }
  }

  private static void removeIfEmpty(Path directory) {
    try (Stream<Path> entries = Files.list(directory)) {
      if (entries.findAny().isEmpty()) {
        Files.delete(directory);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void answer(
      Invocation invocation, Path directory, @Nullable Reference reference, Initialization done) {
    Console console = invocation.console();
    console.document(JsonDocument.init(directory, reference, done));
    done.created()
        .forEach(path -> console.line(console.style().good("created") + "  " + Text.show(path)));
    done.changed()
        .forEach(path -> console.line(console.style().good("changed") + "  " + Text.show(path)));
    done.kept().forEach(path -> console.line("kept     " + Text.show(path)));
    console.message("Project " + Text.show(directory.toString()));
    console.message(
        reference == null
            ? "Push has no target yet: modelops-bundle init REF sets it, or push REF."
            : "Push goes to " + reference);
    if (!done.tracked().isEmpty()) {
      console.message(
          Text.count(done.tracked().size(), "file") + " tracked, as manifest.json says.");
    }
    invocation.report(done.issues());
    warnOfHome(console, directory);
    warnOfOuterProject(console, directory);
  }

  private static void warnOfHome(Console console, Path directory) {
    if (directory.equals(console.surroundings().environment().home())) {
      String shown = Text.show(directory.toString());
      console.warning(
          shown
              + " is your home directory, and a project now; if that was not meant, delete "
              + shown
              + "/.modelops-bundle");
    }
  }

  private static void warnOfOuterProject(Console console, Path directory) {
    Path above = directory.getParent();
    if (above == null) {
      return;
    }
    try {
      Bundle outer = Bundle.find(above, Providers.load());
      outer.workspace();
      console.warning(
          "this project is inside the project "
              + Text.show(outer.directory().toString())
              + ", which commands given here no longer reach");
    } catch (DiscoveryException | WorkspaceException e) {
      // there is none around it
    }
  }
}
