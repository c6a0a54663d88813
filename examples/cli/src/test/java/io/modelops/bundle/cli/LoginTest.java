package io.modelops.bundle.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.modelops.bundle.registry.testing.TestRegistry;
import io.modelops.bundle.value.Environment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LoginTest {
  private static final String SECRET = "s3cret-canary";

  @TempDir Path home;
  private TestRegistry registry;
  private Session session;

  @BeforeEach
  void start() throws IOException {
    registry = TestRegistry.start().requirePassword("ann", SECRET);
    session =
        Session.in(Files.createDirectory(home.resolve("project")))
            .with(Environment.of(Map.of(), home));
  }

  @AfterEach
  void stop() {
    registry.close();
  }

  private Session.Result login(String password) {
    String[] words = {"login", registry.host(), "-u", "ann", "--password-stdin"};
    return session.typing(password).run(words);
  }

  @Test
  void pushesAreLetInBetweenLoginAndLogout() {
    String reference = registry.host() + "/lab/models:v1";
    session.write("m.py", Session.MODEL).done("init", reference);
    Session.Result before = session.run("push");
    assertThat(before.err()).contains("hint: log in with modelops-bundle login " + registry.host());

    Session.Result login = login(SECRET + "\r\n");
    assertThat(login.status()).isZero();
    assertThat(login.out() + login.err())
        .isEqualTo(
            "Logged in to "
                + registry.host()
                + " as ann.\nKept in Docker configuration "
                + home.resolve(".docker/config.json")
                + ".\n");
    session.done("push");

    assertThat(session.done("logout", registry.host(), "--json").json("logout"))
        .contains("\"remaining\": null", "Docker configuration ");
    assertThat(session.done("logout", registry.host()).err())
        .isEqualTo("No login for " + registry.host() + " was kept.\n");
    assertThat(session.run("push").status()).isEqualTo(3);
  }

  @Test
  void wrongPasswordIsRefusedAndNotRepeated() {
    Session.Result refused = login("wrong-" + SECRET);

    assertThat(refused.status()).isEqualTo(3);
    assertThat(refused.err())
        .contains("refused (HTTP 401", "hint: check both")
        .doesNotContain(SECRET);
    assertThat(home.resolve(".docker")).doesNotExist();
  }

  @Test
  void registryThatAsksForNothingIsToldFrom() throws IOException {
    try (TestRegistry open = TestRegistry.start()) {
      String[] words = {"login", open.host(), "-u", "ann", "--password-stdin", "--json"};
      Session.Result result = session.typing(SECRET).done(words);
      assertThat(result.err()).contains("warning: " + open.host() + " asks for no login");
      assertThat(result.json("login")).contains("\"checked\": false").doesNotContain(SECRET);
    }
  }

  @Test
  void withoutATerminalUserNameAndPasswordAreGiven() {
    for (String[] words :
        new String[][] {
          {"login", registry.host()},
          {"login", registry.host(), "-u", "ann"},
          {"login", registry.host(), "--password-stdin"},
          {"login", registry.host() + "/lab:v1", "-u", "ann", "--password-stdin"},
          {"login", "oci:dir", "-u", "ann", "--password-stdin"},
          {"logout", "nowhere"},
        }) {
      Session.Result result = session.typing(SECRET).run(words);
      assertThat(result.status()).as(String.join(" ", words)).isEqualTo(2);
      assertThat(result.err()).contains("error: ", "hint: ");
    }
    assertThat(registry.requests()).isEmpty();
  }
}
