package io.modelops.bundle.json;

import io.modelops.bundle.value.Descriptor;
import java.io.IOException;
import java.util.Map;

/** What refers to a bundle. */
final class ReferrerShapes {
  private ReferrerShapes() {}

  static void referrer(JsonWriter json, Descriptor referrer) throws IOException {
    json.text("digest", referrer.digest())
        .number("size", referrer.size())
        .text("artifactType", referrer.artifactType())
        .object("annotations", notes -> texts(notes, referrer.annotations()));
  }

  private static void texts(JsonWriter json, Map<String, String> texts) throws IOException {
    for (Map.Entry<String, String> text : texts.entrySet()) {
      json.text(text.getKey(), text.getValue());
    }
  }
}
