package io.modelops.bundle.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.modelops.bundle.registry.testing.Reply;
import io.modelops.bundle.registry.testing.TestRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code modelops-bundle verify} and {@code reproduce}, as they are typed. */
class VerifyTest {
  @TempDir Path temporary;

  private TestRegistry registry;
  private Session session;
  private String reference;

  @BeforeEach
  void push() throws IOException {
    registry = TestRegistry.start();
    reference = registry.host() + "/lab/models:v1";
    session = Session.in(Files.createDirectory(temporary.resolve("project")));
    session.write("models/sir.py", Session.MODEL).write("data/x.csv", "1\n");
    session.done("init", reference);
    session.done("add", "data");
    session.done("push");
  }

  @AfterEach
  void stop() {
    registry.close();
  }

  @Test
  void aProjectThatIsAsPushedIsRight() {
    assertThat(session.done("verify").err())
        .matches("2 files as last pushed or pulled, .* read; nothing wrong\\.\n");
    assertThat(session.done("verify", "--json").json("verify"))
        .contains("\"sound\": true", "\"blobs\": 0", "\"findings\": []");
  }

  @Test
  void editedAndMissingFilesOfAProjectAreNamed() throws IOException {
    session.write("data/x.csv", "2\n");
    Files.delete(session.directory.resolve("models/sir.py"));

    Session.Result wrong = session.run("verify");

    assertThat(wrong.status()).isEqualTo(1);
    assertThat(wrong.out())
        .startsWith("changed     data/x.csv\nmissing     models/sir.py\nsha256:")
        .contains(reference);
    assertThat(wrong.err()).contains("0 files as last pushed or pulled, ", "; 2 wrong.");
  }

  @Test
  void withoutAPushThereIsNothingToCompareWith() {
    Session fresh = Session.in(temporary.resolve("fresh")).write("m.py", Session.MODEL);
    fresh.done("init");

    Session.Result refused = fresh.run("verify");

    assertThat(refused.status()).isEqualTo(2);
    assertThat(refused.err())
        .contains("nothing was pushed from or pulled to ", "hint: modelops-bundle verify REF");
  }

  @Test
  void aBundleThatIsWholeIsRight() {
    Session.Result right = session.done("verify", reference);
    assertThat(right.out()).startsWith("sha256:").contains(reference);
    assertThat(right.err()).matches("4 blobs and 2 files right, .* read; nothing wrong\\.\n");
  }

  @Test
  void whatIsLostInTheRegistryDiffersAndWhatIsRefusedIsUnreadable() {
    registry.on("GET", "/blobs/").nth(2).answer(Reply.of(403));
    Session.Result unreadable = session.run("verify", reference, "--json");
    assertThat(unreadable.status()).isEqualTo(3);
    assertThat(unreadable.json("verify")).contains("\"fault\": \"unreadable\"");
    registry.blobs("lab/models").stream()
        .filter(blob -> registry.blob("lab/models", blob).orElseThrow()[0] == 0x1f) // gzip
        .forEach(blob -> registry.removeBlob("lab/models", blob));

    Session.Result lost = session.run("verify", reference);

    assertThat(lost.status()).isEqualTo(1);
    assertThat(lost.out()).contains("missing     data: ", "missing     models: ");
  }

  @Test
  void theProjectMakesTheBundleThatItPushed() {
    Session.Result same = session.done("reproduce", reference);
    assertThat(same.out().lines().map(line -> line.substring(0, 71)).distinct()).hasSize(1);
    assertThat(same.err()).isEqualTo("The same: the project makes this bundle.\n");
    assertThat(session.done("reproduce", reference, "--json").json("reproduce"))
        .contains("\"same\": true", "\"difference\": \"none\"");
  }

  @Test
  void whatTheProjectMakesOtherwiseIsNamed() {
    session.write("data/x.csv", "2\n").write("models/seir.py", Session.MODEL);
    long sent = registry.count("PUT", "/");

    Session.Result other = session.run("reproduce", reference);

    assertThat(other.status()).isEqualTo(1);
    assertThat(other.out())
        .contains("  added    model  models.seir:SIR\n", "  changed  file   data/x.csv\n");
    assertThat(other.err()).contains("The project makes another bundle.\n");
    assertThat(session.run("reproduce", reference, "--json").json("reproduce"))
        .contains("\"difference\": \"content\"");
    assertThat(registry.count("PUT", "/")).isEqualTo(sent);
  }
}
