package io.modelops.bundle.cli;

import io.modelops.bundle.Bundle;
import io.modelops.bundle.Manifest;
import io.modelops.bundle.error.ManifestException;
import io.modelops.bundle.value.Issue;
import io.modelops.bundle.value.ManifestDifference;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;

/** Writes manifest.json, or compares with it. */
final class ManifestCommand implements Command {
  private static final String CHECK = "--check";
  private static final int HEAD = 1024;

  @Override
  public CommandSpec spec() {
    return Options.command(
            "manifest",
            "Writes manifest.json: models, files, their hashes, one digest.",
            "--check writes nothing; its exit status is 0 if manifest.json is up to date, 1",
            "if it is not: made for continuous integration.")
        .addOption(Options.flag("Compare manifest.json with the project.", CHECK));
  }

  @Override
  public Status run(Invocation invocation) {
    Bundle bundle = invocation.project();
    Selected selected = Selected.of(invocation, bundle);
    Manifest manifest = selected.selection().manifest();
    return invocation.has(CHECK)
        ? check(invocation.console(), manifest.check())
        : write(invocation.console(), bundle, selected.issues(), manifest);
  }

  private static Status write(
      Console console, Bundle bundle, List<Issue> issues, Manifest manifest) {
    boolean changed = changes(bundle, manifest);
    Path file = manifest.write();
    String name = String.valueOf(file.getFileName());
    console.document(
        Json.object(
            "file", name,
            "digest", manifest.digest(),
            "changed", changed,
            "models", manifest.content().models().keySet(),
            "files", Shapes.files(manifest.content()),
            "issues", Shapes.issues(issues)));
    console.digest(manifest.digest(), name);
    console.message(
        Text.count(manifest.content().models().size(), "model")
            + ", "
            + Text.count(manifest.content().files().size(), "file")
            + (changed ? "." : "; it was up to date."));
    console.next("modelops-bundle push");
    return Status.DONE;
  }

  private static boolean changes(Bundle bundle, Manifest manifest) {
    try {
      return !manifest.check().upToDate();
    } catch (ManifestException e) {
      requireManifest(bundle.directory().resolve("manifest.json"), e);
      return true;
    }
  }

  /** A manifest of another version is replaced, somebody else's manifest.json is not. */
  private static void requireManifest(Path file, ManifestException e) {
    if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
      throw e; // a pipe would be waited for, a link be followed
    }
    try (InputStream in = Files.newInputStream(file)) {
      if (new String(in.readNBytes(HEAD), StandardCharsets.UTF_8).contains("\"bundle_digest\"")) {
        return;
      }
    } catch (IOException unreadable) {
      throw e;
    }
    throw new CommandException(
        Status.REFUSED,
        "foreign-manifest",
        "manifest.json is there and is no bundle's manifest",
        "move it away; the name is reserved for the bundle",
        Json.object("file", "manifest.json"));
  }

  private static Status check(Console console, ManifestDifference difference) {
    console.document(
        Json.object(
            "upToDate", difference.upToDate(),
            "recorded", difference.recorded(),
            "digest", difference.current(),
            "models", Shapes.changes(difference.models()),
            "files", Shapes.changes(difference.files())));
    if (difference.upToDate()) {
      console.line("manifest.json is up to date");
      return Status.DONE;
    }
    console.line(
        difference.recorded() == null ? "manifest.json is missing" : "manifest.json is stale");
    if (difference.recorded() != null) {
      new ChangesScreen(console).show(difference);
    }
    console.next("modelops-bundle manifest");
    return Status.REFUSED;
  }
}
