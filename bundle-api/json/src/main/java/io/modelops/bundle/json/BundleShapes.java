package io.modelops.bundle.json;

import io.modelops.bundle.value.CopyResult;
import io.modelops.bundle.value.Descriptor;
import io.modelops.bundle.value.Digest;
import io.modelops.bundle.value.Inspection;
import io.modelops.bundle.value.Issue;
import io.modelops.bundle.value.ManifestContent;
import io.modelops.bundle.value.ManifestContent.FileEntry;
import io.modelops.bundle.value.ManifestContent.ModelEntry;
import io.modelops.bundle.value.ManifestDifference;
import io.modelops.bundle.value.ManifestDifference.Changes;
import io.modelops.bundle.value.Model;
import io.modelops.bundle.value.ModelDifference;
import io.modelops.bundle.value.PushPlan;
import io.modelops.bundle.value.PushResult;
import io.modelops.bundle.value.Reference;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What is in a bundle, as its manifests tell. */
final class BundleShapes {
  private static final String TITLE = "org.opencontainers.image.title";

  private BundleShapes() {}

  static void manifest(
      JsonWriter json, String file, ManifestContent content, boolean changed, List<Issue> issues)
      throws IOException {
    json.text("file", file)
        .text("digest", content.bundleDigest())
        .truth("changed", changed)
        .texts("models", content.models().keySet())
        .objects("files", content.files().entrySet(), BundleShapes::file)
        .objects("issues", issues, DiscoveryShapes::issue);
  }

  static void check(
      JsonWriter json, ManifestDifference difference, @Nullable List<String> lineEndings)
      throws IOException {
    json.truth("upToDate", difference.upToDate())
        .text("recorded", difference.recorded())
        .text("digest", difference.current())
        .object("models", models -> changes(models, difference.models()))
        .object("files", files -> changes(files, difference.files()));
    lineEndings(json, lineEndings);
  }

  static void lineEndings(JsonWriter json, @Nullable List<String> paths) throws IOException {
    if (paths != null) {
      json.texts("lineEndings", paths);
    }
  }

  static void diff(
      JsonWriter json,
      ManifestDifference difference,
      @Nullable Reference from,
      @Nullable Reference to,
      @Nullable List<String> lineEndings,
      @Nullable ModelDifference reports)
      throws IOException {
    json.object("from", side -> side(side, from, difference.recorded()))
        .object("to", side -> side(side, to, difference.current()))
        .object("models", models -> changes(models, difference.models()))
        .object("modelFiles", models -> changesByModel(models, difference.modelFiles()))
        .object("files", files -> changes(files, difference.files()));
    lineEndings(json, lineEndings);
    if (reports != null) {
      json.object("reports", models -> DiscoveryShapes.difference(models, reports));
    }
  }

  private static void side(JsonWriter json, @Nullable Reference reference, @Nullable Digest digest)
      throws IOException {
    json.text("reference", reference).text("bundleDigest", digest);
  }

  static void inspect(
      JsonWriter json,
      Inspection bundle,
      @Nullable List<Descriptor> referrers,
      @Nullable List<Model> report)
      throws IOException {
    json.text("reference", bundle.reference())
        .text("digest", bundle.manifest().digest())
        .text("bundleDigest", bundle.content().bundleDigest())
        .objects("models", bundle.content().models().entrySet(), BundleShapes::model)
        .objects("files", bundle.content().files().entrySet(), BundleShapes::file)
        .objects("layers", bundle.layers(), BundleShapes::blob);
    if (referrers != null) {
      json.objects("referrers", referrers, ReferrerShapes::referrer);
    }
    if (report != null) {
      json.objects("report", report, DiscoveryShapes::model);
    }
  }

  static void push(JsonWriter json, PushResult result, boolean manifestStale) throws IOException {
    json.text("reference", result.reference())
        .text("digest", result.digest())
        .text("bundleDigest", result.bundleDigest())
        .objects("sent", result.sent(), BundleShapes::blob)
        .objects("mounted", List.<Descriptor>of(), BundleShapes::blob)
        .objects("present", result.present(), BundleShapes::blob)
        .number("bytesSent", result.bytesSent())
        .truth("manifestStale", manifestStale);
  }

  static void copy(JsonWriter json, CopyResult result) throws IOException {
    json.text("source", result.source())
        .text("reference", result.target())
        .text("digest", result.digest())
        .text("before", result.before().orElse(null))
        .objects("sent", result.sent(), BundleShapes::blob)
        .objects("mounted", result.mounted(), BundleShapes::blob)
        .objects("present", result.present(), BundleShapes::blob)
        .objects("referrers", result.referrers(), BundleShapes::referrer)
        .number("bytesSent", result.bytesSent());
  }

  private static void referrer(JsonWriter json, Descriptor referrer) throws IOException {
    json.text("digest", referrer.digest()).text("artifactType", referrer.artifactType());
  }

  static void plan(JsonWriter json, PushPlan plan, boolean manifestStale) throws IOException {
    json.text("reference", plan.reference())
        .text("digest", plan.digest())
        .text("bundleDigest", plan.bundleDigest())
        .text("remote", plan.remote())
        .word("state", plan.state())
        .truth("refused", plan.isRefused())
        .objects("send", plan.send(), BundleShapes::blob)
        .objects("present", plan.present(), BundleShapes::blob)
        .number("bytesToSend", plan.bytesToSend())
        .truth("manifestStale", manifestStale);
  }

  private static void model(JsonWriter json, Map.Entry<String, ModelEntry> model)
      throws IOException {
    json.text("id", model.getKey())
        .text("class", model.getValue().className())
        .text("kind", model.getValue().kind())
        .text("digest", model.getValue().digest())
        .texts("files", model.getValue().files());
  }

  private static void file(JsonWriter json, Map.Entry<String, FileEntry> file) throws IOException {
    json.text("path", file.getKey())
        .text("sha256", file.getValue().digest().hex())
        .number("size", file.getValue().size());
  }

  static void blob(JsonWriter json, Descriptor blob) throws IOException {
    json.text("digest", blob.digest())
        .number("size", blob.size())
        .text("mediaType", blob.mediaType())
        .text("title", blob.annotations().get(TITLE));
  }

  static void changes(JsonWriter json, Changes changes) throws IOException {
    json.texts("added", changes.added())
        .texts("removed", changes.removed())
        .texts("changed", changes.changed());
  }

  private static void changesByModel(JsonWriter json, Map<String, Changes> byModel)
      throws IOException {
    for (Map.Entry<String, Changes> model : byModel.entrySet()) {
      json.object(model.getKey(), files -> changes(files, model.getValue()));
    }
  }
}
