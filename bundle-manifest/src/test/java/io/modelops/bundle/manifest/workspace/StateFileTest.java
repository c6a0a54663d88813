package io.modelops.bundle.manifest.workspace;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.modelops.bundle.error.WorkspaceException;
import io.modelops.bundle.internal.files.TemporaryFile;
import io.modelops.bundle.spi.Operation;
import io.modelops.bundle.value.Digest;
import io.modelops.bundle.value.ManifestContent;
import io.modelops.bundle.value.ManifestContent.FileEntry;
import io.modelops.bundle.value.ManifestContent.ModelEntry;
import io.modelops.bundle.value.Reference;
import io.modelops.bundle.value.WorkspaceState;
import io.modelops.bundle.value.WorkspaceState.Synced;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The file of the state, whole and damaged. */
@Timeout(120)
class StateFileTest {
  private static final Digest DIGEST = new Digest("sha256", "ab".repeat(32));
  private static final Digest OLDER = new Digest("sha256", "cd".repeat(32));
  private static final WorkspaceState FULL = full();

  @TempDir Path root;

  private final FileWorkspaceStore store = new FileWorkspaceStore();

  private static WorkspaceState full() {
    TreeMap<String, FileEntry> files = new TreeMap<>();
    files.put("data/größe.csv", new FileEntry(DIGEST, 0));
    files.put("models/sir.py", new FileEntry(DIGEST, Long.MAX_VALUE / 100));
    TreeMap<String, ModelEntry> models = new TreeMap<>();
    models.put("a model", ModelEntry.of("models.sir:SIR", List.of("models/sir.py"), DIGEST));
    ManifestContent content = ManifestContent.of(DIGEST, models, files);
    return WorkspaceState.initial("localhost:5555/epi/sir:latest")
        .withSynced(Synced.of(Reference.parse("localhost:5555/epi/sir:v0"), OLDER, content))
        .withSynced(Synced.of(Reference.parse("localhost:5555/epi/sir:v1"), DIGEST, content))
        .withTracked(List.of("data/größe.csv", "z.csv", "\ud83d\ude00", "\uff5e"));
  }

  @BeforeEach
  void create() throws IOException {
    store.create(root, FULL);
  }

  private Path file() {
    return root.resolve(".modelops-bundle/state-1");
  }

  @Test
  void whatWasWrittenIsReadBack() throws IOException {
    assertThat(store.read(root)).isEqualTo(FULL);
  }

  @Test
  void formatIsFrozen() throws IOException {
    assertThat(Files.readString(file()))
        .isEqualTo(
            """
            modelops-bundle state 1
            checksum\tsha256:CHECKSUM
            registry\tlocalhost:5555/epi/sir:latest
            remote\tlocalhost:5555/epi/sir:v0\tOLDER
            synced\tlocalhost:5555/epi/sir:v1\tDIGEST\tDIGEST
            file\tDIGEST\t0\tdata/größe.csv
            file\tDIGEST\t92233720368547758\tmodels/sir.py
            model\tDIGEST\tmodels.sir:SIR\ta model
            uses\tmodels/sir.py
            tracked
            data/größe.csv
            z.csv
            \uff5e
            \ud83d\ude00
            """
                .replace("DIGEST", DIGEST.toString())
                .replace("OLDER", OLDER.toString())
                .replace(
                    "CHECKSUM",
                    "8ec2181d8dc5b592863897a43217eda8d29794aad20c69d68892f28f149311fe"));
  }

  @Test
  void stateTruncatedAtAnyByteIsDamaged() throws IOException {
    byte[] whole = Files.readAllBytes(file());
    for (int length = 0; length < whole.length; length++) {
      assertDamaged(Arrays.copyOf(whole, length));
    }
  }

