package io.modelops.bundle.manifest;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.JsonRecyclerPools;
import com.fasterxml.jackson.core.util.Separators;
import com.fasterxml.jackson.core.util.Separators.Spacing;
import io.modelops.bundle.spi.HashAlgorithm;
import io.modelops.bundle.spi.Operation;
import io.modelops.bundle.value.Digest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;

/**
 * Writes JSON values in two forms. Both escape strings in the same way, on which Python's {@code
 * json.dumps(value, ensure_ascii=False)} and RFC 8785 agree. Every setting is explicit: a release
 * of Jackson that changes a default must not change a digest.
 */
final class JsonText {
  static final int MAX_DEPTH = 64;
  static final int MAX_BYTES = 64 << 20;
  private static final int MAX_STRING_LENGTH = 1 << 20;
  private static final int MAX_NUMBER_LENGTH = 1_000;

  /** Leaves no buffers in the caller's threads. */
  static final JsonFactory FACTORY =
      JsonFactory.builder()
          .recyclerPool(JsonRecyclerPools.nonRecyclingPool())
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxDocumentLength(MAX_BYTES)
                  .maxNestingDepth(MAX_DEPTH)
                  .maxNameLength(MAX_STRING_LENGTH)
                  .maxStringLength(MAX_STRING_LENGTH)
                  .maxNumberLength(MAX_NUMBER_LENGTH)
                  .build())
          .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
          .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
          .enable(JsonWriteFeature.QUOTE_FIELD_NAMES)
          .disable(JsonWriteFeature.ESCAPE_NON_ASCII)
          .disable(JsonWriteFeature.ESCAPE_FORWARD_SLASHES)
          .disable(JsonWriteFeature.WRITE_HEX_UPPER_CASE)
          .build();

  private JsonText() {}

  /** The document form: {@code indent=2}, keys in the order of the maps, and a final line feed. */
  static byte[] document(Json value, Operation operation) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (JsonGenerator out = generator(bytes)) {
      out.setPrettyPrinter(printer());
      write(value, out, false, operation);
      out.writeRaw('\n');
    } catch (IOException e) {
      throw new UncheckedIOException("an array of bytes takes everything", e);
    }
    return bytes.toByteArray();
  }

  /** The canonical form of RFC 8785. */
  static byte[] canonical(Json value) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    canonical(value, bytes, Operation.unobserved());
    return bytes.toByteArray();
  }

  /** The SHA-256 of the canonical form, which is streamed into the hash. */
  static Digest digest(Json value, Operation operation) {
    HashAlgorithm.Hasher hasher = HashAlgorithm.SHA_256.newHasher();
    canonical(value, into(hasher), operation);
    return new Digest(HashAlgorithm.SHA_256.id(), HexFormat.of().formatHex(hasher.digest()));
  }

  private static void canonical(Json value, OutputStream to, Operation operation) {
    try (JsonGenerator out = generator(to)) {
      write(value, out, true, operation);
    } catch (IOException e) {
      throw new UncheckedIOException("neither an array nor a hash refuses bytes", e);
    }
  }

  private static void write(Json value, JsonGenerator out, boolean canonical, Operation operation)
      throws IOException {
    if (value instanceof Json.Members object) {
      operation.check();
      out.writeStartObject();
      // RFC 8785 sorts by UTF-16 code units, and so does String.compareTo
      Map<String, Json> members = canonical ? new TreeMap<>(object.map()) : object.map();
      for (Map.Entry<String, Json> member : members.entrySet()) {
        out.writeFieldName(member.getKey());
        write(member.getValue(), out, canonical, operation);
      }
      out.writeEndObject();
    } else if (value instanceof Json.Items array) {
      out.writeStartArray();
      for (Json item : array.list()) {
        write(item, out, canonical, operation);
      }
      out.writeEndArray();
    } else if (value instanceof Json.Text string) {
      out.writeString(string.text());
    } else if (value instanceof Json.Numeral number) {
      out.writeNumber(canonical ? EcmaNumber.canonical(number.text()) : number.text());
    } else if (value instanceof Json.Word word) {
      out.writeRawValue(word.text());
    }
  }

  /** Uses a writer, as Jackson escapes supplementary characters when it writes bytes. */
  private static JsonGenerator generator(OutputStream out) throws IOException {
    return FACTORY.createGenerator(new OutputStreamWriter(out, StandardCharsets.UTF_8));
  }

  private static DefaultPrettyPrinter printer() {
    Separators separators =
        Separators.createDefaultInstance()
            .withRootSeparator("")
            .withObjectFieldValueSpacing(Spacing.AFTER)
            .withObjectEntrySpacing(Spacing.NONE)
            .withArrayValueSpacing(Spacing.NONE)
            .withObjectEmptySeparator("")
            .withArrayEmptySeparator("");
    DefaultPrettyPrinter.Indenter lines = new DefaultIndenter("  ", "\n");
    return new DefaultPrettyPrinter(separators).withObjectIndenter(lines).withArrayIndenter(lines);
  }

  private static OutputStream into(HashAlgorithm.Hasher hasher) {
    return new OutputStream() {
      @Override
      public void write(int b) {
        write(new byte[] {(byte) b}, 0, 1);
      }

      @Override
      public void write(byte[] bytes, int offset, int length) {
        hasher.update(ByteBuffer.wrap(bytes, offset, length));
      }
    };
  }
}
