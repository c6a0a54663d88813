package io.modelops.bundle.cli;

import io.modelops.bundle.Bundle;
import io.modelops.bundle.error.DiscoveryException;
import io.modelops.bundle.error.WorkspaceException;
import io.modelops.bundle.json.JsonDocument;
import io.modelops.bundle.value.Initialization;
import io.modelops.bundle.value.InitializeOptions;
import io.modelops.bundle.value.Reference;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
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
            "Start a project, in a new directory or in this one.",
            "NAME is a new directory: one word without ':' and '/', or a path such as ./a/b.",
            "REF is HOST/REPOSITORY, where HOST is localhost or has a dot or a port, or",
            "oci:DIRECTORY. A word that could be either is refused.",
            "",
            "  modelops-bundle init my-project                  new directory, example model",
            "  modelops-bundle init localhost:5555/my-models    this directory",
            "  modelops-bundle init --registry REF              this directory, too",
            "",
            "Existing files are not changed.")
        .addPositional(
            Options.arguments("NAME|REF", 0, "0", "New directory, or registry to push to."))
        .addOption(Options.value("REF", "Registry to push to.", REGISTRY))
        .addOption(Options.flag("Add an example model to this directory.", TEMPLATE));
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
            "two registries: " + target.text() + " and " + registry, "give only one");
      }
      return here(invocation, target.text());
    }
    return elsewhere(invocation, target.text(), registry);
  }

  private static Status here(Invocation invocation, @Nullable String registry) {
    Path directory = invocation.directory();
    boolean template = invocation.has(TEMPLATE);
    Reference reference = registry == null ? null : invocation.reference(registry);
    InitializeOptions plain = InitializeOptions.defaults().withRegistry(reference);
    Bundle bundle = invocation.open(directory);
    Initialization done = bundle.initialize(template ? plain.withTemplate() : plain);
    Reference used = bundle.workspace().reference().orElse(null);
    answer(invocation, directory, used, done);
    if (reference != null && !reference.equals(used)) {
      invocation
          .console()
          .warning(
              "pyproject.toml names the registry, so push does not go to "
                  + Text.show(reference.toString()));
      invocation.console().hint("change registry in pyproject.toml");
    }
    next(invocation, bundle, template);
    return Status.DONE;
  }

  private static void next(Invocation invocation, Bundle bundle, boolean template) {
    Console console = invocation.console();
    if (template) {
      console.next("modelops-bundle discover");
    } else if (bundle.settings().namesModels()) {
      NextStep.of(bundle).ifPresent(console::next);
    } else {
      boolean open = bundle.workspace().reference().isEmpty();
      console.next(
          "modelops-bundle discover --save, then manifest and push" + (open ? " REF" : ""));
    }
  }

  private static Status elsewhere(Invocation invocation, String name, @Nullable String registry) {
    Path directory = Invocation.path(invocation.directory(), name).normalize();
    Reference reference = registry == null ? null : invocation.reference(registry);
    requireFree(directory, change(invocation, directory, name));
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
    invocation.console().next(change(invocation, directory, name) + "modelops-bundle discover");
    return Status.DONE;
  }

  /** The way to the directory. */
  private static String change(Invocation invocation, Path directory, String name) {
    Path from = invocation.console().surroundings().directory();
    String shown = Path.of(name).isAbsolute() ? name : from.relativize(directory).toString();
    return "cd " + Text.shell(shown) + " && ";
  }

  private static void requireFree(Path directory, String way) {
    try (Stream<Path> entries = Files.exists(directory) ? Files.list(directory) : Stream.empty()) {
      if (entries.findAny().isPresent()) {
        throw new CommandException(
            Status.REFUSED,
            "directory-exists",
            directory + " exists and is not empty",
            "to use it as a project: " + way + "modelops-bundle init",
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
          "cannot create the directory " + directory + reason(e),
          "check the name, permissions and free space",
          Map.of("paths", List.of(directory)));
    }
  }

  /** What the system says, without names of its exceptions. */
  private static String reason(IOException e) {
    if (e instanceof AccessDeniedException) {
      return ": permission denied";
    }
    String reason = e instanceof FileSystemException failed ? failed.getReason() : null;
    return reason == null ? "" : ": " + reason;
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
    console.fact("Project:  " + Text.show(directory.toString()));
    console.fact(
        reference == null
            ? "Registry: none yet; modelops-bundle init REF sets it."
            : "Registry: " + Text.show(reference.toString()));
    if (!done.tracked().isEmpty()) {
      boolean listed = Files.exists(directory.resolve("manifest.json"));
      console.message(
          Text.count(done.tracked().size(), "file")
              + " tracked"
              + (listed
                  ? ", as manifest.json says."
                  : ": " + String.join(", ", done.tracked()) + "."));
    }
    invocation.reportBriefly(done.issues(), "init --json");
    warnOfHome(console, directory);
    warnOfOuterProject(console, directory);
  }

  private static void warnOfHome(Console console, Path directory) {
    if (directory.equals(console.surroundings().environment().home())) {
      String shown = Text.show(directory.toString());
      console.warning(
          "your home directory is a project now; if you did not mean that, delete "
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
      Bundle outer = Bundle.find(above, Parts.providers());
      if (!isOnItsOwn(directory) || isWorkspace(outer)) {
        console.warning(
            "this project is inside another one, "
                + Text.show(outer.directory().toString())
                + "; commands in this directory no longer work on that one");
      }
    } catch (DiscoveryException e) {
      // there is none around it
    }
  }

  /** One of several in a repository. */
  private static boolean isOnItsOwn(Path directory) {
    return Files.exists(directory.resolve("pyproject.toml"));
  }

  private static boolean isWorkspace(Bundle bundle) {
    try {
      bundle.workspace();
      return true;
    } catch (WorkspaceException e) {
      return false;
    }
  }
}
