package io.modelops.bundle.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.modelops.bundle.error.ErrorCode;
import io.modelops.bundle.error.RegistryException;
import java.net.ConnectException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UsageTest {
  @TempDir Path directory;

  private Session.Result run(String... command) {
    return Session.in(directory).run(command);
  }

  @Test
  void versionIsOneLine() {
    assertThat(run("--version").out()).matches("modelops-bundle \\S+\n");
    assertThat(run("--version", "--json").json("version")).contains("\"version\"");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "init",
        "discover",
        "report",
        "manifest",
        "why",
        "add",
        "remove",
        "status",
        "diff",
        "push",
        "inspect",
        "tags",
        "tag",
        "copy",
        "attach",
        "referrers",
        "sign",
        "containerize",
        "login",
        "logout",
        "verify",
        "reproduce",
        "completion"
      })
  void helpFitsOnEightyColumns(String command) {
    String[] words = Stream.of(command, "--help").filter(w -> !w.isEmpty()).toArray(String[]::new);
    Session.Result help = run(words);
    assertThat(help.status()).isZero();
    assertThat(help.err()).isEmpty();
    assertThat(help.out()).startsWith("Usage: modelops-bundle " + command);
    assertThat(help.out().lines()).allMatch(line -> line.length() <= 80);
  }

  @ParameterizedTest
  @CsvSource({
    "discver, hint: did you mean `discover`?",
    "statsu, hint: did you mean `status`?",
    "pull-all, hint: modelops-bundle --help"
  })
  void unknownCommandNamesTheNearest(String typed, String answer) {
    for (String[] words : new String[][] {{typed}, {"help", typed}, {typed, "--help"}}) {
      Session.Result result = run(words);
      assertThat(result.status()).isEqualTo(2);
      assertThat(result.err()).contains("unknown command: " + typed, answer.replace('`', '\''));
      assertThat(result.out()).isEmpty();
    }
  }

  @Test
  void helpIsACommandToo() {
    assertThat(run("help")).isEqualTo(run("--help"));
    assertThat(run("help", "add")).isEqualTo(run("add", "--help"));
    assertThat(run("help", "add", "--json")).isEqualTo(run("add", "--help", "--json"));
    assertThat(run("help", "help").status()).isZero();
    assertThat(run("--help").out().lines()).anyMatch(line -> line.startsWith("  help "));
  }

  @Test
  void nameOfACommandAmongTheWordsDoesNotHideTheNearest() {
    Session.Result result = run("statsu", "push");
    assertThat(result.status()).isEqualTo(2);
    assertThat(result.err()).contains("unknown command: statsu", "did you mean 'status'?");
  }

  @ParameterizedTest
  @CsvSource({
    "discover, --savee, --save",
    "push, --dryrun, --dry-run",
    "manifest, --chekc, --check",
    "status, --ofline, --offline"
  })
  void unknownOptionNamesTheNearest(String command, String typed, String meant) {
    Session.Result result = run(command, typed);
    assertThat(result.status()).isEqualTo(2);
    assertThat(result.err()).contains("unknown option: " + typed, "did you mean '" + meant + "'?");
  }

  @Test
  void missingArgumentIsWrongUse() {
    assertThat(run("add").status()).isEqualTo(2);
    assertThat(run("add").err()).contains("error: add needs PATH...");
    assertThat(run("push", "--tag").err()).contains("error: --tag needs TAG");
    assertThat(run("inspect").status()).isEqualTo(2);
    assertThat(run("add", "--help").status()).isZero();
  }

  @Test
  void wrongUseIsOneJsonDocumentToo() {
    Session.Result result = run("discover", "--savee", "--json");
    assertThat(result.status()).isEqualTo(2);
    assertThat(result.json("error")).contains("\"code\": \"usage\"", "--savee");
  }

  @Test
  void noCommandShowsTheHelp() {
    assertThat(run().status()).isEqualTo(2);
    assertThat(run().out()).startsWith("Usage:");
  }

  @Test
  void controlCharactersOfArgumentsAreEscaped() {
    Session.Result result = run("add\u001b[31m");
    assertThat(result.err()).contains("add\\u001b[31m").doesNotContain("\u001b");
  }

  @Test
  void whatTheTerminalCannotShowIsEscaped() {
    Session.Result result = Session.in(directory).with(StandardCharsets.US_ASCII).run("modèle");
    assertThat(result.err()).contains("mod\\u00e8le");
  }

  @Test
  void projectThatIsNotThereIsNamed() {
    for (String command : new String[] {"status", "init", "discover"}) {
      Session.Result result = run(command, "--project", "nowhere");
      assertThat(result.status()).isEqualTo(2);
      assertThat(result.err()).contains("no such directory: " + directory.resolve("nowhere"));
    }
    assertThat(directory).isEmptyDirectory();
  }

  @ParameterizedTest
  @CsvSource({
    "localhost:5555/x:a:b, a tag has at most",
    "localhost:5555/x:, a tag has at most",
    "https://ghcr.io/Lab/Seir, did you mean `ghcr.io/lab/seir`?",
    "registry/foo, a registry host is",
    "foo, add a repository"
  })
  void wrongReferenceNamesTheMend(String reference, String mend) {
    Session.Result result = run("inspect", reference);
    assertThat(result.status()).isEqualTo(2);
    assertThat(result.err()).contains(mend.replace('`', '\''));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          NOT_TLS                | use --plain-http lab:5000
          NOT_HTTP               | leave out --plain-http
          UNREACHABLE            | use --plain-http lab:5000
          UNAUTHORIZED           | modelops-bundle login lab:5000
          CREDENTIALS            | repair or remove
          TLS_UNTRUSTED          | SSL_CERT_FILE
          TLS_CLIENT_CERTIFICATE | no option for client certificates
          """)
  void hintsAreInTheWordsOfTheCommandLine(ErrorCode code, String words) {
    String hint =
        "name it in RegistryOptions.plainHttp, CredentialSource.of, Network.withSslContext";
    RegistryException refused =
        new RegistryException(code, "lab:5000/x:v1", 0, "", "", hint, new ConnectException());
    assertThat(Failure.of(refused).hint()).contains(words).doesNotContain("Options.", ".of");
  }

  @Test
  void fullDiskIsNoReasonToTryAgainAtOnce() {
    String fault = "cannot push to oci:out:latest: blobs: No space left on device";
    RegistryException full =
        new RegistryException(
            ErrorCode.PUSH_FAILED, "oci:out:latest", 0, "", fault, "try again", null);
    assertThat(Failure.of(full).hint()).isEqualTo("free some space and run the command again");
  }

  @Test
  void bugIsReportedWithoutNamesOfClasses() {
    Failure bug = Failure.of(new IllegalStateException("at the wrong time"));
    assertThat(bug.status()).isEqualTo(Status.FAILED);
    assertThat(bug.message() + bug.hint()).doesNotContain("Exception", "java");
    assertThat(bug.hint()).contains("report it", "--json");
  }

  @Test
  void argumentsThatMayBeLeftOutAreInBrackets() {
    assertThat(run("init", "--help").out()).contains("init [OPTIONS] [NAME|REF]\n");
    assertThat(run("push", "--help").out()).contains("push [OPTIONS] [REF]\n");
    assertThat(run("inspect", "--help").out()).contains("inspect [OPTIONS] REF\n");
  }

  @Test
  void outsideOfAProjectTheWayInIsNamed() {
    Session.Result result = run("status");
    assertThat(result.status()).isEqualTo(2);
    assertThat(result.err()).contains("init");
  }

  @Test
  void cancelledCommandEndsWith130() {
    Session session = Session.in(directory).write("models.py", Session.MODEL).cancelled();
    Session.Result result = session.run("discover", "--json");
    assertThat(result.status()).isEqualTo(130);
    assertThat(result.json("error")).contains("\"code\": \"cancelled\"");
  }

  @Test
  void completionNamesEveryCommandAndOption() {
    String script = run("completion", "bash").out();
    assertThat(script).contains("discover", "--interactive", "--plain-http", "complete -F");
    assertThat(run("completion", "fish").status()).isEqualTo(2);
    run("completion", "zsh", "--json").json("completion");
  }
}
