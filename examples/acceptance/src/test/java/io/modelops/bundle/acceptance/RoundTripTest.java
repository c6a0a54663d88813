package io.modelops.bundle.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.modelops.bundle.Bundles;
import io.modelops.bundle.Manifest;
import io.modelops.bundle.registry.testing.CraneRegistry;
import io.modelops.bundle.registry.testing.DockerRegistry;
import io.modelops.bundle.testing.Programs;
import io.modelops.bundle.testing.Sweeps;
import io.modelops.bundle.value.PullResult;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What was pushed comes back as it was, from every place, and also by way of other programs. */
class RoundTripTest {
  private static final int MIB = 1 << 20;
  private static final int PROJECTS = Sweeps.areWhole() ? 300 : 12;

  private static DockerRegistry docker;
  private static CraneRegistry crane;

  @TempDir Path directory;

  private final Random random = new Random(12);

  @BeforeAll
  static void startTheRegistries(@TempDir Path first, @TempDir Path second) throws Exception {
    docker = DockerRegistry.start(first);
    crane = CraneRegistry.start(second);
  }

  @AfterAll
  static void stopTheRegistries() {
    if (docker != null) {
      docker.close();
    }
    if (crane != null) {
      crane.close();
    }
  }

  @Test
  void generatedProjectsComeBackFromEveryPlace() throws IOException {
    for (int i = 0; i < PROJECTS; i++) {
      Path project = directory.resolve("project" + i);
      Map<String, byte[]> files = draw();
      write(project, files);
      Manifest manifest = manifest(project, files.keySet());
      List<String> places =
          i % 2 == 0
              ? List.of(
                  docker.host() + "/lab/p" + i + ":v1",
                  "oci:" + directory.resolve("layout" + i) + ":v1")
              : List.of(
                  crane.host() + "/lab/p" + i + ":v1",
                  "oci-archive:" + directory.resolve("archive" + i + ".tar") + ":v1");
      for (String place : places) {
        manifest.push(place);
        Path target = directory.resolve("target");
        PullResult pulled = Bundles.load().pull(place, target);

        assertThat(pulled.bundle().content()).isEqualTo(manifest.content());
        files.put("manifest.json", manifest.bytes());
        assertHas(target, files);
        delete(target);
      }
    }
  }

  /** Few files of every size, in directories of any depth, some alike. */
  private Map<String, byte[]> draw() {
    List<String> names = List.of("a", "b", "größe", "a b", "__init__.py", "x".repeat(97));
    Map<String, byte[]> files = new TreeMap<>();
    int count = 1 + random.nextInt(30);
    for (int i = 0; i < count; i++) {
      StringBuilder path = new StringBuilder();
      while (random.nextInt(3) > 0 && path.length() < 300) {
        path.append(names.get(random.nextInt(names.size()))).append(".d/");
      }
      byte[] content = new byte[random.nextInt(4) * random.nextInt(5_000)];
      random.nextBytes(content);
      files.put(path + "f" + i, content);
    }
    if (random.nextInt(4) == 0) {
      byte[] large = new byte[MIB + random.nextInt(MIB)];
      random.nextBytes(large);
      files.put("large.bin", large);
      files.put("again/large.bin", large);
    }
    return files;
  }

  @Test
  void whatOrasPushedIsPulled() throws IOException {
    Programs.require("oras");
    Map<String, byte[]> files = new TreeMap<>();
    for (String path : List.of("data/a.csv", "data/deep/er/b.csv", "models/m.py", "top.txt")) {
      files.put(path, path.getBytes(StandardCharsets.UTF_8));
    }
    files.put("data/empty", new byte[0]);
    Path project = directory.resolve("project");
    write(project, files);
    Manifest manifest = manifest(project, files.keySet());
    manifest.write();
    String reference = docker.host() + "/lab/by-oras:v1";
    ProcessBuilder push =
        new ProcessBuilder(
                "oras",
                "push",
                "--plain-http",
                "--artifact-type",
                "application/vnd.modelops.bundle.v1",
                "--config",
                "manifest.json:application/vnd.modelops.bundle.manifest.v1+json",
                reference,
                "data",
                "models",
                "top.txt:text/plain")
            .directory(project.toFile())
            .redirectErrorStream(true);
    assertThat(output(push)).contains("Pushed");

    PullResult pulled = Bundles.load().pull(reference, directory.resolve("target"));

    assertThat(pulled.bundle().content()).isEqualTo(manifest.content());
    files.put("manifest.json", manifest.bytes());
    assertHas(directory.resolve("target"), files);
  }

  private static String output(ProcessBuilder builder) throws IOException {
    Process process = builder.start();
    return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
  }

  @Test
  void whatSkopeoCopiedIsPulled() throws IOException {
    Programs.require("skopeo");
    Map<String, byte[]> files = draw();
    Path project = directory.resolve("project");
    write(project, files);
    Manifest manifest = manifest(project, files.keySet());
    manifest.push(docker.host() + "/lab/copied:v1");
    Path layout = directory.resolve("layout");
    Programs.run(
        "skopeo",
        "copy",
        "--src-tls-verify=false",
        "docker://" + docker.host() + "/lab/copied:v1",
        "oci:" + layout + ":v1");

    Bundles.load().pull("oci:" + layout + ":v1", directory.resolve("target"));

    files.put("manifest.json", manifest.bytes());
    assertHas(directory.resolve("target"), files);
  }

  private static Manifest manifest(Path project, Collection<String> files) {
    return new Tree(project).bundle().select(List.of()).with(files).manifest();
  }

  private static void write(Path project, Map<String, byte[]> files) throws IOException {
    for (Map.Entry<String, byte[]> file : files.entrySet()) {
      Path target = project.resolve(file.getKey());
      Files.createDirectories(target.getParent());
      Files.write(target, file.getValue());
    }
  }

  /** These files and no others, but for what makes the directory a workspace. */
  private static void assertHas(Path target, Map<String, byte[]> files) throws IOException {
    List<String> found = new ArrayList<>(new Tree(target).all());
    found.removeIf(path -> path.startsWith(".modelops-bundle/") || path.equals(".gitignore"));
    assertThat(found).containsExactlyInAnyOrderElementsOf(files.keySet());
    for (Map.Entry<String, byte[]> file : files.entrySet()) {
      assertThat(target.resolve(file.getKey())).hasBinaryContent(file.getValue());
    }
  }

  private static void delete(Path tree) throws IOException {
    try (var walk = Files.walk(tree)) {
      for (Path path : walk.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }
}
