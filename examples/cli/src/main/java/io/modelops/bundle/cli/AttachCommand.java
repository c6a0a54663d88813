package io.modelops.bundle.cli;

import io.modelops.bundle.json.BundlesDocument;
import io.modelops.bundle.value.Attachment;
import io.modelops.bundle.value.Descriptor;
import io.modelops.bundle.value.Reference;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import picocli.CommandLine.Model.CommandSpec;

/** Attaches a file to a bundle. */
final class AttachCommand implements Command {
  private static final String TYPE = "--type";
  private static final String MEDIA_TYPE = "--media-type";
  private static final String TITLE = "--title";
  private static final String ANNOTATION = "--annotation";

  @Override
  public CommandSpec spec() {
    return Options.command(
            "attach",
            "Attach a file to a bundle that is in a registry; the bundle stays as it is.",
            "The type says what kind of thing it is, such as application/pdf or one of your",
            "own, such as application/vnd.lab.review.v1+json. The same file is attached once,",
            "however often the command runs.",
            "",
            "  modelops-bundle attach ghcr.io/lab/seir:v1 paper.pdf --type application/pdf")
        .addPositional(
            Options.arguments("REF FILE", 2, "1", "The bundle, and what is attached to it."))
        .addOption(Options.value("TYPE", "What kind of thing it is.", TYPE))
        .addOption(Options.value("TYPE", "The file's media type, if another one.", MEDIA_TYPE))
        .addOption(Options.value("NAME", "Another name than the file has here.", TITLE))
        .addOption(Options.values("KEY=VALUE", "A note that lists show.", ANNOTATION))
        .addOption(Options.plainHttp());
  }

  @Override
  public Status run(Invocation invocation) {
    Reference reference = invocation.reference(invocation.argument(0, "the bundle"));
    Path file = file(invocation, invocation.argument(1, "the file to attach"));
    Attachment attachment = attachment(invocation, file);
    Descriptor attached =
        Remote.bundles(invocation)
            .referrers(reference, invocation.registryOptions())
            .attach(attachment, file);
    Console console = invocation.console();
    console.document(BundlesDocument.attach(reference, attached));
    console.digest(attached.digest(), attachment.artifactType());
    console.message("It refers to " + Text.show(reference.toString()) + ".");
    return Status.DONE;
  }

  /** Where it is typed, as the shell completes it. */
  private static Path file(Invocation invocation, String typed) {
    Path file = Invocation.path(invocation.console().surroundings().directory(), typed).normalize();
    if (!Files.isRegularFile(file)) {
      throw CommandException.usage("no such file: " + file, "attach one that is there");
    }
    return file;
  }

  private static Attachment attachment(Invocation invocation, Path file) {
    String type = invocation.value(TYPE);
    if (type == null) {
      throw CommandException.usage(
          "--type is missing", "it says what kind of thing it is, such as application/pdf");
    }
    String media = invocation.value(MEDIA_TYPE);
    String title = invocation.value(TITLE);
    try {
      Attachment attachment = Attachment.of(type).withAnnotations(annotations(invocation));
      attachment = media == null ? attachment : attachment.withMediaType(media);
      return attachment.withTitle(title == null ? String.valueOf(file.getFileName()) : title);
    } catch (IllegalArgumentException e) {
      throw CommandException.usage(
          String.valueOf(e.getMessage()),
          "a type is written as application/pdf, a name as paper.pdf");
    }
  }

  private static Map<String, String> annotations(Invocation invocation) {
    Map<String, String> annotations = new TreeMap<>();
    for (String typed : invocation.values(ANNOTATION)) {
      int equals = typed.indexOf('=');
      if (equals < 1) {
        throw CommandException.usage(
            "not a note: " + typed, "--annotation org.example.reviewer=ann, for example");
      }
      annotations.put(typed.substring(0, equals), typed.substring(equals + 1));
    }
    return annotations;
  }
}
