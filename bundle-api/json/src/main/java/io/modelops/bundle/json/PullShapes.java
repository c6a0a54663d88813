package io.modelops.bundle.json;

import io.modelops.bundle.value.Inspection;
import io.modelops.bundle.value.PullChanges;
import io.modelops.bundle.value.PullChanges.Conflict;
import io.modelops.bundle.value.PullPlan;
import io.modelops.bundle.value.PullResult;
import java.io.IOException;
import java.util.Map;

/** What comes from registries, and what it changes. */
final class PullShapes {
  private PullShapes() {}

  static void pull(JsonWriter json, PullResult result) throws IOException {
    bundle(json, result.bundle());
    json.text("previous", result.previous().orElse(null));
    changes(json, result.changes());
    json.objects("fetched", result.fetched(), BundleShapes::blob)
        .number("bytesFetched", result.bytesFetched())
        .text("backup", result.backup().orElse(null))
        .objects("issues", result.issues(), DiscoveryShapes::issue);
  }

  static void plan(JsonWriter json, PullPlan plan) throws IOException {
    bundle(json, plan.bundle());
    json.truth("refused", plan.isRefused());
    changes(json, plan.changes());
    json.objects("fetch", plan.fetch(), BundleShapes::blob)
        .number("bytesToFetch", plan.bytesToFetch());
  }

  private static void bundle(JsonWriter json, Inspection bundle) throws IOException {
    json.text("reference", bundle.reference())
        .text("digest", bundle.manifest().digest())
        .text("bundleDigest", bundle.content().bundleDigest());
  }

  private static void changes(JsonWriter json, PullChanges changes) throws IOException {
    json.texts("created", changes.created())
        .texts("replaced", changes.replaced())
        .texts("deleted", changes.deleted())
        .texts("same", changes.same())
        .texts("kept", changes.kept())
        .objects("conflicts", changes.conflicts().entrySet(), PullShapes::conflict);
  }

  private static void conflict(JsonWriter json, Map.Entry<String, Conflict> conflict)
      throws IOException {
    json.text("path", conflict.getKey()).word("why", conflict.getValue());
  }
}
