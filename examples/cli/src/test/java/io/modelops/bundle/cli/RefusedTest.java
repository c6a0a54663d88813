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

/** A registry that refuses: what is said of it, and what to do. */
class RefusedTest {
  @TempDir private Path temporary;
  private TestRegistry registry;
  private Session session;

  @BeforeEach
  void start() throws IOException {
    registry = TestRegistry.start();
    session = Session.in(Files.createDirectory(temporary.resolve("project")));
    session.write("models.py", Session.MODEL);
    session.done("init", registry.host() + "/lab/models");
  }

  @AfterEach
  void stop() {
    registry.close();
  }

  @Test
  void statusSaysToLogInWhereTheRegistryAsksForIt() throws IOException {
    registry.requirePassword("ann", "s3cret");

    Session.Result status = session.done("status");
    assertThat(status.out())
        .contains("state unknown: no credentials for " + registry.host(), "HTTP 401");
    assertThat(status.err())
        .contains("hint: log in with modelops-bundle login " + registry.host() + "\n")
        .doesNotContain("CredentialSource");
    assertThat(session.done("status", "--json").json("status"))
        .contains("\"state\": \"unknown\"", "\"code\": \"unauthorized\"");
  }

  @Test
  void statusSaysThatTheRightToReadIsMissing() throws IOException {
    registry.on("*", "/manifests/").answer(Reply.error(403, "DENIED", "not yours"));

    Session.Result status = session.done("status");
    assertThat(status.out())
        .contains("state unknown: ", "no permission (HTTP 403)")
        .doesNotContain("unknown: " + registry.host());
    assertThat(status.err()).contains("hint: ask the registry's owner for the right to do this");
  }

  @Test
  void statusSaysThatNobodyIsThere() throws IOException {
    registry.close();

    assertThat(session.done("status").out())
        .contains("state unknown: ", "no connection to http://" + registry.host());
  }

  @Test
  void offlineNothingIsSaidOfTheRegistry() throws IOException {
    registry.requirePassword("ann", "s3cret");

    assertThat(session.done("status", "--offline").out()).doesNotContain("unknown");
    assertThat(registry.requests()).isEmpty();
  }

  @Test
  void whoMayOnlyReadIsNotToldToLogIn() throws IOException {
    registry.on("POST", "/uploads/").answer(Reply.error(403, "DENIED", "read only"));

    Session.Result push = session.run("push");
    assertThat(push.status()).isEqualTo(3);
    assertThat(push.err())
        .contains("no permission (HTTP 403, DENIED read only)")
        .doesNotContain("log in");
  }
}
