package io.modelops.bundle.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.modelops.bundle.error.ErrorCode;
import io.modelops.bundle.error.RegistryException;
import io.modelops.bundle.value.ManifestDifference;
import io.modelops.bundle.value.WorkspaceStatus;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.StringWriter;
import java.util.AbstractList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class JsonDocumentTest {
  private static final int DRAWS = 200;
  private static final long GOLDEN_SEED = 852;

  private static String golden(JsonSchema schema) throws IOException {
    String name = "golden/" + schema.name().toLowerCase(Locale.ROOT).replace('_', '-') + ".json";
    try (InputStream in = JsonDocumentTest.class.getResourceAsStream(name)) {
      return new String(Objects.requireNonNull(in, name).readAllBytes(), UTF_8);
    }
  }

  @ParameterizedTest
  @EnumSource
  void documentsAreByteForByteAsPublished(JsonSchema schema) throws IOException {
    JsonDocument document = Documents.draw(schema, new Values(GOLDEN_SEED));
    assertThat(Documents.text(document)).isEqualTo(golden(schema));
  }

  @ParameterizedTest
  @EnumSource
  void everyTextOfAValueIsReadBack(JsonSchema schema) {
    for (long seed = 0; seed < DRAWS; seed++) {
      Values values = new Values(seed);
      String document = Documents.text(Documents.draw(schema, values));
      assertThat(Documents.strings(document)).containsAll(values.texts());
    }
  }

  @ParameterizedTest
  @EnumSource
  void writerGetsWhatAStreamGets(JsonSchema schema) throws IOException {
    JsonDocument document = Documents.draw(schema, new Values(GOLDEN_SEED));
    StringWriter writer = new StringWriter();
    document.writeTo(writer);
    assertThat(writer).hasToString(Documents.text(document));
  }

  @ParameterizedTest
  @EnumSource
  void languageOfThePlatformDoesNotMatter(JsonSchema schema) throws IOException {
    Locale before = Locale.getDefault();
    Locale.setDefault(Locale.forLanguageTag("tr"));
    try {
      documentsAreByteForByteAsPublished(schema);
      assertThat(schema.text()).contains("\"$schema\"");
    } finally {
      Locale.setDefault(before);
    }
  }

  @Test
  void unpairedSurrogateIsAQuestionMarkInUtf8() {
    assertThat(Documents.text(JsonDocument.help("a\ud835b\ud835\udefd")))
        .isEqualTo("{\n  \"help\": \"a?b𝛽\"\n}\n");
  }

  @Test
  void streamIsFlushedAndStaysOpen() throws IOException {
    StringBuilder calls = new StringBuilder();
    OutputStream out =
        new ByteArrayOutputStream() {
          @Override
          public void flush() {
            calls.append(size()).append(" flushed");
          }

          @Override
          public void close() {
            calls.append(" closed");
          }
        };
    JsonDocument.version("1").writeTo(out);
    assertThat(calls).hasToString("21 flushed");
  }

  @Test
  void whatFailsHalfWayDoesNotLookWhole() {
    List<WorkspaceStatus.TrackedFile> failing =
        new AbstractList<>() {
          @Override
          public WorkspaceStatus.TrackedFile get(int index) {
            if (index == 1) {
              throw new IllegalStateException("gone");
            }
            return WorkspaceStatus.TrackedFile.of("a", WorkspaceStatus.FileState.ADDED);
          }

          @Override
          public int size() {
            return 2;
          }
        };
    var unknown = WorkspaceStatus.Remote.of(WorkspaceStatus.RemoteState.UNKNOWN, null);
    WorkspaceStatus status = WorkspaceStatus.of(null, failing, List.of(), List.of(), unknown);
    StringWriter written = new StringWriter();
    assertThatThrownBy(() -> JsonDocument.status(status).writeTo(written)).hasMessage("gone");
    assertThat(written.toString()).contains("\"added\"").doesNotContain("]");
  }

  @Test
  void whyTheRemoteIsUnknownIsAnErrorInTheStatus() {
    var why = new RegistryException(ErrorCode.FORBIDDEN, "h/r:1", 403, "DENIED", "no", "ask", null);
    var status =
        WorkspaceStatus.of(
            null, List.of(), List.of(), List.of(), WorkspaceStatus.Remote.unknown(why));
    assertThat(Documents.text(JsonDocument.status(status)))
        .contains("\"code\": \"forbidden\"", "\"hint\": \"ask\"", "\"status\": 403");
    assertThat(Documents.text(JsonDocument.status(status, "log in", null)))
        .contains("\"hint\": \"log in\"");
  }

  @Test
  void differenceFromNothingIsNoDiff() {
    ManifestDifference first = ManifestDifference.between(null, new Values(1).content());
    assertThatIllegalArgumentException()
        .isThrownBy(() -> JsonDocument.diff(first, null, null, null, null));
  }

  @Test
  void manifestThatIsMissingOrUnreadableOrOldIsStale() {
    Values values = new Values(1);
    var content = values.content();
    var same = ManifestDifference.between(content, content);
    var missing = ManifestDifference.between(null, content);
    var result = values.pushResult();
    assertThat(Documents.text(JsonDocument.push(result, same)))
        .contains("\"manifestStale\": false");
    assertThat(Documents.text(JsonDocument.push(result, missing)))
        .isEqualTo(Documents.text(JsonDocument.push(result, null)))
        .contains("\"manifestStale\": true");
  }
}
