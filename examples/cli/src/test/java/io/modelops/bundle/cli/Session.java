package io.modelops.bundle.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.modelops.bundle.value.Environment;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicBoolean;

/** Commands in one directory, one after the other, in this process. */
final class Session {
  static final String MODEL =
      """
      class SIR:
          def parameters(self):
              return {"beta": 0.3}

          def simulate(self, seed=1):
              return []
      """;

  final Path directory;
  private final Charset charset;
  private final Terminals terminals;
  private Environment environment = Environment.none();
  private String input = "";
  private final AtomicBoolean cancelled = new AtomicBoolean();

  private Session(Path directory, Charset charset, Terminals terminals) {
    this.directory = directory;
    this.charset = charset;
    this.terminals = terminals;
  }

  static Session in(Path directory) {
    return new Session(directory, UTF_8, Terminals.NONE);
  }

  Session at(String subdirectory) {
    return new Session(directory.resolve(subdirectory), charset, terminals);
  }

  Session with(Terminals others) {
    return new Session(directory, charset, others);
  }

  Session with(Charset other) {
    return new Session(directory, other, terminals);
  }

  Session with(Environment other) {
    Session session = new Session(directory, charset, terminals);
    session.environment = other;
    return session;
  }

  /** What the next commands read from standard input. */
  Session typing(String text) {
    input = text;
    return this;
  }

  Session cancelled() {
    cancelled.set(true);
    return this;
  }

  Session write(String path, String content) {
    try {
      Path file = directory.resolve(path);
      Files.createDirectories(file.getParent());
      Files.writeString(file, content);
      return this;
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  String read(String path) {
    try {
      return Files.readString(directory.resolve(path));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  Result run(String... command) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    Surroundings surroundings =
        new Surroundings(
            new ByteArrayInputStream(input.getBytes(charset)),
            out,
            err,
            charset,
            terminals,
            directory,
            environment,
            cancelled::get);
    int status = new Cli(surroundings).run(command);
    return new Result(status, out.toString(charset), err.toString(charset));
  }

  /** Runs a command that has to succeed. */
  Result done(String... command) {
    Result result = run(command);
    assertThat(result.status()).as(result.toString()).isZero();
    return result;
  }

  record Result(int status, String out, String err) {
    /** The answer, after a look at its schema. */
    String json(String schema) {
      assertThat(Schemas.errors(schema, out)).as(out).isEmpty();
      return out;
    }
  }
}
