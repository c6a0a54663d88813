package io.modelops.bundle.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code modelops-bundle pull}, as a colleague types it. */
class PullTest {
  @TempDir Path temporary;

  private Session ann;
  private Session bob;
  private String reference;

  @BeforeEach
  void push() throws IOException {
    reference = "oci:" + temporary.resolve("layout") + ":v1";
    ann = Session.in(Files.createDirectory(temporary.resolve("ann")));
    ann.write("models/sir.py", Session.MODEL).write("data/x.csv", "1\n");
    ann.done("init", reference);
    ann.done("add", "data");
    ann.done("push");
    bob = Session.in(Files.createDirectory(temporary.resolve("bob")));
  }

  @Test
  void anEmptyDirectoryBecomesTheProject() {
    Session.Result pulled = bob.done("pull", reference);

    assertThat(pulled.out())
        .contains("created   data/x.csv\n", "created   models/sir.py\n", reference);
    assertThat(pulled.err()).contains("files written, 0 deleted");
    assertThat(bob.done("status").out()).contains("in sync");
    assertThat(bob.done("pull").err()).isEqualTo("Already up to date.\n");
    assertThat(bob.done("push").err()).contains("0 blobs sent");
  }

  @Test
  void aSecondArgumentNamesTheDirectory() {
    bob.done("pull", reference, "study");

    assertThat(temporary.resolve("bob/study/data/x.csv")).hasContent("1");
    assertThat(temporary.resolve("bob/.modelops-bundle")).doesNotExist();
  }

  @Test
  void whoIsBehindIsToldToPull() {
    bob.done("pull", reference);
    ann.write("data/x.csv", "2\n").done("push");

    Session.Result status = bob.done("status");
    assertThat(status.out()).contains("behind: somebody else pushed since");
    assertThat(status.err()).contains("next: modelops-bundle pull\n");
    assertThat(bob.done("pull").out()).contains("replaced  data/x.csv\n");
    assertThat(temporary.resolve("bob/data/x.csv")).hasContent("2");
  }

  @Test
  void editsAreRefusedWithTheWayOut() {
    bob.done("pull", reference);
    bob.write("data/x.csv", "mine\n");

    Session.Result refused = bob.run("pull");

    assertThat(refused.status()).isEqualTo(1);
    assertThat(refused.err())
        .contains("error: the pull would replace what is only here: 'data/x.csv' (edited since")
        .contains("hint: push or move them first; pull --overwrite replaces them");
    Session.Result plan = bob.run("pull", "--dry-run", "--json");
    assertThat(plan.status()).isEqualTo(1);
    assertThat(plan.json("pull-dry-run")).contains("\"refused\": true", "\"why\": \"edited\"");
    assertThat(bob.done("pull", "--overwrite").err()).contains("Copies of what was overwritten: ");
    assertThat(temporary.resolve("bob/.modelops-bundle/backup/1/data/x.csv")).hasContent("mine");
  }

  @Test
  void aPartIsPulledWithoutAProject() {
    bob.done("pull", reference, "--path", "data/");

    assertThat(temporary.resolve("bob/data/x.csv")).exists();
    assertThat(temporary.resolve("bob/models")).doesNotExist();
    assertThat(temporary.resolve("bob/.modelops-bundle")).doesNotExist();
    assertThat(bob.run("pull", reference, "--model", "no:Such").err())
        .contains("the bundle has no model 'no:Such'");
  }

  @Test
  void theAnswerIsADocument() {
    assertThat(bob.done("pull", reference, "--json").json("pull"))
        .contains("\"created\": [", "\"data/x.csv\"", "\"previous\": null", "\"backup\": null");
  }

  @Test
  void withoutAReferenceNothingSaysWhatToPull() {
    Session.Result wrong = bob.run("pull");

    assertThat(wrong.status()).isEqualTo(2);
    assertThat(wrong.err()).contains("nothing says what to pull");
  }
}
