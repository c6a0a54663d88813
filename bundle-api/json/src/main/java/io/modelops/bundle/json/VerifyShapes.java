package io.modelops.bundle.json;

import io.modelops.bundle.value.Reproduction;
import io.modelops.bundle.value.VerifyResult;
import io.modelops.bundle.value.VerifyResult.Finding;
import java.io.IOException;

/** Whether bundles are what they should be. */
final class VerifyShapes {
  private VerifyShapes() {}

  static void verify(JsonWriter json, VerifyResult result) throws IOException {
    json.text("reference", result.reference())
        .text("digest", result.digest())
        .text("bundleDigest", result.bundleDigest().orElse(null))
        .truth("sound", result.isSound())
        .number("blobs", result.blobs())
        .number("files", result.files())
        .number("bytes", result.bytes())
        .objects("findings", result.findings(), VerifyShapes::finding);
  }

  private static void finding(JsonWriter json, Finding finding) throws IOException {
    json.word("kind", finding.kind())
        .text("name", finding.name())
        .word("fault", finding.fault())
        .text("expected", finding.expected())
        .text("found", finding.found())
        .text("why", finding.why());
  }

  static void reproduce(JsonWriter json, Reproduction result) throws IOException {
    json.text("reference", result.there().reference())
        .text("digest", result.there().manifest().digest())
        .text("bundleDigest", result.there().content().bundleDigest())
        .text("madeDigest", result.made())
        .text("madeBundleDigest", result.manifests().current())
        .truth("same", result.isSame())
        .word("difference", result.difference())
        .object("models", models -> BundleShapes.changes(models, result.manifests().models()))
        .object("files", files -> BundleShapes.changes(files, result.manifests().files()))
        .objects("layersOnlyHere", result.layersOnlyHere(), BundleShapes::blob)
        .objects("layersOnlyThere", result.layersOnlyThere(), BundleShapes::blob);
  }
}
