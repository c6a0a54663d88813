package io.modelops.bundle.json;

import io.modelops.bundle.value.PullPlan;
import io.modelops.bundle.value.PullResult;

/** What comes from registries, as documents. */
public final class TransferDocuments {
  private TransferDocuments() {}

  /** A bundle that was pulled. */
  public static JsonDocument pull(PullResult result) {
    return new JsonDocument(JsonSchema.PULL, json -> TransferShapes.pull(json, result));
  }

  /** What a pull would change. */
  public static JsonDocument pullPlan(PullPlan plan) {
    return new JsonDocument(JsonSchema.PULL_DRY_RUN, json -> TransferShapes.plan(json, plan));
  }
}
