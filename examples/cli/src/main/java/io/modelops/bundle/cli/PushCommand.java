package io.modelops.bundle.cli;

import static java.util.stream.Collectors.joining;

import io.modelops.bundle.Bundle;
import io.modelops.bundle.Manifest;
import io.modelops.bundle.Workspace;
import io.modelops.bundle.error.ErrorCode;
import io.modelops.bundle.error.ManifestException;
import io.modelops.bundle.error.WorkspaceException;
import io.modelops.bundle.json.JsonDocument;
import io.modelops.bundle.value.Descriptor;
import io.modelops.bundle.value.ManifestDifference;
import io.modelops.bundle.value.PushOptions;
import io.modelops.bundle.value.PushPlan;
import io.modelops.bundle.value.PushResult;
import io.modelops.bundle.value.Reference;
import io.modelops.bundle.value.SourceRange;
import io.modelops.bundle.value.WorkspaceStatus.RemoteState;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;

/** Sends the bundle. */
final class PushCommand implements Command {
  private static final String TAG = "--tag";
  private static final String DRY_RUN = "--dry-run";
  private static final String FORCE = "--force";

  @Override
  public CommandSpec spec() {
    return Options.command(
            "push",
            "Send the bundle to its registry; only what is missing there.",
            "The bundle is made anew from the project: the models that pyproject.toml names,",
            "or all if it names none, and the tracked files.",
            "",
            "If the tag was moved since the last push from here, push refuses (exit status",
            "1); --force moves it all the same.")
        .addPositional(Options.arguments("REF", 0, "0", "Where to, instead of the project's own."))
        .addOption(Options.value("TAG", "Another tag than that of the reference.", "-t", TAG))
        .addOption(Options.flag("Say what would be sent; send nothing.", "-n", DRY_RUN))
        .addOption(Options.flag("Replace what others pushed.", "-f", FORCE))
        .addOption(Options.plainHttp());
  }

  @Override
  public Status run(Invocation invocation) {
    Bundle bundle = invocation.project();
    Reference reference = target(invocation, bundle);
    Selected selected = Selected.of(invocation, bundle);
    Manifest manifest = selected.manifest(invocation.console());
    ManifestDifference onDisk = onDisk(manifest);
    tellStale(invocation.console(), onDisk);
    tellGone(invocation, bundle, manifest);
    tellMentioned(invocation, bundle, selected, manifest);
    return invocation.has(DRY_RUN)
        ? plan(invocation, bundle, manifest, reference, onDisk)
        : push(invocation, bundle, manifest, reference, onDisk);
  }

  private static Status push(
      Invocation invocation,
      Bundle bundle,
      Manifest manifest,
      Reference reference,
      @Nullable ManifestDifference onDisk) {
    PushOptions options = options(invocation);
    PushResult result =
        workspace(bundle)
            .map(workspace -> workspace.push(manifest, reference, options))
            .orElseGet(() -> manifest.push(reference, options.registry()));
    invocation.console().document(JsonDocument.push(result, onDisk));
    show(invocation.console(), result);
    return Status.DONE;
  }

  /** Ends as the push would. */
  private static Status plan(
      Invocation invocation,
      Bundle bundle,
      Manifest manifest,
      Reference reference,
      @Nullable ManifestDifference onDisk) {
    PushOptions options = options(invocation);
    PushPlan plan =
        workspace(bundle)
            .map(workspace -> workspace.plan(manifest, reference, options))
            .orElseGet(() -> manifest.plan(reference, options.registry()));
    invocation.console().document(JsonDocument.pushPlan(plan, onDisk));
    show(invocation, plan);
    return plan.isRefused() ? Status.REFUSED : Status.DONE;
  }

  private static PushOptions options(Invocation invocation) {
    PushOptions guarded = PushOptions.of(invocation.registryOptions());
    return invocation.has(FORCE) ? guarded.withForce() : guarded;
  }

  /** In a clone without a workspace nothing is remembered, so nothing is compared either. */
  private static Optional<Workspace> workspace(Bundle bundle) {
    try {
      return Optional.of(bundle.workspace());
    } catch (WorkspaceException e) {
      if (e.errorCode() != ErrorCode.NOT_INITIALIZED) {
        throw e;
      }
      return Optional.empty();
    }
  }

  private static Reference target(Invocation invocation, Bundle bundle) {
    List<String> given = invocation.arguments();
    Reference reference =
        given.isEmpty() ? configured(invocation, bundle) : invocation.reference(given.get(0));
    String tag = invocation.value(TAG);
    if (tag != null) {
      return References.withTag(reference, tag);
    }
    if (reference.tag() == null) {
      throw CommandException.usage(
          "push puts a tag, and the reference has a digest: " + reference,
          "--tag v1.0.0 names one");
    }
    return reference;
  }

