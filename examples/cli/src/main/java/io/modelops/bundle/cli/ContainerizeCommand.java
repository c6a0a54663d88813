package io.modelops.bundle.cli;

import io.modelops.bundle.Manifest;
import io.modelops.bundle.json.BundlesDocument;
import io.modelops.bundle.value.ContainerizeOptions;
import io.modelops.bundle.value.ContainerizeResult;
import io.modelops.bundle.value.Reference;
import java.util.List;
import java.util.stream.Stream;
import picocli.CommandLine.Model.CommandSpec;

/** Builds a container image with the bundle's files. */
final class ContainerizeCommand implements Command {
  private static final String WORKDIR = "--workdir";
  private static final String ENTRYPOINT = "--entrypoint";
  private static final String LABEL = "--label";
  private static final String PLATFORM = "--platform";
  private static final String FORCE = "--force";

  @Override
  public CommandSpec spec() {
    return Options.command(
            "containerize",
            "Build a container image with the bundle's files; needs no Docker.",
            "BASE is an image with Python and what the models import. The bundle is made",
            "from the project as for push. PYTHONPATH leads to its models.",
            "",
            "  modelops-bundle containerize docker.io/library/python:3.12-slim ghcr.io/lab/run:v1")
        .addPositional(
            Options.arguments("BASE REF", 2, "1", "What to build upon, and where the image goes."))
        .addOption(Options.value("DIR", "Where the files are in the image: /app.", WORKDIR))
        .addOption(
            Options.value(
                "WORDS", "The program to run, and its arguments, with blanks between.", ENTRYPOINT))
        .addOption(Options.values("NAME=VALUE", "A label.", LABEL))
        .addOption(Options.value("OS/ARCH", "Of a base for several platforms.", PLATFORM))
        .addOption(Options.flag("Also move a tag that names something else.", "-f", FORCE))
        .addOption(Options.plainHttp());
  }

  @Override
  public Status run(Invocation invocation) {
    Reference base = invocation.reference(invocation.argument(0, "the base"));
    Reference to = invocation.reference(invocation.argument(1, "where the image goes"));
    ContainerizeOptions options = options(invocation);
    Console console = invocation.console();
    Manifest manifest = Selected.of(invocation, invocation.project()).manifest(console);
    ContainerizeResult result = manifest.containerize(base, to, options);
    console.document(BundlesDocument.containerize(result));
    console.digest(result.digest(), result.target().toString());
    console.message(
        Text.count(result.sent().size(), "blob")
            + " sent, "
            + Text.size(result.bytesSent())
            + "; "
            + (result.mounted().size() + result.present().size())
            + " there already.");
    return Status.DONE;
  }

  private static ContainerizeOptions options(Invocation invocation) {
    try {
      ContainerizeOptions options = ContainerizeOptions.of(invocation.registryOptions());
      String entrypoint = invocation.value(ENTRYPOINT);
      String directory = invocation.value(WORKDIR);
      String platform = invocation.value(PLATFORM);
      options = entrypoint == null ? options : options.withEntrypoint(words(entrypoint));
      options = directory == null ? options : options.withDirectory(directory);
      options = platform == null ? options : options.withPlatform(platform);
      for (String label : invocation.values(LABEL)) {
        int equals = label.indexOf('=');
        if (equals < 1) {
          throw new IllegalArgumentException("not a label NAME=VALUE: " + label);
        }
        options = options.withLabel(label.substring(0, equals), label.substring(equals + 1));
      }
      return invocation.has(FORCE) ? options.withForce() : options;
    } catch (IllegalArgumentException e) {
      throw CommandException.usage(
          String.valueOf(e.getMessage()), "modelops-bundle containerize --help shows examples");
    }
  }

  private static List<String> words(String text) {
    return Stream.of(text.split(" ")).filter(word -> !word.isEmpty()).toList();
  }
}
