package io.modelops.bundle.json;

import io.modelops.bundle.value.CopyResult;
import io.modelops.bundle.value.PullPlan;
import io.modelops.bundle.value.PullResult;
import io.modelops.bundle.value.Reference;
import io.modelops.bundle.value.Reproduction;
import io.modelops.bundle.value.TagResult;
import io.modelops.bundle.value.VerifyResult;
import java.util.List;

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

  /** A bundle, or a project, that was verified. */
  public static JsonDocument verify(VerifyResult result) {
    return new JsonDocument(JsonSchema.VERIFY, json -> VerifyShapes.verify(json, result));
  }

  /** A bundle that was compared with sources. */
  public static JsonDocument reproduce(Reproduction result) {
    return new JsonDocument(JsonSchema.REPRODUCE, json -> VerifyShapes.reproduce(json, result));
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
