package io.modelops.bundle.json;

import io.modelops.bundle.value.BundlePath;
import io.modelops.bundle.value.CacheCheck;
import io.modelops.bundle.value.CollectResult;
import io.modelops.bundle.value.EnsureResult;
import io.modelops.bundle.value.Inspection;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** What is in a cache, or comes by way of it. */
final class CacheShapes {
  private CacheShapes() {}

  static void ensure(JsonWriter json, EnsureResult result) throws IOException {
    Inspection bundle = result.bundle();
    json.text("reference", bundle.reference())
        .text("digest", bundle.manifest().digest())
        .text("bundleDigest", bundle.content().bundleDigest())
        .text("directory", result.directory().orElse(null))
        .texts("files", result.files())
        .texts("written", result.changes().written().sorted(BundlePath.ORDER).toList())
        .texts("deleted", result.changes().deleted())
        .texts("kept", result.changes().kept())
        .number("cached", result.cached())
        .objects("fetched", result.fetched(), BundleShapes::blob)
        .number("bytesFetched", result.bytesFetched())
        .word("origin", result.origin());
  }

  static void collect(
      JsonWriter json, CollectResult result, boolean dryRun, @Nullable CacheCheck check)
      throws IOException {
    json.truth("dryRun", dryRun)
        .number("deleted", result.deleted())
        .number("bytesDeleted", result.bytesDeleted())
        .number("kept", result.kept())
        .number("bytesKept", result.bytesKept())
        .texts("references", result.references())
        .number("leases", result.leases());
    if (check != null) {
      json.object("check", members -> check(members, check));
    }
  }

  private static void check(JsonWriter json, CacheCheck check) throws IOException {
    json.number("checked", check.checked())
        .number("bytes", check.bytes())
        .texts("damaged", check.damaged().stream().map(Object::toString).toList());
  }
}
