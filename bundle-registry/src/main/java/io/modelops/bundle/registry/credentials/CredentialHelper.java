package io.modelops.bundle.registry.credentials;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.modelops.bundle.value.Credential;
import io.modelops.bundle.value.Environment;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeUnit;

/**
 * Runs {@code docker-credential-NAME}. A call ends within ten seconds and leaves no process,
 * whatever the helper does. No message contains output of the helper.
 *
 * <p>Output is read only when it is available. A read therefore never blocks, even if a process
 * that the helper started keeps the stream open. The error stream is discarded, so it cannot fill
 * up.
 */
record CredentialHelper(String name, Environment environment, Duration maxWait) {
  static final Duration MAX_WAIT = Duration.ofSeconds(9);

  private static final long TICK_MILLIS = 20;
  private static final int MAX_OUTPUT_BYTES = 64 << 10;
  private static final String UNKNOWN = "credentials not found in native keychain";
  private static final String USERNAME = "Username";
  private static final String SECRET = "Secret";

  /** Stands for the user name of an identity token. */
  private static final String TOKEN_USER = "<token>";

  private static final JsonFactory FACTORY = new JsonFactory();

  /** Where helpers usually are. A program started from a desktop lacks the user's PATH. */
  private static final List<String> USUAL =
      List.of("/usr/local/bin", "/opt/homebrew/bin", "/usr/bin");

  Optional<Credential> get(String place) throws IOException {
    String output = run("get", DockerConfig.key(place));
    return output.contains(UNKNOWN) ? Optional.empty() : Optional.of(credential(output));
  }

  void store(String place, Credential credential) throws IOException {
    String username = credential.username().isEmpty() ? TOKEN_USER : credential.username();
    StringWriter document = new StringWriter();
    try (JsonGenerator json = FACTORY.createGenerator(document)) {
      json.writeStartObject();
      json.writeStringField("ServerURL", DockerConfig.key(place));
      json.writeStringField(USERNAME, username);
      json.writeStringField(SECRET, credential.secret());
      json.writeEndObject();
    }
    if (run("store", document.toString()).contains(UNKNOWN)) {
      throw failed("did not keep it");
    }
  }

  /** Whether there was something to erase. */
  boolean erase(String place) throws IOException {
    return get(place).isPresent() && !run("erase", DockerConfig.key(place)).contains(UNKNOWN);
  }

  /** What it answers to a word and an input. */
  private String run(String action, String input) throws IOException {
    Path program = program();
    ProcessBuilder builder =
        new ProcessBuilder(program.toString(), action)
            .redirectError(ProcessBuilder.Redirect.DISCARD);
    builder.environment().clear();
    builder.environment().putAll(environment.variables());
    Process process = start(builder);
    try {
      tell(process, input);
      String output = read(process);
      if (process.exitValue() != 0 && !output.contains(UNKNOWN)) {
        throw failed("ended with exit code " + process.exitValue());
      }
      return output;
    } finally {
      kill(process);
    }
  }

  private Path program() throws IOException {
    if (!name.matches("[A-Za-z0-9._-]+")) {
      throw new IOException("a credential helper is not named like that");
    }
    List<String> directories = new ArrayList<>();
    String path = environment.variables().getOrDefault("PATH", "");
    directories.addAll(List.of(path.split(File.pathSeparator)));
    directories.addAll(USUAL);
    for (String directory : directories) {
      for (String suffix : List.of("", ".exe", ".cmd")) {
        File file = new File(directory, "docker-credential-" + name + suffix);
        if (file.isAbsolute() && file.isFile() && Files.isExecutable(file.toPath())) {
          return file.toPath();
        }
      }
    }
    throw failed("is not in the PATH");
  }

  private Process start(ProcessBuilder builder) throws IOException {
    try {
      return builder.start();
    } catch (IOException e) {
      throw failed("cannot be started");
    }
  }

  private static void tell(Process process, String input) {
    try (OutputStream in = process.getOutputStream()) {
      in.write(input.getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      // the helper may answer without reading its input
    }
  }

  private String read(Process process) throws IOException {
    long end = System.nanoTime() + maxWait.toNanos();
    ByteArrayOutputStream output = new ByteArrayOutputStream();
    boolean ended = false;
    while (!ended) {
      ended = waited(process);
      drain(process.getInputStream(), output);
      if (output.size() > MAX_OUTPUT_BYTES) {
        throw failed("wrote more than a credential");
      }
      if (!ended && System.nanoTime() > end) {
        throw failed("gave no answer within " + maxWait.toSeconds() + " s");
      }
    }
    return output.toString(StandardCharsets.UTF_8);
  }

  private static boolean waited(Process process) {
    try {
      return process.waitFor(TICK_MILLIS, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CancellationException("interrupted");
    }
  }

  private static void drain(InputStream in, ByteArrayOutputStream output) throws IOException {
    for (int n = in.available(); n > 0 && output.size() <= MAX_OUTPUT_BYTES; n = in.available()) {
      output.write(in.readNBytes(Math.min(n, MAX_OUTPUT_BYTES)));
    }
  }

  private Credential credential(String output) throws IOException {
    Map<String, String> fields = new HashMap<>();
    try (JsonParser parser = FACTORY.createParser(output)) {
      boolean object = parser.nextToken() == JsonToken.START_OBJECT;
      while (object && parser.nextToken() == JsonToken.FIELD_NAME) {
        String field = parser.currentName();
        if (parser.nextToken() == JsonToken.VALUE_STRING) {
          fields.put(field, parser.getText());
        }
        parser.skipChildren();
      }
    } catch (IOException e) { // its message quotes the output
      throw failed("answered something else than JSON");
    }
    String username = fields.getOrDefault(USERNAME, "");
    String secret = fields.getOrDefault(SECRET, "");
    if (username.isEmpty() || secret.isEmpty()) {
      throw failed("answered without a user name or without a secret");
    }
    return DockerConfigCredentials.credential(username, secret, title());
  }

  private static void kill(Process process) {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
    try {
      process.getInputStream().close();
    } catch (IOException e) {
      // the answer is complete
    }
  }

  /** What it is called in messages. */
  String title() {
    return "credential helper docker-credential-" + name;
  }

  private IOException failed(String how) {
    return new IOException(title() + " " + how);
  }
}
