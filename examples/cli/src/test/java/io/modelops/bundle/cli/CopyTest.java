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

class CopyTest {
  @TempDir Path temporary;
  private TestRegistry registry;
  private Session session;
  private String source;

  @BeforeEach
  void start() throws IOException {
    registry = TestRegistry.start();
    source = registry.host() + "/lab/models:v1";
    session = Session.in(Files.createDirectory(temporary.resolve("project")));
    session.write("m.py", Session.MODEL).done("init", source);
    session.done("push");
  }

  @AfterEach
  void stop() {
    registry.close();
  }

  @Test
  void aBundleGoesToAnArchiveAndBack() {
    String digest = session.done("inspect", source).out().lines().toList().get(1);
    Session.Result copied = session.done("copy", source, "oci-archive:../m.tar:v1", "--json");
    assertThat(copied.json("copy"))
        .contains(
            "\"source\": \"" + source + "\"",
            "\"reference\": \"oci-archive:" + temporary.resolve("m.tar") + ":v1\"",
            "\"before\": null");
    assertThat(session.done("copy", "oci-archive:../m.tar:v1", "oci:../layout:v2").err())
        .contains("blobs sent, ", "; 0 there already.");
    Session.Result back =
        session.done("copy", "oci:../layout:v2", registry.host() + "/lab/other:v3");
    assertThat(back.out()).contains(digest.replaceFirst("digest +", ""), "/lab/other:v3");
    assertThat(session.done("inspect", registry.host() + "/lab/other:v3").out()).contains(digest);
    assertThat(session.done("copy", source, registry.host() + "/lab/third:v1").err())
        .contains("0 blobs sent, 0 bytes; 2 taken over from another repository; 0 there already.");
  }

  @Test
  void aTagThatNamesSomethingElseStaysUnlessForced() {
    session.done("copy", source, "oci:../layout:v1");
    session.write("m.py", Session.MODEL + "# 2\n").done("push");
    Session.Result refused = session.run("copy", source, "oci:../layout:v1", "--json");
    assertThat(refused.status()).isEqualTo(1);
    assertThat(refused.json("error"))
        .contains("\"code\": \"tag-moved\"", "the same command with --force replaces");
    session.done("copy", source, "oci:../layout:v1", "--force", "--no-referrers");
  }

  @Test
  void whatIsMissingIsTold() {
    Session.Result missing = session.run("copy", "oci:../none:v1", "oci:../layout:v1");
    assertThat(missing.status()).isEqualTo(3);
    assertThat(missing.err()).contains("there is no such bundle");
    assertThat(temporary.resolve("layout")).doesNotExist();
    assertThat(session.run("copy", source).status()).isEqualTo(2);
    assertThat(session.run("copy", source, "x").status()).isEqualTo(2);
  }

  @Test
  void anArchiveInTheProjectIsRememberedByItsPathThere() throws IOException {
    session.done("init", "oci-archive:build/b.tar:v1");
    session.at("").done("push");
    assertThat(session.done("status", "--json").json("status")).contains("\"in-sync\"");
    Path moved = temporary.resolve("moved");
    Files.move(session.directory, moved);
    assertThat(Session.in(moved).done("status", "--json").json("status"))
        .contains("\"in-sync\"", moved + "/build/b.tar");
  }
}
