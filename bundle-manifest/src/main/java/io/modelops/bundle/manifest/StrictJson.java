package io.modelops.bundle.manifest;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import io.modelops.bundle.spi.Operation;
import io.modelops.bundle.value.BundlePath;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads JSON that has only one meaning: UTF-8 without byte order mark, no duplicate member, no
 * unpaired surrogate, no number whose canonical form has another value, and nothing after the
 * value. Size, depth and number of values are limited.
 */
final class StrictJson {
  /** Half a million files need fewer values, and this many fit into a heap of 512 MiB. */
  private static final int MAX_VALUES = 2_000_000;

  private final String text;
  private final Operation operation;
  private int values;

  private StrictJson(String text, Operation operation) {
    this.text = text;
    this.operation = operation;
  }

  /**
   * Reads one value.
   *
   * @throws IOException with line and column of what is wrong
   */
  static Located read(byte[] document, Operation operation) throws IOException {
    if (document.length > JsonText.MAX_BYTES) {
      throw new IOException("larger than " + JsonText.MAX_BYTES + " bytes");
    }
    String text = decode(document);
    return new Located(text, new StrictJson(text, operation).read());
  }

  private static String decode(byte[] document) throws IOException {
    CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
    ByteBuffer bytes = ByteBuffer.wrap(document);
    try {
      String text = decoder.decode(bytes).toString();
      if (text.startsWith("\ufeff")) {
        throw new IOException("starts with a byte order mark");
      }
      return text;
    } catch (CharacterCodingException e) {
      throw new IOException("not UTF-8 at byte " + bytes.position(), e);
    }
  }

  private Json read() throws IOException {
    try (JsonParser parser = JsonText.FACTORY.createParser(text)) {
      parser.nextToken();
      Json value = value(parser);
      if (parser.nextToken() != null) {
        throw wrong("something follows the document", offset(parser));
      }
      return value;
    } catch (JsonProcessingException e) {
      long at = e.getLocation() == null ? -1 : e.getLocation().getCharOffset();
      String quoted = BundlePath.quote(String.valueOf(e.getOriginalMessage()));
      throw new IOException(
          "not JSON: " + quoted.substring(1, quoted.length() - 1) + Located.place(text, at), e);
    }
  }

  private Json value(JsonParser parser) throws IOException {
    if (++values > MAX_VALUES) {
      throw wrong("more than " + MAX_VALUES + " values", offset(parser));
    }
    JsonToken token = parser.currentToken();
    if (token == null) {
      throw new IOException("no JSON value: empty");
    }
    return switch (token) {
      case START_OBJECT -> members(parser);
      case START_ARRAY -> items(parser);
      case VALUE_STRING -> new Json.Text(wellFormed(parser), offset(parser));
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> numeral(parser);
      default -> new Json.Word(parser.getText(), offset(parser));
    };
  }

  private Json members(JsonParser parser) throws IOException {
    operation.check();
    int offset = offset(parser);
    // small, as a hostile document has many objects
    Map<String, Json> members = new LinkedHashMap<>(4);
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String name = wellFormed(parser);
      int at = offset(parser);
      parser.nextToken();
      if (members.put(name, value(parser)) != null) {
        throw wrong("member " + BundlePath.quote(name) + " is there twice", at);
      }
    }
    return new Json.Members(members, offset);
  }

  private Json items(JsonParser parser) throws IOException {
    int offset = offset(parser);
    List<Json> items = new ArrayList<>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      items.add(value(parser));
    }
    return new Json.Items(List.copyOf(items), offset);
  }

  private Json numeral(JsonParser parser) throws IOException {
    String number = parser.getText();
    try {
      EcmaNumber.canonical(number);
      return new Json.Numeral(number, offset(parser));
    } catch (NumberFormatException e) {
      throw wrong(
          "number " + number + " has no canonical form (RFC 8785): " + e.getMessage(),
          offset(parser));
    }
  }

  private String wellFormed(JsonParser parser) throws IOException {
    String string = parser.getText();
    if (!isWellFormed(string)) {
      throw wrong("unpaired surrogate in " + BundlePath.quote(string), offset(parser));
    }
    return string;
  }

  private static boolean isWellFormed(String string) {
    return string.codePoints().noneMatch(c -> Character.getType(c) == Character.SURROGATE);
  }

  private IOException wrong(String message, int offset) {
    return new IOException(message + Located.place(text, offset));
  }

  private static int offset(JsonParser parser) {
    return (int) parser.currentTokenLocation().getCharOffset();
  }

  /** A value and the text it was read from. */
  record Located(String text, Json value) {
    /** The position as {@code (line 3, column 5)}. Columns are code points, counted from 1. */
    static String place(String text, long offset) {
      if (offset < 0) {
        return "";
      }
      int at = (int) Math.min(offset, text.length());
      String before = text.substring(0, at);
      long line = before.chars().filter(c -> c == '\n').count() + 1;
      int start = before.lastIndexOf('\n') + 1;
      int column = before.codePointCount(start, at) + 1;
      return " (line " + line + ", column " + column + ")";
    }

    String place(Json at) {
      return place(text, at.offset());
    }
  }
}
