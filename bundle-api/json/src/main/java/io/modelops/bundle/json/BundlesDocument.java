package io.modelops.bundle.json;

import io.modelops.bundle.value.ContainerizeResult;
import io.modelops.bundle.value.CopyResult;
import io.modelops.bundle.value.LoginResult;
import io.modelops.bundle.value.LogoutResult;
import io.modelops.bundle.value.PullPlan;
import io.modelops.bundle.value.PullResult;
import io.modelops.bundle.value.Reference;
import io.modelops.bundle.value.TagResult;
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
