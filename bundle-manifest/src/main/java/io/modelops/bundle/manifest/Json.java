package io.modelops.bundle.manifest;

import java.util.List;
import java.util.Map;

/** A JSON value and the offset in the text where it was read. */
sealed interface Json {
  /** The offset of a value that was not read from a text. */
  int NOWHERE = -1;

  /** In UTF-16 code units from the start of the text, or {@link #NOWHERE}. */
  int offset();

  /** An object. Its map keeps the order of the document. */
  record Members(Map<String, Json> map, int offset) implements Json {
    Members(Map<String, Json> map) {
      this(map, NOWHERE);
    }
  }

  /** An array. */
  record Items(List<Json> list, int offset) implements Json {}

  /** A string, without unpaired surrogates. */
  record Text(String text, int offset) implements Json {
    Text(String text) {
      this(text, NOWHERE);
    }
  }

  /** A number as it is written in the document. {@link EcmaNumber} can represent it. */
  record Numeral(String text, int offset) implements Json {}

  /** {@code true}, {@code false} or {@code null}. */
  record Word(String text, int offset) implements Json {}
}
