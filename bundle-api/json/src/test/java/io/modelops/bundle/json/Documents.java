package io.modelops.bundle.json;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import io.modelops.bundle.value.AddOptions;
import io.modelops.bundle.value.CollectOptions;
import io.modelops.bundle.value.Model;
import io.modelops.bundle.value.RemoveOptions;
import io.modelops.bundle.value.Settings;
import io.modelops.bundle.value.Settings.ModelSetting;
import io.modelops.bundle.value.SettingsChange;
import io.modelops.bundle.value.SourceRange;
import io.modelops.bundle.value.Verdict;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Documents made of drawn values, and what is in them. */
final class Documents {
  private static final JsonFactory STRICT =
      JsonFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

  private Documents() {}

  /** A document of that schema. */
  static JsonDocument draw(JsonSchema schema, Values values) {
    return switch (schema) {
      case ADD -> JsonDocument.add(values.added(), AddOptions.defaults());
      case ATTACH -> BundlesDocument.attach(values.reference(), values.attached());
      case COMPLETION -> JsonDocument.completion("zsh", values.text());
      case DIFF ->
          JsonDocument.diff(
              values.difference(),
              values.referenceOrNull(),
              values.referenceOrNull(),
              values.namesOrNull(),
              values.truth() ? values.modelDifference() : null);
      case CONTAINERIZE -> BundlesDocument.containerize(values.containerizeResult());
      case COPY -> BundlesDocument.copy(values.copyResult());
      case DESCRIBE -> BundlesDocument.describe(values.unseenInspection(), values.allAttached());
      case DIFF_MODELS -> JsonDocument.diffModels(values.modelDifference());
      case DISCOVER ->
          JsonDocument.discover(
              values.models(),
              values.issues(),
              values.suggestions(),
              values.namesOrNull(),
              saved(values),
              values.textOrNull());
      case ENSURE -> BundlesDocument.ensure(values.ensureResult());
      case ERROR -> JsonDocument.error(values.exception());
      case GC ->
          BundlesDocument.collect(
              values.collectResult(), CollectOptions.defaults(), values.cacheCheckOrNull());
      case HELP -> JsonDocument.help(values.text());
      case INIT ->
          JsonDocument.init(values.directory(), values.referenceOrNull(), values.initialization());
      case INSPECT ->
          BundlesDocument.inspect(
              values.inspection(),
              values.truth() ? values.allAttached() : null,
              values.truth() ? values.models() : null);
      case LOGIN -> BundlesDocument.login(values.loginResult());
      case LOGOUT -> BundlesDocument.logout(values.logoutResult());
      case MANIFEST ->
          JsonDocument.manifest(
              values.directory().resolve("manifest.json"), values.content(), null, values.issues());
      case MANIFEST_CHECK -> JsonDocument.manifestCheck(values.check(), values.namesOrNull());
      case PULL -> BundlesDocument.pull(values.pullResult());
      case PULL_DRY_RUN -> BundlesDocument.pullPlan(values.pullPlan());
      case PUSH -> JsonDocument.push(values.pushResult(), null);
      case PUSH_DRY_RUN -> JsonDocument.pushPlan(values.pushPlan(), null);
      case REFERRERS -> BundlesDocument.referrers(values.reference(), values.allAttached());
      case REFERRERS_DELETE -> BundlesDocument.referrerDeleted(values.reference(), values.digest());
      case REFERRERS_FETCH ->
          BundlesDocument.referrerFetched(
              values.reference(), values.digest(), values.blob(), values.directory());
      case REMOVE -> JsonDocument.remove(values.removed(), RemoveOptions.defaults());
      case REPORT -> JsonDocument.report(values.directory(), values.text(), values.textOrNull());
      case REPRODUCE -> BundlesDocument.reproduce(values.reproduction());
      case SIGNATURES -> SignatureDocument.signatures(values.signatureReport());
      case STATUS -> JsonDocument.status(values.status(), "", values.namesOrNull());
      case TAG -> BundlesDocument.tag(values.tagResult());
      case TAGS -> BundlesDocument.tags(values.reference(), values.names());
      case VERIFY -> BundlesDocument.verify(values.verifyResult());
      case VERSION -> JsonDocument.version(values.text());
      case WHY -> JsonDocument.why(values.explanation());
    };
  }

  static String text(JsonDocument document) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      document.writeTo(out);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    return out.toString(UTF_8);
  }

  private static @Nullable SettingsChange saved(Values values) {
    List<String> ids = values.namesOrNull();
    if (ids == null) {
      return null;
    }
    List<ModelSetting> removed = new ArrayList<>();
    List<Model> added = new ArrayList<>();
    SourceRange place = new SourceRange("a.py", 1, 1, 1);
    for (String id : ids) {
      String name = "a:A" + added.size();
      added.add(Model.of(name, Verdict.MODEL, place).withId(id));
      removed.add(ModelSetting.of("b:B" + removed.size(), place).withId(id + "-"));
    }
    Settings before = Settings.none().withModels(removed);
    return SettingsChange.of(before, added, before.discovery());
  }

  /** Every name and string of a document, as a JSON parser reads them. */
  static List<String> strings(String document) {
    List<String> strings = new ArrayList<>();
    try (JsonParser parser = STRICT.createParser(document)) {
      for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
        if (token == JsonToken.FIELD_NAME || token == JsonToken.VALUE_STRING) {
          strings.add(parser.getText());
        }
      }
    } catch (IOException e) {
      throw new AssertionError(document, e);
    }
    return strings;
  }
}
