package io.modelops.bundle.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.modelops.bundle.Bundle;
import io.modelops.bundle.Discovery;
import io.modelops.bundle.json.JsonDocument;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the stages answer, as JSON. */
class JsonTest {
  @TempDir Path directory;

  private static String text(JsonDocument document) throws IOException {
    StringWriter text = new StringWriter();
    document.writeTo(text);
    return text.toString();
  }

  @Test
  void discoveryIsWrittenWithItsModelsAndIssues() throws IOException {
    Path project = Sample.copyTo(directory);
    new Tree(project).write("broken.py", "def f(:\n");
    Discovery discovery = Bundle.open(project).discover();

    String written = text(JsonDocument.discover(discovery));

    assertThat(written)
        .contains("\"id\": \"epi.sir:SIR\"", "\"code\": \"python-syntax\"")
        .doesNotContain("\"ABSTRACT\"")
        .isEqualTo(
            text(
                JsonDocument.discover(
                    discovery.models(), discovery.issues(), null, null, null, null)));
  }
}