  @Test
  void stateWithAnyBitFlippedIsRefusedAndKept() throws IOException {
    byte[] whole = Files.readAllBytes(file());
    for (int bit = 0; bit < 8 * whole.length; bit++) {
      byte[] flipped = whole.clone();
      flipped[bit / 8] ^= (byte) (1 << bit % 8);
      Files.write(file(), flipped);
      assertThatThrownBy(() -> store.read(root))
          .isInstanceOf(WorkspaceException.class)
          .extracting(e -> ((WorkspaceException) e).code())
          .isIn("state-damaged", "state-newer");
      assertThat(file()).hasBinaryContent(flipped);
    }
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(
      strings = {
        "",
        "\0\0\0\0",
        "{}",
        "\ufeffmodelops-bundle state 1\ntracked\n",
        "modelops-bundle state 1\r\ntracked\r\n",
        "modelops-bundle state 0\ntracked\n",
        "modelops-bundle state 1\n",
        "modelops-bundle state 1\ntracked\na",
        "modelops-bundle state 1\ntracked\na\na\n",
        "modelops-bundle state 1\ntracked\n\n",
        "modelops-bundle state 1\ntracked\n../x\n",
        "modelops-bundle state 1\ntracked\n/etc/passwd\n",
        "modelops-bundle state 1\ntracked\nmanifest.json\n",
        "modelops-bundle state 1\ntracked\n.git/config\n",
        "modelops-bundle state 1\ntracked\nCON\n",
        "modelops-bundle state 1\ntracked\ta\n",
        "modelops-bundle state 1\nregistry\tlocalhost/a\nregistry\tlocalhost/a\ntracked\n",
        "modelops-bundle state 1\nregistry\thttp://localhost/a\ntracked\n",
        "modelops-bundle state 1\nregistry\n tracked\n",
        "modelops-bundle state 1\nsynced\tlocalhost/a\tsha256:1\tsha256:2\ntracked\n",
        "modelops-bundle state 1\nunknown\tx\ntracked\n",
        "modelops-bundle state 1\nchecksum\tsha256:00\ntracked\n",
      })
  void strangeTextIsDamaged(String text) throws IOException {
    assertDamaged(text.getBytes(UTF_8));
  }

  @Test
  void hugeStateIsRefusedUnread() throws IOException {
    try (RandomAccessFile huge = new RandomAccessFile(file().toFile(), "rw")) {
      huge.setLength(1L << 40);
    }
    assertThatExceptionOfType(WorkspaceException.class)
        .isThrownBy(() -> store.read(root))
        .withMessageContaining("268435456 bytes");
  }

  @Test
  void pipeInPlaceOfTheStateIsNotOpened() throws Exception {
    Files.delete(file());
    assertThat(new ProcessBuilder("mkfifo", file().toString()).start().waitFor()).isZero();
    assertThatExceptionOfType(WorkspaceException.class)
        .isThrownBy(() -> store.read(root))
        .withMessageContaining("no regular file");
  }

  private void assertDamaged(byte[] content) throws IOException {
    Files.write(file(), content);
    assertThatExceptionOfType(WorkspaceException.class)
        .as(new String(content, UTF_8))
        .isThrownBy(() -> store.read(root))
        .withMessageContaining(".modelops-bundle/state-1")
        .satisfies(e -> assertThat(e.code()).isEqualTo("state-damaged"))
        .satisfies(e -> assertThat(e.hint()).contains("initialize again"));
    assertThatExceptionOfType(WorkspaceException.class)
        .isThrownBy(
            () -> store.update(root, state -> state.withRegistry("x"), Operation.unobserved()));
    assertThat(file()).hasBinaryContent(content);
  }

  @Test
  void stateOfALaterVersionAsksForThatRelease() throws IOException {
    Files.writeString(file(), "modelops-bundle state 2\nwhatever");
    assertThatExceptionOfType(WorkspaceException.class)
        .isThrownBy(() -> store.read(root))
        .satisfies(e -> assertThat(e.code()).isEqualTo("state-newer"))
        .satisfies(e -> assertThat(e.hint()).isEqualTo("use that release"));
  }

  @Test
  void whoDeletesTheChecksumMayEditTheTrackedPaths() throws IOException {
    String text = Files.readString(file());
    Files.writeString(file(), text.replaceFirst("checksum.*\n", "") + "a.csv\n");
    assertThat(store.read(root).tracked()).hasSize(5).contains("a.csv");
    assertThat(store.read(root).synced()).isEqualTo(FULL.synced());
  }

  @Test
  void deletingADamagedStateBringsBackTheOneBefore() throws IOException {
    store.update(root, state -> state.withRegistry("localhost/b:latest"), Operation.unobserved());
    Path damaged = root.resolve(".modelops-bundle/state-2");
    Files.writeString(damaged, "");
    assertThatExceptionOfType(WorkspaceException.class).isThrownBy(() -> store.read(root));
    Files.delete(damaged);
    assertThat(store.read(root)).isEqualTo(FULL);
  }

  @Test
  void stateThatCannotBeWrittenAsLinesIsRefused() {
    assertThatExceptionOfType(IOException.class)
        .isThrownBy(
            () ->
                store.update(
                    root, state -> state.withRegistry("oci:a\nb:latest"), Operation.unobserved()))
        .withMessageContaining("oci:a\\u000ab:latest");
  }

  @Test
  void changeOfNothingWritesNothing() throws IOException {
    store.update(root, state -> state, Operation.unobserved());
    try (var files = Files.list(root.resolve(".modelops-bundle"))) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrder("lock", "state-1");
    }
  }

