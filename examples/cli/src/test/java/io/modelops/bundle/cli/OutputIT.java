package io.modelops.bundle.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Standard output that is full, closed or no longer read. */
@EnabledOnOs(OS.LINUX)
class OutputIT {
  /** What a shell says of a process that SIGPIPE ended, as it ends git. */
  private static final int PIPE = 128 + 13;

  @TempDir Path temporary;
  private Path directory;

  @BeforeEach
  void makeProject() throws IOException {
    directory = Files.createDirectory(temporary.resolve("project"));
    Session session = Session.in(directory);
    session.write("pyproject.toml", "").write("m.py", Session.MODEL).write("data/a.csv", "1\n");
    session.done("init", "oci:../layout:v1");
    session.done("add", "data");
    session.done("manifest");
    session.done("push");
  }

  private Session.Result shell(String script) {
    return new Program(directory, "bash", "-c")
        .with("PATH", Program.BIN + ":" + System.getenv("PATH"))
        .run(script);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--version",
        "--help",
        "help add",
        "init oci:../other:v1",
        "discover",
        "discover --save --json",
        "manifest",
        "manifest --check",
        "add m.py --json",
        "remove data/a.csv --json",
        "status",
        "status --json",
        "diff",
        "push",
        "push --dry-run --json",
        "inspect oci:../layout:v1",
        "completion bash"
      })
  void fullDiskIsOneErrorAndAFailure(String command) {
    for (String full : new String[] {"> /dev/full", ">&-"}) {
      Session.Result result = shell("modelops-bundle " + command + " " + full);
      assertThat(result.status()).as(result.toString()).isEqualTo(3);
      assertThat(result.err().lines().filter(line -> !line.matches("(next|hint): .*")))
          .as(result.err())
          .filteredOn(line -> line.startsWith("error: "))
          .singleElement()
          .asString()
          .startsWith("error: cannot write the output: ");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"--help", "status", "inspect oci:../layout:v1", "status --json"})
  void readerThatLeavesEndsTheProgramQuietly(String command) {
    Session.Result result = shell("{ modelops-bundle " + command + "; echo $? >&2; } | exec true");
    assertThat(result.err().lines()).last().isIn(String.valueOf(PIPE), "0");
    assertThat(result.err()).doesNotContain("error:", "hint:");
  }

  @Test
  void errorsKeepTheirStatusWhereTheAnswerCannotBeWritten() {
    Session.Result result = shell("modelops-bundle inspect foo --json > /dev/full");
    assertThat(result.status()).isEqualTo(2);
    assertThat(result.err()).contains("error: no registry host").doesNotContain("cannot write");
  }

  @Test
  void messagesThatCannotBeWrittenAreNoFailure() {
    Session.Result result = shell("modelops-bundle discover 2> /dev/full");
    assertThat(result.status()).isZero();
    assertThat(result.out()).isEqualTo("m:SIR  m.py:1\n");
  }
}
