package io.modelops.bundle.json;

import io.modelops.bundle.Discovery;
import io.modelops.bundle.error.BundleException;
import io.modelops.bundle.json.JsonWriter.Members;
import io.modelops.bundle.value.AddOptions;
import io.modelops.bundle.value.BundlePath;
import io.modelops.bundle.value.Explanation;
import io.modelops.bundle.value.Initialization;
import io.modelops.bundle.value.Issue;
import io.modelops.bundle.value.ManifestContent;
import io.modelops.bundle.value.ManifestDifference;
import io.modelops.bundle.value.Model;
import io.modelops.bundle.value.ModelDifference;
import io.modelops.bundle.value.PushPlan;
import io.modelops.bundle.value.PushResult;
import io.modelops.bundle.value.Reference;
import io.modelops.bundle.value.RemoveOptions;
import io.modelops.bundle.value.SettingsChange;
import io.modelops.bundle.value.Suggestion;
import io.modelops.bundle.value.TrackingChange;
import io.modelops.bundle.value.WorkspaceStatus;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * An answer as a JSON document. Immutable; the text is made while it is written.
 *
 * <p>Equal values give equal texts: members have a fixed order, lines end with a line feed, nothing
 * depends on the platform. {@link #schema()} describes the members.
 */
public final class JsonDocument {
  private final JsonSchema schema;
  private final Members members;

  JsonDocument(JsonSchema schema, Members members) {
    this.schema = schema;
    this.members = members;
  }

  /** The models of a project, and what is wrong in its sources. */
  public static JsonDocument discover(Discovery found) {
    return discover(found.models(), found.issues(), null, null, null, found.environment());
  }

  /**
   * Classes that were considered, and what is wrong.
   *
   * @param suggestions what the models may be; null if that was not asked
   * @param selected ids of the models that were chosen among them; null if nobody was asked
   * @param saved what was changed in the settings; null if they were left alone
   * @param environment in which it was looked up what is outside the project; null: nowhere
   */
  public static JsonDocument discover(
      List<Model> models,
      List<Issue> issues,
      @Nullable List<Suggestion> suggestions,
      @Nullable List<String> selected,
      @Nullable SettingsChange saved,
      @Nullable String environment) {
    List<Model> allModels = List.copyOf(models);
    List<Issue> allIssues = List.copyOf(issues);
    List<Suggestion> allSuggestions = suggestions == null ? null : List.copyOf(suggestions);
    List<String> allSelected = selected == null ? null : List.copyOf(selected);
    return new JsonDocument(
        JsonSchema.DISCOVER,
        json ->
            DiscoveryShapes.discover(
                json, allModels, allIssues, allSuggestions, allSelected, saved, environment));
  }

  /** Why a file is in a bundle, or is not. */
  public static JsonDocument why(Explanation explanation) {
    return new JsonDocument(JsonSchema.WHY, json -> DiscoveryShapes.why(json, explanation));
  }

  /**
   * A report that was written.
   *
   * @param file where; null if the document has its text
   * @param format such as {@code html}
   * @param text null if it is in the file
   */
  public static JsonDocument report(@Nullable Path file, String format, @Nullable String text) {
    String path = file == null ? null : file.toString();
    return new JsonDocument(
        JsonSchema.REPORT,
        json -> json.text("file", path).text("format", format).text("text", text));
  }

  /** What differs between two lists of models. */
  public static JsonDocument diffModels(ModelDifference difference) {
    return new JsonDocument(
        JsonSchema.DIFF_MODELS, json -> DiscoveryShapes.difference(json, difference));
  }

  /**
   * A manifest that was written.
   *
   * @param file where; the document has its name
   * @param before how the manifest on disk differed; null if it could not be read
   * @param issues what is wrong in sources and settings
   */
  public static JsonDocument manifest(
      Path file, ManifestContent content, @Nullable ManifestDifference before, List<Issue> issues) {
    String name = String.valueOf(file.getFileName());
    boolean changed = isStale(before);
    return new JsonDocument(
        JsonSchema.MANIFEST, json -> BundleShapes.manifest(json, name, content, changed, issues));
  }

  /**
   * How a project differs from its manifest.
   *
   * @param lineEndings files that differ in line endings only; null if nobody looked for them
   */
  public static JsonDocument manifestCheck(
      ManifestDifference difference, @Nullable Collection<String> lineEndings) {
    List<String> alike = sorted(lineEndings);
    return new JsonDocument(
        JsonSchema.MANIFEST_CHECK, json -> BundleShapes.check(json, difference, alike));
  }

  /**
   * What differs between two bundles.
   *
   * @param from the recorded side of the difference; null if that is the project
   * @param to the current side; null if that is the project
   * @param lineEndings files that differ in line endings only; null if nobody looked for them
   * @param reports how the reports of the bundles differ; null if they were not compared
   * @throws IllegalArgumentException if the difference has no recorded side
   */
  public static JsonDocument diff(
      ManifestDifference difference,
      @Nullable Reference from,
      @Nullable Reference to,
      @Nullable Collection<String> lineEndings,
      @Nullable ModelDifference reports) {
    if (difference.recorded() == null) {
      throw new IllegalArgumentException("nothing was recorded to differ from");
    }
    List<String> alike = sorted(lineEndings);
    return new JsonDocument(
        JsonSchema.DIFF, json -> BundleShapes.diff(json, difference, from, to, alike, reports));
  }

  private static @Nullable List<String> sorted(@Nullable Collection<String> paths) {
    return paths == null ? null : paths.stream().sorted(BundlePath.ORDER).toList();
  }

  /**
   * A bundle that was pushed.
   *
   * @param onDisk how the manifest on disk differs from the pushed one; null if it cannot be read
   */
  public static JsonDocument push(PushResult result, @Nullable ManifestDifference onDisk) {
    boolean stale = isStale(onDisk);
    return new JsonDocument(JsonSchema.PUSH, json -> BundleShapes.push(json, result, stale));
  }

  /**
   * What a push would send.
   *
   * @param onDisk how the manifest on disk differs from the one to push; null if it cannot be read
   */
  public static JsonDocument pushPlan(PushPlan plan, @Nullable ManifestDifference onDisk) {
    boolean stale = isStale(onDisk);
    return new JsonDocument(JsonSchema.PUSH_DRY_RUN, json -> BundleShapes.plan(json, plan, stale));
  }

  private static boolean isStale(@Nullable ManifestDifference onDisk) {
    return onDisk == null || !onDisk.upToDate();
  }

  /**
   * A workspace that was made.
   *
   * @param directory the project's, absolute
   * @param reference where push goes; null if that is not said yet
   */
  public static JsonDocument init(
      Path directory, @Nullable Reference reference, Initialization done) {
    return new JsonDocument(
        JsonSchema.INIT, json -> WorkspaceShapes.init(json, directory, reference, done));
  }

  /** Files that were tracked, or would be. */
  public static JsonDocument add(TrackingChange change, AddOptions options) {
    boolean dryRun = options.dryRun();
    return new JsonDocument(JsonSchema.ADD, json -> WorkspaceShapes.add(json, change, dryRun));
  }

  /** Files that are tracked no longer, by the options that they were removed with. */
  public static JsonDocument remove(TrackingChange change, RemoveOptions options) {
    return new JsonDocument(
        JsonSchema.REMOVE, json -> WorkspaceShapes.remove(json, change, options.delete()));
  }

  /** How a workspace stands. */
  public static JsonDocument status(WorkspaceStatus status) {
    BundleException failure = status.remote().failure();
    return status(status, failure == null ? "" : failure.hint(), null);
  }

  /**
   * As {@link #status(WorkspaceStatus)}, in the words of the program that answers.
   *
   * @param hint what to do if the remote was asked and is unknown
   * @param lineEndings files that differ from the last sync in line endings only; null if nobody
   *     looked for them
   */
  public static JsonDocument status(
      WorkspaceStatus status, String hint, @Nullable Collection<String> lineEndings) {
    List<String> alike = sorted(lineEndings);
    return new JsonDocument(
        JsonSchema.STATUS, json -> WorkspaceShapes.status(json, status, hint, alike));
  }

  /** Why the library could not do what was asked. */
  public static JsonDocument error(BundleException e) {
    return error(e, e.hint());
  }

  /** As {@link #error(BundleException)}, with the hint in the words of the program that answers. */
  public static JsonDocument error(BundleException e, String hint) {
    return new JsonDocument(JsonSchema.ERROR, json -> ErrorShapes.error(json, e, hint));
  }

  /**
   * Why the program that answers could not do what was asked.
   *
   * @param code stable, such as {@code usage}
   * @param hint what to do about it; may be empty
   * @param details written sorted by name: collections as arrays of strings, integers, booleans and
   *     null as such, all else as strings
   */
  public static JsonDocument error(
      String code, String message, String hint, Map<String, ?> details) {
    Map<String, ?> sorted = new TreeMap<>(details);
    return new JsonDocument(
        JsonSchema.ERROR,
        json ->
            ErrorShapes.error(
                json, code, message, hint, false, all -> ErrorShapes.details(all, sorted)));
  }

  /** The caller stopped the work: {@link java.util.concurrent.CancellationException}. */
  public static JsonDocument cancelled() {
    return new JsonDocument(
        JsonSchema.ERROR,
        json -> ErrorShapes.error(json, "cancelled", "cancelled", "", true, none -> {}));
  }

  /** The version of a program. */
  public static JsonDocument version(String version) {
    return new JsonDocument(JsonSchema.VERSION, json -> json.text("version", version));
  }

  /** How a program is used. */
  public static JsonDocument help(String text) {
    return new JsonDocument(JsonSchema.HELP, json -> json.text("help", text));
  }

  /** A script that lets a shell complete a program's arguments. */
  public static JsonDocument completion(String shell, String script) {
    return new JsonDocument(
        JsonSchema.COMPLETION, json -> json.text("shell", shell).text("script", script));
  }

  /** The schema that the document is valid by. */
  public JsonSchema schema() {
    return schema;
  }

  /**
   * Writes the document in UTF-8, an unpaired surrogate as a question mark. The stream is flushed
   * and stays open.
   */
  public void writeTo(OutputStream out) throws IOException {
    writeTo(new OutputStreamWriter(out, StandardCharsets.UTF_8));
  }

  /** Writes the document. The writer is flushed and stays open. */
  public void writeTo(Writer out) throws IOException {
    JsonWriter.write(out, members);
  }
}
