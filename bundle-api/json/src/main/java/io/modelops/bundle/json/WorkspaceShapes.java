package io.modelops.bundle.json;

import io.modelops.bundle.error.BundleException;
import io.modelops.bundle.value.Initialization;
import io.modelops.bundle.value.Issue;
import io.modelops.bundle.value.Omission;
import io.modelops.bundle.value.Reference;
import io.modelops.bundle.value.TrackingChange;
import io.modelops.bundle.value.WorkspaceStatus;
import io.modelops.bundle.value.WorkspaceStatus.TrackedFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How a workspace stands, and what was done to it. */
final class WorkspaceShapes {
  private WorkspaceShapes() {}

  static void init(
      JsonWriter json, Path directory, @Nullable Reference reference, Initialization done)
      throws IOException {
    json.text("directory", directory)
        .text("reference", reference)
        .texts("created", done.created())
        .texts("kept", done.kept())
        .texts("changed", done.changed())
        .texts("tracked", done.tracked())
        .objects("issues", done.issues(), DiscoveryShapes::issue);
  }

  static void add(JsonWriter json, TrackingChange change, boolean dryRun) throws IOException {
    json.texts("added", change.changed())
        .texts("alreadyTracked", change.unchanged())
        .texts("ignored", change.ignored())
        .objects("leftOut", change.omissions(), WorkspaceShapes::omission)
        .texts("gone", change.replaced())
        .number("bytes", change.bytes())
        .truth("dryRun", dryRun);
  }

  private static void omission(JsonWriter json, Omission omission) throws IOException {
    json.text("path", omission.path())
        .truth("directory", omission.directory())
        .word("cause", omission.cause());
  }

  static void remove(JsonWriter json, TrackingChange change, boolean deleted) throws IOException {
    json.texts("removed", change.changed())
        .texts("notTracked", change.unchanged())
        .truth("deleted", deleted);
  }

  static void status(
      JsonWriter json, WorkspaceStatus status, String hint, @Nullable List<String> lineEndings)
      throws IOException {
    json.text("reference", status.reference())
        .objects("tracked", status.tracked(), WorkspaceShapes::file)
        .texts("untracked", status.untracked())
        .object("remote", remote -> remote(remote, status.remote(), hint))
        .object("models", models -> BundleShapes.changes(models, status.models()))
        .word("manifest", status.manifest())
        .objects("problems", problems(status.problem()), DiscoveryShapes::issue);
    BundleShapes.lineEndings(json, lineEndings);
  }

  private static List<Issue> problems(@Nullable Issue problem) {
    return problem == null ? List.of() : List.of(problem);
  }

  private static void file(JsonWriter json, TrackedFile file) throws IOException {
    json.text("path", file.path()).word("state", file.state());
  }

  private static void remote(JsonWriter json, WorkspaceStatus.Remote remote, String hint)
      throws IOException {
    json.word("state", remote.state()).text("digest", remote.digest());
    BundleException failure = remote.failure();
    if (failure == null) {
      json.text("error", null);
    } else {
      ErrorShapes.error(json, failure, hint);
    }
  }
}
