package io.modelops.bundle.json;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Objects;

/** The JSON Schemas of the documents, of draft 2020-12. */
public enum JsonSchema {
  ADD,
  ATTACH,
  COMPLETION,
  CONTAINERIZE,
  COPY,
  DESCRIBE,
  DIFF,
  DIFF_MODELS,
  DISCOVER,
  ENSURE,
  ERROR,
  GC,
  HELP,
  INIT,
  INSPECT,
  LOGIN,
  LOGOUT,
  MANIFEST,
  MANIFEST_CHECK,
  PULL,
  PULL_DRY_RUN,
  PUSH,
  PUSH_DRY_RUN,
  REFERRERS,
  REFERRERS_DELETE,
  REFERRERS_FETCH,
  REMOVE,
  REPORT,
  REPRODUCE,
  SIGNATURES,
  STATUS,
  TAG,
  TAGS,
  VERIFY,
  VERSION,
  WHY;

  /**
   * The name of the resource on the class path. It is stable, such as {@code
   * META-INF/modelops-bundle/json/manifest-check.schema.json}.
   */
  public String resource() {
    String name = name().toLowerCase(Locale.ROOT).replace('_', '-');
    return "META-INF/modelops-bundle/json/" + name + ".schema.json";
  }

  /** The schema, itself a JSON document. */
  public String text() {
    String name = resource();
    try (InputStream in = JsonSchema.class.getResourceAsStream("/" + name)) {
      return new String(Objects.requireNonNull(in, name).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
