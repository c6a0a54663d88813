package io.modelops.bundle.cli;

import io.modelops.bundle.Bundle;
import io.modelops.bundle.Manifest;
import io.modelops.bundle.error.ManifestException;
import io.modelops.bundle.json.JsonDocument;
import io.modelops.bundle.value.Issue;
import io.modelops.bundle.value.ManifestDifference;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;

/** Writes manifest.json, or compares with it. */
final class ManifestCommand implements Command {
  private static final String CHECK = "--check";
  private static final String MANIFEST = "manifest.json";
  private static final int HEAD = 1024;

  @Override
  public CommandSpec spec() {
    return Options.command(
            "manifest",
            "Write manifest.json: models, files and their hashes.",
            "--check writes nothing. Its exit status is 0 if manifest.json is up to date, and",
            "1 if not: made for continuous integration.")
        .addOption(Options.flag("Only check whether manifest.json is up to date.", CHECK));
  }

  @Override
  public Status run(Invocation invocation) {
    Bundle bundle = invocation.project();
    Selected selected = Selected.of(invocation, bundle);
    Manifest manifest = selected.manifest(invocation.console());
    return invocation.has(CHECK)
        ? check(invocation.console(), bundle, manifest.check())
        : write(invocation.console(), bundle, selected.issues(), manifest);
  }

  private static Status write(
      Console console, Bundle bundle, List<Issue> issues, Manifest manifest) {
    ManifestDifference before = before(bundle, manifest);
    Path file = manifest.write();
    String name = String.valueOf(file.getFileName());
    console.document(JsonDocument.manifest(file, manifest.content(), before, issues));
    console.digest(manifest.digest(), name);
    console.message(
        Text.count(manifest.content().models().size(), "model")
            + ", "
            + Text.count(manifest.content().files().size(), "file")
            + (before != null && before.upToDate() ? "; it was up to date." : "."));
    NextStep.of(bundle).ifPresent(console::next);
    return Status.DONE;
  }

  /** How manifest.json on disk differs; null if it is of a version that cannot be read. */
  private static @Nullable ManifestDifference before(Bundle bundle, Manifest manifest) {
    try {
      return manifest.check();
    } catch (ManifestException e) {
      requireManifest(bundle, e);
      return null;
    }
  }

  /** A manifest of another version is replaced, somebody else's manifest.json is not. */
  static boolean isReplaceable(Bundle bundle) {
    try {
      return isManifest(bundle.directory().resolve(MANIFEST));
    } catch (IOException e) {
      return false;
    }
  }

  private static boolean isManifest(Path file) throws IOException {
    if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
      throw new IOException("a pipe would be waited for, a link be followed");
    }
    try (InputStream in = Files.newInputStream(file)) {
      String head = new String(in.readNBytes(HEAD), StandardCharsets.UTF_8);
      return head.contains("\"bundle_digest\"");
    }
  }

  private static void requireManifest(Bundle bundle, ManifestException e) {
    try {
      if (isManifest(bundle.directory().resolve(MANIFEST))) {
        return;
      }
    } catch (IOException unreadable) {
      throw e;
    }
    throw new CommandException(
        Status.REFUSED,
        "foreign-manifest",
        "there is a manifest.json that is not the manifest of a bundle",
        "move or rename it; a bundle needs this name for its own manifest",
        Map.of("file", MANIFEST));
  }

  private static Status check(Console console, Bundle bundle, ManifestDifference difference) {
    boolean missing = difference.recorded() == null;
    List<String> changed = difference.files().changed();
    LineEndings endings =
        changed.isEmpty()
            ? LineEndings.NONE
            : LineEndings.of(bundle, bundle.manifest().content(), changed);
    console.document(JsonDocument.manifestCheck(difference, endings.paths()));
    if (difference.upToDate()) {
      console.line("manifest.json is up to date");
      return Status.DONE;
    }
    console.line(missing ? "manifest.json is missing" : "manifest.json is out of date");
    if (!missing) {
      new ChangesScreen(console, endings).show(difference);
    }
    console.next("modelops-bundle manifest");
    return Status.REFUSED;
  }
}
