package io.modelops.bundle.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.modelops.bundle.registry.testing.TestRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code modelops-bundle ensure} and {@code gc}, as a worker runs them. */
class EnsureTest {
  @TempDir Path temporary;

  private TestRegistry registry;
  private Session worker;
  private String tag;
  private String digest;

  @BeforeEach
  void push() throws IOException {
    registry = TestRegistry.start();
    tag = registry.host() + "/lab/models:v1";
    Session ann = Session.in(Files.createDirectory(temporary.resolve("ann")));
    ann.write("models/sir.py", Session.MODEL).write("data/x.csv", "1\n");
    ann.done("init", tag);
    ann.done("add", "data");
    Matcher pushed = Pattern.compile("sha256:[0-9a-f]{64}").matcher(ann.done("push").out());
    assertThat(pushed.find()).isTrue();
    digest = registry.host() + "/lab/models@" + pushed.group();
    worker = Session.in(Files.createDirectory(temporary.resolve("worker")));
  }

  @AfterEach
  void stop() {
    registry.close();
  }

  @Test
  void aDirectoryIsFilledOnceAndThenNothingIsAsked() {
    Session.Result first = worker.done("ensure", digest, "seir", "--cache", "cache");
    registry.close();
    Session.Result second = worker.done("ensure", digest, "seir", "--cache", "cache");

    assertThat(first.err()).contains("2 files in " + temporary.resolve("worker/seir") + "; ");
    assertThat(first.err()).contains(" fetched.");
    assertThat(second.err()).contains("nothing was asked of the registry.");
    assertThat(worker.read("seir/data/x.csv")).isEqualTo("1\n");
  }

  @Test
  void theAnswerIsADocument() {
    assertThat(worker.done("ensure", tag, "--cache", "cache", "--json").json("ensure"))
        .contains("\"directory\": null", "\"data/x.csv\"", "\"origin\": \"registry\"");
    assertThat(
            worker
                .done("ensure", tag, "d", "--offline", "--cache", "cache", "--json")
                .json("ensure"))
        .contains("\"cached\": 2", "\"bytesFetched\": 0", "\"origin\": \"here\"");
    assertThat(worker.done("gc", "--cache", "cache", "--verify", "--json").json("gc"))
        .contains("\"deleted\": 0", "\"kept\": 4", "\"checked\": 4");
  }

  @Test
  void offlineItIsSaidWhatIsMissing() {
    worker.done("ensure", tag, "--path", "data", "--cache", "cache");

    worker.done("ensure", tag, "part", "--path", "data", "--offline", "--cache", "cache");
    Session.Result missing = worker.run("ensure", tag, "all", "--offline", "--cache", "cache");

    assertThat(missing.status()).isEqualTo(3);
    assertThat(missing.err())
        .contains("is not in the cache: 1 of the files are missing: 'models/sir.py'")
        .contains("hint: run it once without --offline");
    assertThat(temporary.resolve("worker/all")).doesNotExist();
  }

  @Test
  void anEditedDirectoryIsRefused() {
    worker.done("ensure", tag, "seir", "--cache", "cache");
    worker.write("seir/data/x.csv", "2\n");

    Session.Result refused = worker.run("ensure", tag, "seir", "--cache", "cache");

    assertThat(refused.status()).isEqualTo(1);
    assertThat(refused.err())
        .contains(
            "ensure would replace what is only here: 'data/x.csv' (edited since it was ensured)")
        .contains("hint: move or delete what is in the way");
    assertThat(worker.read("seir/data/x.csv")).isEqualTo("2\n");
  }

  @Test
  void aCollectionSaysWhatItForgets() {
    worker.done("ensure", tag, "--cache", "cache");

    Session.Result plan =
        worker.done("gc", "--cache", "cache", "--max-size", "1K", "--dry-run", "--verify");

    assertThat(plan.err()).contains("4 contents hashed, 0 damaged.", "would be deleted");
    assertThat(worker.done("gc", "--cache", "cache", "--max-size", "1").out())
        .isEqualTo("forgotten  " + tag + "\n");
    assertThat(worker.run("ensure", tag, "--cache", "cache", "--offline").status()).isEqualTo(3);
    assertThat(worker.run("gc", "--older-than", "soon").err()).contains("not an age: soon");
    assertThat(worker.run("gc", "--max-size", "-1").status()).isEqualTo(2);
  }

  @Test
  void whereNothingSaysWhereTheCacheIsItIsAskedFor() {
    Session.Result wrong = worker.run("ensure", tag);

    assertThat(wrong.status()).isEqualTo(2);
    assertThat(wrong.err()).contains("hint: name one with --cache DIR, or set XDG_CACHE_HOME");
  }

  @Test
  void verifyTakesOneOfTwoWords() {
    worker.done("ensure", tag, "--cache", "cache", "--verify", "always");

    assertThat(worker.run("ensure", tag, "--cache", "cache", "--verify", "never").status())
        .isEqualTo(2);
  }
}
