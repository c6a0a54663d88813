package io.modelops.bundle.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.modelops.bundle.registry.testing.TestRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReferrersTest {
  private static final String TYPE = "application/vnd.example.review";

  @TempDir Path temporary;
  private TestRegistry registry;
  private Session session;
  private String bundle;

  @BeforeEach
  void start() throws IOException {
    registry = TestRegistry.start();
    bundle = registry.host() + "/lab/models:v1";
    session = Session.in(Files.createDirectory(temporary.resolve("project")));
    session.write("m.py", Session.MODEL).write("review.txt", "good").done("init", bundle);
    session.done("push");
  }

  @AfterEach
  void stop() {
    registry.close();
  }

  private String attach() {
    Session.Result attached =
        session.done("attach", bundle, "review.txt", "--type", TYPE, "--annotation", "by=ann=b");
    assertThat(attached.err()).contains("It refers to " + bundle + ".");
    return attached.out().substring(0, attached.out().indexOf(' '));
  }

  @Test
  void aFileIsAttachedListedFetchedAndDeleted() {
    String digest = attach();
    assertThat(attach()).isEqualTo(digest);

    Session.Result listed = session.done("referrers", bundle);
    assertThat(listed.out()).isEqualTo(digest + "  " + TYPE + "  by=ann=b\n");
    assertThat(listed.err()).contains("1 manifest refers to it.");
    assertThat(session.done("referrers", bundle, "--type", "a/b").err())
        .contains("Nothing refers to it.");
    assertThat(session.done("referrers", bundle, "--fetch", digest).out()).isEqualTo("good");
    session.done("referrers", bundle, "--fetch", digest, "-o", "out.txt");
    assertThat(session.directory.resolve("out.txt")).hasContent("good");
    Session.Result again = session.run("referrers", bundle, "--fetch", digest, "-o", "out.txt");
    assertThat(again.status()).isEqualTo(1);
    assertThat(again.err()).contains("out.txt is there already");

    assertThat(session.done("referrers", bundle, "--delete", digest).err()).contains(digest);
    assertThat(session.done("referrers", bundle).err()).contains("Nothing refers to it.");
  }

  @Test
  void answersAreDocuments() {
    String digest = attach();

    assertThat(
            session
                .done("attach", bundle, "review.txt", "--type", TYPE, "--title", "r.txt", "--json")
                .json("attach"))
        .contains("\"reference\": \"" + bundle + "\"", "\"artifactType\": \"" + TYPE + "\"");
    assertThat(session.done("referrers", bundle, "--json").json("referrers"))
        .contains("\"by\": \"ann=b\"", digest);
    assertThat(
            session
                .done("referrers", bundle, "--fetch", digest, "-o", "o.txt", "--json")
                .json("referrers-fetch"))
        .contains("\"title\": \"review.txt\"", session.directory.resolve("o.txt").toString());
    assertThat(
            session
                .done("referrers", bundle, "--delete", digest, "--json")
                .json("referrers-delete"))
        .contains(digest);
  }

  @Test
  void whatIsWrongIsToldBeforeAnythingIsSent() {
    String digest = "sha256:" + "0".repeat(64);
    for (String[] words :
        new String[][] {
          {"attach", bundle},
          {"attach", bundle, "review.txt"},
          {"attach", bundle, "none.txt", "--type", TYPE},
          {"attach", bundle, "review.txt", "--type", "pdf"},
          {"attach", bundle, "review.txt", "--type", TYPE, "--title", "/x"},
          {"attach", bundle, "review.txt", "--type", TYPE, "--annotation", "x"},
          {"referrers", bundle, "--fetch", "x"},
          {"referrers", bundle, "--fetch", digest, "--json"},
          {"referrers", bundle, "--fetch", digest, "--delete", digest},
          {"referrers", bundle, "-o", "x"}
        }) {
      Session.Result result = session.run(words);
      assertThat(result.status()).as(String.join(" ", words)).isEqualTo(2);
      assertThat(result.err()).contains("error: ", "hint: ");
    }
    Session.Result missing = session.run("referrers", bundle, "--fetch", digest);
    assertThat(missing.status()).isEqualTo(3);
    assertThat(missing.err()).contains("nothing with the digest " + digest);
  }
}
