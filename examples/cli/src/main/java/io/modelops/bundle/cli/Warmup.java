package io.modelops.bundle.cli;

import com.sun.net.httpserver.HttpServer;
import io.modelops.bundle.value.Environment;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Collections;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;

/** Runs the usual commands once, so that the build can archive the classes they load. */
final class Warmup {
  private static final String[][] SESSION = {
    {"--version"},
    {"init", "--with-template", "--registry", "oci:layout:v1"},
    {"discover"},
    {"discover", "--explain"},
    {"discover", "--rule", "mesa"},
    {"discover", "--save", "--json"},
    {"report"},
    {"manifest"},
    {"add", "README.md"},
    {"status", "--offline"},
    {"push"},
    {"status"},
    {"manifest", "--check"},
    {"push", "--json"},
    {"status", "--json"},
    {"manifest", "--check", "--json"}
  };

  /** After so long, status relies on what it saw. */
  private static final long SETTLED_MILLIS = 100;

  private static final int LARGE = 120;

  private static final String OWN_JARS = "{bundle-*,modelops-bundle}.jar";
  private static final String CLASS = ".class";

  private Warmup() {}

  /**
   * Runs the session.
   *
   * @param arguments a directory that is empty, and one with Python files to be discovered there
   */
  public static void main(String[] arguments) throws Exception {
    Class.forName(Main.class.getName()); // which is not run here
    Path root = Path.of(arguments[0]).toAbsolutePath();
    Path directory = Files.createDirectories(root.resolve("project"));
    Interrupts interrupts = new Interrupts(Thread.currentThread());
    OutputStream nowhere = OutputStream.nullOutputStream();
    Surroundings surroundings =
        new Surroundings(
            new ByteArrayInputStream(new byte[0]),
            nowhere,
            nowhere,
            StandardCharsets.UTF_8,
            Terminals.NONE,
            directory,
            Environment.of(Map.of("XDG_CACHE_HOME", root + "/cache"), null),
            interrupts);
    copy(Path.of(arguments[1]), directory.resolve("warmup"));
    for (String[] command : SESSION) {
      new Cli(surroundings).run(command);
    }
    HttpServer registry = emptyRegistry();
    String reference = "127.0.0.1:" + registry.getAddress().getPort() + "/models";
    new Cli(surroundings).run("init", reference);
    new Cli(surroundings).run("status");
    new Cli(surroundings).run("push", "--dry-run");
    registry.stop(0);
    Thread.sleep(SETTLED_MILLIS);
    new Cli(surroundings).run("status", "--offline");
    new Cli(surroundings).run("status", "--offline"); // by what the one before has learned
    String alone = root.resolve("alone").toString();
    copy(Path.of(arguments[1]), Path.of(alone));
    new Cli(surroundings).run("discover", "--project", alone);
    new Cli(surroundings).run("discover", "--project", alone);
    enlarge(Path.of(alone));
    new Cli(surroundings).run("discover", "--project", alone);
    new Cli(surroundings).run("discover", "--project", alone, "--rule", "mesa");
    loadOwnClasses();
    interrupts.exit(0);
  }

  /** Those that no command above has come to. */
  private static void loadOwnClasses() throws Exception {
    Path program = Path.of(Main.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    try (DirectoryStream<Path> jars = Files.newDirectoryStream(program.getParent(), OWN_JARS)) {
      for (Path each : jars) {
        try (JarFile jar = new JarFile(each.toFile())) {
          for (JarEntry entry : Collections.list(jar.entries())) {
            load(entry.getName());
          }
        }
      }
    }
  }

  private static void load(String file) throws ClassNotFoundException {
    if (file.endsWith(CLASS) && !file.startsWith("module-info")) {
      String name = file.substring(0, file.length() - CLASS.length()).replace('/', '.');
      Class<?> unused = Class.forName(name, false, Main.class.getClassLoader());
    }
  }

  private static void copy(Path from, Path to) throws IOException {
    Files.createDirectories(to);
    try (DirectoryStream<Path> files = Files.newDirectoryStream(from)) {
      for (Path file : files) {
        Files.copy(file, to.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
      }
    }
  }

  /** Of a large project not all sources are parsed. */
  private static void enlarge(Path directory) throws IOException {
    for (int i = 0; i < LARGE; i++) {
      Files.writeString(directory.resolve("other" + i + ".py"), "def parameters(): ...\n");
    }
  }

  private static HttpServer emptyRegistry() throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          exchange.sendResponseHeaders(HttpURLConnection.HTTP_NOT_FOUND, -1);
          exchange.close();
        });
    server.start();
    return server;
  }
}