  @Test
  void changeThatThrowsLeavesTheState() throws IOException {
    assertThatExceptionOfType(IllegalStateException.class)
        .isThrownBy(
            () ->
                store.update(
                    root,
                    state -> {
                      throw new IllegalStateException();
                    },
                    Operation.unobserved()));
    assertThat(store.read(root)).isEqualTo(FULL);
  }

  /** An interrupt closes the channel that a thread writes to. */
  @Test
  void interruptLeavesTheOldState() throws Exception {
    Thread.currentThread().interrupt();
    assertThatThrownBy(
            () ->
                store.update(
                    root,
                    state -> state.withRegistry("localhost/b:latest"),
                    Operation.unobserved()))
        .isInstanceOfAny(
            CancellationException.class, java.nio.channels.ClosedByInterruptException.class);
    assertThat(Thread.interrupted()).isTrue();
    assertThat(store.read(root)).isEqualTo(FULL);
    store.update(root, state -> state.withRegistry("localhost/b:latest"), Operation.unobserved());
    assertThat(store.read(root).registry()).isEqualTo("localhost/b:latest");
  }

  /** Of a writer that was killed while it wrote what would have become the next state. */
  @Test
  void temporaryFileOfAKilledWriterIsIgnoredAndRemoved() throws IOException {
    Path temporary = file().resolveSibling(TemporaryFile.PREFIX + "1");
    Files.writeString(temporary, "modelops-bundle state 1\nhalf");
    assertThat(store.read(root)).isEqualTo(FULL);
    store.update(root, state -> state.withRegistry("localhost/b:latest"), Operation.unobserved());
    assertThat(store.read(root)).isEqualTo(FULL.withRegistry("localhost/b:latest"));
    assertThat(temporary).doesNotExist();
  }

  @Test
  void cacheIsReadBackAndADamagedOneIsForgotten() throws IOException {
    ByteBuffer known = ByteBuffer.wrap("what status knows".getBytes(UTF_8));
    store.writeCache(root, "cache", known.duplicate());
    assertThat(store.readCache(root, "cache")).isEqualTo(known);
    Path cache = root.resolve(".modelops-bundle/cache");
    byte[] whole = Files.readAllBytes(cache);
    for (int bit = 0; bit < 8 * whole.length; bit++) {
      byte[] flipped = whole.clone();
      flipped[bit / 8] ^= (byte) (1 << bit % 8);
      Files.write(cache, flipped);
      assertThat(store.readCache(root, "cache")).as("bit " + bit).isNull();
    }
    for (int length = 0; length < whole.length; length++) {
      Files.write(cache, Arrays.copyOf(whole, length));
      assertThat(store.readCache(root, "cache")).isNull();
    }
    Files.delete(cache);
    assertThat(store.readCache(root, "cache")).isNull();
    assertThat(store.read(root)).isEqualTo(FULL);
  }

  @Test
  void cacheWithoutAStateIsNoWorkspace() throws IOException {
    store.writeCache(root, "cache", ByteBuffer.allocate(0));
    Files.delete(file());
    assertThat(store.exists(root)).isFalse();
    assertThatExceptionOfType(WorkspaceException.class)
        .isThrownBy(() -> store.read(root))
        .satisfies(e -> assertThat(e.code()).isEqualTo("state-missing"));
    assertThat(store.create(root, FULL)).isTrue();
    assertThat(store.read(root)).isEqualTo(FULL);
  }
}
