package io.modelops.bundle.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.modelops.bundle.value.Environment;
import io.modelops.bundle.value.ProgressListener.Outcome;
import io.modelops.bundle.value.ProgressListener.Phase;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProgressTest {
  private static final long MIB = 1 << 20;

  private final ByteArrayOutputStream messages = new ByteArrayOutputStream();
  private long now;

  private Progress on(String streams, String columns) {
    Surroundings surroundings =
        new Surroundings(
            InputStream.nullInputStream(),
            OutputStream.nullOutputStream(),
            messages,
            StandardCharsets.UTF_8,
            Terminals.of(streams, columns, Map.of("NO_COLOR", "1")),
            Path.of(""),
            Environment.none(),
            () -> false);
    return new Progress(new Console(surroundings, false, false), () -> now);
  }

  private void after(long seconds) {
    now += TimeUnit.SECONDS.toNanos(seconds);
  }

  /** What the terminal showed, one after the other, on its last line. */
  private List<String> lines() {
    String all = messages.toString(StandardCharsets.UTF_8).replace("\u001b[K", "");
    return List.of(all.split("[\r\n]+")).stream().filter(line -> !line.isEmpty()).toList();
  }

  private void push(Progress progress) {
    progress.started(Phase.PUSH, 3, 300 * MIB);
    progress.advanced(Phase.PUSH, "data", 10 * MIB);
    after(10);
    progress.advanced(Phase.PUSH, "data", 90 * MIB);
    progress.completed(Phase.PUSH);
  }

  @Test
  void barTellsRateAndRemainingTime() {
    push(on("err", "80"));
    assertThat(lines())
        .containsExactly(
            "pushing   [#####-----------] 33%  100.0 MiB of 300.0 MiB  10.0 MiB/s, 20 s left");
  }

  @ParameterizedTest
  @ValueSource(ints = {20, 40, 50, 65, 80, 120})
  void barIsOneLineOnATerminalOfAnyWidth(int columns) {
    push(on("err", String.valueOf(columns)));
    assertThat(lines()).singleElement().asString().startsWith("pushing").hasSizeLessThan(columns);
  }

  @Test
  void filesAreCountedWhereBytesAreUnknown() {
    Progress progress = on("", "");
    progress.started(Phase.PARSE, 4000, 0);
    after(60);
    for (int i = 0; i < 1000; i++) {
      progress.finished(Phase.PARSE, "m.py", Outcome.DONE);
    }
    assertThat(lines()).first().isEqualTo("reading 0%, 1 of 4,000 files, 66 h 39 min left");
    after(60);
    progress.finished(Phase.PARSE, "m.py", Outcome.DONE);
    assertThat(lines()).last().isEqualTo("reading 25%, 1,001 of 4,000 files, 6 min left");
  }

  @Test
  void whatSeveralTransfersWaitForIsSaidOnce() {
    Progress progress = on("err", "80");
    progress.waiting("waiting for https://ghcr.io to answer");
    progress.waiting("waiting for https://ghcr.io to answer");
    assertThat(lines()).containsExactly("waiting for https://ghcr.io to answer");
  }

  @Test
  void shortWorkShowsNothing() {
    Progress progress = on("err", "80");
    progress.started(Phase.HASH, 1, MIB);
    progress.advanced(Phase.HASH, "a", MIB);
    progress.finished(Phase.HASH, "a", Outcome.DONE);
    progress.completed(Phase.HASH);
    assertThat(lines()).isEmpty();
  }
}
