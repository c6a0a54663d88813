package io.modelops.bundle.consumers;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.module.ModuleDescriptor;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.jar.JarFile;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A jar as users get it. */
record Published(Path file) {
  private static final Path REPOSITORY = Path.of("target/repository/io/modelops");
  private static final String SERVICES = "META-INF/services/";

  static Published of(String artifact) {
    return new Published(only(REPOSITORY.resolve(artifact), name -> name.endsWith(".jar")));
  }

  /** What goes with a module's jar: its sources or its Javadoc. */
  static Published of(String module, String classifier) {
    Path target = Path.of("../..", module, "target");
    return new Published(only(target, name -> name.endsWith("-" + classifier + ".jar")));
  }

  private static Path only(Path directory, Predicate<String> wanted) {
    try (Stream<Path> files = Files.walk(directory)) {
      return files
          .filter(file -> wanted.test(file.getFileName().toString()))
          .reduce(
              (one, other) -> {
                throw new AssertionError("both " + one + " and " + other);
              })
          .orElseThrow(() -> new AssertionError("none in " + directory));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  List<String> entries() throws IOException {
    try (JarFile jar = new JarFile(file.toFile())) {
      return jar.stream().map(Object::toString).filter(name -> !name.endsWith("/")).toList();
    }
  }

  String text(String entry) throws IOException {
    try (JarFile jar = new JarFile(file.toFile());
        InputStream in = jar.getInputStream(jar.getEntry(entry))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  String header(String name) throws IOException {
    try (JarFile jar = new JarFile(file.toFile())) {
      return String.valueOf(jar.getManifest().getMainAttributes().getValue(name));
    }
  }

  ModuleDescriptor module() throws IOException {
    try (JarFile jar = new JarFile(file.toFile());
        InputStream in = jar.getInputStream(jar.getEntry("module-info.class"))) {
      return ModuleDescriptor.read(in);
    }
  }

  /** The packages of an OSGi header, without versions and what else stands in quotation marks. */
  Set<String> packages(String header) throws IOException {
    return Pattern.compile("\"[^\"]*\"")
        .matcher(header(header))
        .replaceAll("")
        .lines()
        .flatMap(text -> Stream.of(text.split(",", -1)))
        .map(clause -> clause.split(";", -1)[0])
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** Lines of service and provider. */
  Set<String> services() throws IOException {
    Set<String> found = new TreeSet<>();
    for (String entry : entries()) {
      if (entry.startsWith(SERVICES)) {
        text(entry)
            .lines()
            .filter(line -> !line.isBlank() && !line.startsWith("#"))
            .forEach(provider -> found.add(entry.substring(SERVICES.length()) + " " + provider));
      }
    }
    return found;
  }
}