  private static Reference configured(Invocation invocation, Bundle bundle) {
    Optional<Workspace> workspace = workspace(bundle);
    Optional<Reference> reference =
        workspace.isPresent()
            ? workspace.get().reference()
            : Optional.ofNullable(bundle.settings().registry())
                .map(registry -> References.parse(registry, bundle.directory()));
    if (reference.isEmpty()) {
      invocation.reportBriefly(bundle.settings().issues(), "discover"); // such as a mistyped key
      throw new CommandException(
          Status.USAGE,
          "no-reference",
          "nothing says where to push to",
          "modelops-bundle init REF remembers it, or write it here: push REF",
          Map.of());
    }
    return reference.get();
  }

  /** How manifest.json on disk differs; null if it cannot be read. */
  private static @Nullable ManifestDifference onDisk(Manifest manifest) {
    try {
      return manifest.check();
    } catch (ManifestException e) {
      return null;
    }
  }

  private static void tellStale(Console console, @Nullable ManifestDifference onDisk) {
    if (onDisk == null) {
      console.message("manifest.json is not that of a bundle; the bundle gets the right one.");
    } else if (!onDisk.upToDate()) {
      console.message(
          (onDisk.recorded() == null ? "There is no manifest.json" : "manifest.json is out of date")
              + "; the bundle gets the right one (modelops-bundle manifest writes it).");
    }
  }

  /** What the next bundle lacks must not go unnoticed. */
  private static void tellGone(Invocation invocation, Bundle bundle, Manifest manifest) {
    List<String> gone =
        workspace(bundle).stream()
            .flatMap(workspace -> workspace.tracked().stream())
            .filter(path -> !manifest.content().files().containsKey(path))
            .toList();
    invocation.messages(gone, "is tracked, but gone; it leaves the bundle.");
  }

  /** Data that the models' sources mention may be needed, but is not in the bundle by itself. */
  private static void tellMentioned(
      Invocation invocation, Bundle bundle, Selected selected, Manifest manifest) {
    SortedMap<String, SourceRange> left = new TreeMap<>();
    selected.selection().models().stream()
        .flatMap(model -> model.dataHints().stream())
        .filter(hint -> !manifest.content().files().containsKey(hint.path()))
        .forEach(hint -> left.putIfAbsent(hint.path(), hint.mentioned()));
    if (left.isEmpty()) {
      return;
    }
    invocation.messages(
        left.entrySet().stream().map(e -> e.getKey() + ", which " + e.getValue()).toList(),
        "mentions, is not in the bundle.");
    String paths =
        left.keySet().stream()
            .limit(3)
            .map(path -> Text.shell(invocation.typed(bundle, path)))
            .collect(joining(" "));
    invocation.console().hint("if a model needs it: modelops-bundle add " + paths);
  }

  private static void show(Invocation invocation, PushPlan plan) {
    Console console = invocation.console();
    plan.send().forEach(blob -> line(console, "would send", blob));
    plan.present().forEach(blob -> line(console, "is there", blob));
    console.digest(plan.digest(), plan.reference().toString());
    String sent = Text.size(plan.bytesToSend()) + " would be sent; ";
    if (plan.isRefused()) {
      console.error("push would be refused: " + Standing.sentence(plan.state()));
      console.hint(Standing.replace(plan.reference().toString()));
      return;
    }
    switch (plan.state()) {
      case ABSENT -> console.message(sent + "the tag would be new.");
      case IN_SYNC -> console.message("Nothing to push: the tag names this bundle already.");
      case INCOMPLETE -> console.message(sent + "the tag names this bundle already.");
      default -> console.message(sent + "the tag would move.");
    }
    if (plan.state() != RemoteState.IN_SYNC || invocation.has(FORCE)) {
      console.next(again(invocation));
    }
  }

  /** The same command, but for the dry run. */
  private static String again(Invocation invocation) {
    StringBuilder command = new StringBuilder("modelops-bundle push");
    invocation.arguments().forEach(reference -> command.append(' ').append(Text.shell(reference)));
    String tag = invocation.value(TAG);
    if (tag != null) {
      command.append(" --tag ").append(Text.shell(tag));
    }
    return command.append(invocation.has(FORCE) ? " --force" : "").toString();
  }

  private static void line(Console console, String label, Descriptor blob) {
    String title = blob.title();
    String name =
        title.equals(blob.digest().toString())
            ? "manifest.json"
            : blob.mediaType().endsWith("tar+gzip") ? title + "/" : title;
    console.line(
        Text.pad(label, 10) + "  " + Text.pad(Text.size(blob.size()), 10) + "  " + Text.show(name));
  }

  private static void show(Console console, PushResult result) {
    console.digest(result.digest(), result.reference().toString());
    console.message(
        Text.count(result.sent().size(), "blob")
            + " sent, "
            + Text.size(result.bytesSent())
            + "; "
            + result.present().size()
            + " there already.");
  }
}
