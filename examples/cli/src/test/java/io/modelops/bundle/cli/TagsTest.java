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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TagsTest {
  @TempDir Path temporary;
  private TestRegistry registry;
  private Session session;

  @BeforeEach
  void start() throws IOException {
    registry = TestRegistry.start();
    session = Session.in(Files.createDirectory(temporary.resolve("project")));
    session.write("m.py", Session.MODEL).done("init", registry.host() + "/lab/models");
  }

  @AfterEach
  void stop() {
    registry.close();
  }

  private String place(String kind) {
    return switch (kind) {
      case "registry" -> registry.host() + "/lab/models";
      case "layout" -> "oci:" + temporary.resolve("layout");
      default -> "oci-archive:" + temporary.resolve("archive.tar");
    };
  }

  @ParameterizedTest
  @ValueSource(strings = {"registry", "layout", "archive"})
  void aBundleGetsAnotherTagAndTagsAreListed(String kind) {
    String place = place(kind);
    session.done("push", place + ":v1");

    Session.Result tagged = session.done("tag", place + ":v1", "stable", "--json");

    assertThat(tagged.json("tag"))
        .contains("\"reference\": \"" + place + ":stable\"", "\"before\": null");
    assertThat(session.done("tag", place + ":v1", "stable").err())
        .contains("The tag named this already.");
    assertThat(session.done("tags", place).out()).isEqualTo("stable\nv1\n");
    assertThat(session.done("tags", place).err()).contains("2 tags.");
    assertThat(session.done("tags", place, "--json").json("tags")).contains("\"stable\"", "\"v1\"");
    assertThat(session.done("tags", place, "--limit", "1").out()).isEqualTo("stable\n");
    assertThat(session.done("tags", place, "--after", "stable").out()).isEqualTo("v1\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"registry", "layout", "archive"})
  void aTagThatNamesSomethingElseStaysUnlessForced(String kind) {
    String place = place(kind);
    session.done("push", place + ":v1");
    session.write("m.py", Session.MODEL + "# 2\n").done("push", place + ":v2");
    String second = session.done("inspect", place + ":v2").out();

    Session.Result refused = session.run("tag", place + ":v1", "v2");

    assertThat(refused.status()).isEqualTo(1);
    assertThat(refused.err()).contains(place + ":v2 holds another bundle", "--force replaces");
    assertThat(session.done("inspect", place + ":v2").out()).isEqualTo(second);
    assertThat(session.done("tag", place + ":v1", "v2", "--force").err())
        .contains("The tag named sha256:", " before.");
    assertThat(session.done("inspect", place + ":v2").out()).isNotEqualTo(second);
  }

  @Test
  void ofABundleThatGetsATagNoBlobIsAskedFor() {
    session.done("push", place("registry") + ":v1");
    int before = registry.requests().size();

    session.done("tag", place("registry") + ":v1", "v2");

    assertThat(registry.requests().subList(before, registry.requests().size()))
        .isNotEmpty()
        .noneMatch(request -> request.target().contains("/blobs/"));
  }

  @Test
  void whatIsNotThereGetsNoTag() {
    Session.Result missing = session.run("tag", place("layout") + ":v1", "v2");

    assertThat(missing.status()).isEqualTo(3);
    assertThat(missing.err()).contains("there is no such bundle");
    assertThat(temporary.resolve("layout")).doesNotExist();
  }

  @Test
  void whatIsNoTagAndNoNumberIsWrongUsage() {
    assertThat(session.run("tag", place("layout") + ":v1", "a b").status()).isEqualTo(2);
    assertThat(session.run("tag", place("layout") + ":v1").status()).isEqualTo(2);
    assertThat(session.run("tag").status()).isEqualTo(2);
    assertThat(session.run("tags").status()).isEqualTo(2);
    assertThat(session.run("tags", place("layout"), "--limit", "0").status()).isEqualTo(2);
  }
}
