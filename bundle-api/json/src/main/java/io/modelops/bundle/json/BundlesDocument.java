package io.modelops.bundle.json;

import io.modelops.bundle.value.CacheCheck;
import io.modelops.bundle.value.CollectOptions;
import io.modelops.bundle.value.CollectResult;
import io.modelops.bundle.value.ContainerizeResult;
import io.modelops.bundle.value.CopyResult;
import io.modelops.bundle.value.Descriptor;
import io.modelops.bundle.value.Digest;
import io.modelops.bundle.value.EnsureResult;
import io.modelops.bundle.value.Inspection;
import io.modelops.bundle.value.LoginResult;
import io.modelops.bundle.value.LogoutResult;
import io.modelops.bundle.value.Model;
import io.modelops.bundle.value.PullPlan;
import io.modelops.bundle.value.PullResult;
import io.modelops.bundle.value.Reference;
import io.modelops.bundle.value.Reproduction;
import io.modelops.bundle.value.TagResult;
import io.modelops.bundle.value.VerifyResult;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The answers of {@link io.modelops.bundle.Bundles} as JSON documents. */
public final class BundlesDocument {
  private BundlesDocument() {}

  /**
   * A bundle in a registry, layout or archive.
   *
   * @param referrers what refers to it; null if that was not asked
   * @param report the models by the report that is attached to it; null if there is none
   */
  public static JsonDocument inspect(
      Inspection bundle, @Nullable List<Descriptor> referrers, @Nullable List<Model> report) {
    List<Descriptor> all = referrers == null ? null : List.copyOf(referrers);
    List<Model> models = report == null ? null : List.copyOf(report);
    return new JsonDocument(
        JsonSchema.INSPECT, json -> BundleShapes.inspect(json, bundle, all, models));
  }

  /** Descriptions that were attached to a bundle. */
  public static JsonDocument describe(Inspection bundle, List<Descriptor> attached) {
    List<Descriptor> all = List.copyOf(attached);
    return new JsonDocument(
        JsonSchema.DESCRIBE,
        json ->
            json.text("reference", bundle.reference())
                .text("digest", bundle.manifest().digest())
                .text("bundleDigest", bundle.content().bundleDigest())
                .objects("attached", all, ReferrerShapes::referrer));
  }

  /**
   * The tags of a place.
   *
   * @param reference that they were asked by
   */
  public static JsonDocument tags(Reference reference, List<String> tags) {
    List<String> all = List.copyOf(tags);
    return new JsonDocument(
        JsonSchema.TAGS, json -> json.text("reference", reference).texts("tags", all));
  }

  /** A bundle that was copied. */
  public static JsonDocument copy(CopyResult result) {
    return new JsonDocument(JsonSchema.COPY, json -> BundleShapes.copy(json, result));
  }

  /** An image with the files of a bundle. */
  public static JsonDocument containerize(ContainerizeResult result) {
    return new JsonDocument(
        JsonSchema.CONTAINERIZE,
        json ->
            json.text("reference", result.target())
                .text("digest", result.digest())
                .text("before", result.before().orElse(null))
                .text("bundleDigest", result.bundleDigest())
                .text("base", result.base())
                .text("baseDigest", result.baseDigest())
                .objects("sent", result.sent(), BundleShapes::blob)
                .objects("mounted", result.mounted(), BundleShapes::blob)
                .objects("present", result.present(), BundleShapes::blob)
                .number("bytesSent", result.bytesSent()));
  }

  /** A bundle that was pulled. */
  public static JsonDocument pull(PullResult result) {
    return new JsonDocument(JsonSchema.PULL, json -> PullShapes.pull(json, result));
  }

  /** What a pull would change. */
  public static JsonDocument pullPlan(PullPlan plan) {
    return new JsonDocument(JsonSchema.PULL_DRY_RUN, json -> PullShapes.plan(json, plan));
  }

  /**
   * Something that was attached.
   *
   * @param reference of what it refers to
   */
  public static JsonDocument attach(Reference reference, Descriptor attached) {
    return new JsonDocument(
        JsonSchema.ATTACH,
        json -> {
          json.text("reference", reference);
          ReferrerShapes.referrer(json, attached);
        });
  }

  /** What refers to a bundle. */
  public static JsonDocument referrers(Reference reference, List<Descriptor> referrers) {
    List<Descriptor> all = List.copyOf(referrers);
    return new JsonDocument(
        JsonSchema.REFERRERS,
        json ->
            json.text("reference", reference).objects("referrers", all, ReferrerShapes::referrer));
  }

  /** The content of something that refers to a bundle, written into a file. */
  public static JsonDocument referrerFetched(
      Reference reference, Digest referrer, Descriptor content, Path file) {
    return new JsonDocument(
        JsonSchema.REFERRERS_FETCH,
        json ->
            json.text("reference", reference)
                .text("digest", referrer)
                .object("content", blob -> BundleShapes.blob(blob, content))
                .text("file", file));
  }

  /** Something that referred to a bundle, and was deleted. */
  public static JsonDocument referrerDeleted(Reference reference, Digest referrer) {
    return new JsonDocument(
        JsonSchema.REFERRERS_DELETE,
        json -> json.text("reference", reference).text("digest", referrer));
  }

  /** A login that is kept. */
  public static JsonDocument login(LoginResult result) {
    return new JsonDocument(
        JsonSchema.LOGIN,
        json ->
            json.text("registry", result.place())
                .text("username", result.username())
                .text("store", result.store())
                .truth("checked", result.isChecked())
                .text("overriddenBy", result.overriddenBy().orElse(null)));
  }

  /** A login that was forgotten. */
  public static JsonDocument logout(LogoutResult result) {
    return new JsonDocument(
        JsonSchema.LOGOUT,
        json ->
            json.text("registry", result.place())
                .texts("removedFrom", result.removedFrom())
                .text("remaining", result.remaining().orElse(null)));
  }

  /** A bundle, or a project, that was verified. */
  public static JsonDocument verify(VerifyResult result) {
    return new JsonDocument(JsonSchema.VERIFY, json -> VerifyShapes.verify(json, result));
  }

  /** A bundle that was compared with sources. */
  public static JsonDocument reproduce(Reproduction result) {
    return new JsonDocument(JsonSchema.REPRODUCE, json -> VerifyShapes.reproduce(json, result));
  }

  /** A bundle that is here. */
  public static JsonDocument ensure(EnsureResult result) {
    return new JsonDocument(JsonSchema.ENSURE, json -> CacheShapes.ensure(json, result));
  }

  /**
   * A cache that was collected.
   *
   * @param options that it was collected by
   * @param check what hashing found before; null if nothing was hashed
   */
  public static JsonDocument collect(
      CollectResult result, CollectOptions options, @Nullable CacheCheck check) {
    boolean dryRun = options.dryRun();
    return new JsonDocument(
        JsonSchema.GC, json -> CacheShapes.collect(json, result, dryRun, check));
  }

  /** A tag that was put. */
  public static JsonDocument tag(TagResult result) {
    return new JsonDocument(
        JsonSchema.TAG,
        json ->
            json.text("reference", result.reference())
                .text("digest", result.digest())
                .text("before", result.before().orElse(null)));
  }
}
