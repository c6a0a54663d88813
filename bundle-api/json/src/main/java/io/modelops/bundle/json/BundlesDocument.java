package io.modelops.bundle.json;

import io.modelops.bundle.value.CacheCheck;
import io.modelops.bundle.value.CollectOptions;
import io.modelops.bundle.value.CollectResult;
import io.modelops.bundle.value.CopyResult;
import io.modelops.bundle.value.EnsureResult;
import io.modelops.bundle.value.PullPlan;
import io.modelops.bundle.value.PullResult;
import io.modelops.bundle.value.Reference;
import io.modelops.bundle.value.TagResult;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The answers of {@link io.modelops.bundle.Bundles} as JSON documents. */
public final class BundlesDocument {
  private BundlesDocument() {}

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

  /** A bundle that was pulled. */
  public static JsonDocument pull(PullResult result) {
    return new JsonDocument(JsonSchema.PULL, json -> PullShapes.pull(json, result));
  }

  /** What a pull would change. */
  public static JsonDocument pullPlan(PullPlan plan) {
    return new JsonDocument(JsonSchema.PULL_DRY_RUN, json -> PullShapes.plan(json, plan));
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
