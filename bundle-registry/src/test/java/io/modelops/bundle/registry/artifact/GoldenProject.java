package io.modelops.bundle.registry.artifact;

import io.modelops.bundle.Bundle;
import io.modelops.bundle.Providers;
import io.modelops.bundle.registry.layout.LayoutTransport;
import io.modelops.bundle.value.BundlePath;
import io.modelops.bundle.value.Digest;
import io.modelops.bundle.value.ManifestContent;
import io.modelops.bundle.value.ManifestContent.FileEntry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The project that make_golden.py knows too, and its frozen answers. */
public final class GoldenProject {
  private static final int MIB = 1 << 20;

  private GoldenProject() {}

  /** Pushes the project from one directory to another and prints the digest. */
  public static void main(String[] arguments) throws IOException {
    Path project = Path.of(arguments[0]);
    SortedMap<String, byte[]> files = files();
    for (String path : files.keySet()) {
      Path file = project.resolve(path);
      Files.createDirectories(file.getParent());
      Files.write(file, files.get(path));
    }
    Providers providers =
        Providers.none()
            .with(
                new GivenManifest(frozen("manifest.json"), content()),
                new BundleArtifactFormat(),
                new LayoutTransport());
    System.out.println(
        Bundle.open(project, providers)
            .select(List.of())
            .with(files.keySet())
            .manifest()
            .push("oci:" + arguments[1])
            .digest());
  }

  static SortedMap<String, byte[]> files() {
    SortedMap<String, byte[]> files = new TreeMap<>(BundlePath.ORDER);
    files.put("README.md", utf8("# Golden\n"));
    files.put("empty.txt", utf8(""));
    files.put("models/__init__.py", utf8(""));
    files.put(
        "models/sir.py",
        utf8("class SIR:\n    def simulate(self): ...\n    def parameters(self): ...\n"));
    files.put("models/donn\u00e9es/\u20ac-\ud83d\ude00.csv", utf8("jour,cas\n1,\u00e9\n"));
    files.put("models/" + "h".repeat(93), utf8("a name that just fits\n"));
    files.put("models/" + "t".repeat(94), utf8("a name that just does not fit\n"));
    files.put("models/" + "d".repeat(60) + "/" + "f".repeat(60) + ".txt", utf8("a long path\n"));
    files.put("data/large.bin", pattern(MIB, 1));
    files.put("data/same.bin", pattern(MIB, 1));
    files.put("data/small.bin", pattern(MIB - 1, 2));
    files.put("lone/__init__.py", utf8(""));
    files.put("wide-/x.txt", utf8("sorts before wide/x\n"));
    files.put("wide/own.txt", utf8("the directory's own\n"));
    for (int i = 0; i < 5; i++) {
      String directory = "wide/part" + i / 2 + (i % 2 == 1 ? "/more" : "");
      files.put(directory + "/cells.bin", pattern(900 * 1024, 10 + i));
    }
    return files;
  }

  /** What shows every choice of the compressor. */
  static Map<String, byte[]> contents() {
    Map<String, byte[]> contents = new LinkedHashMap<>();
    contents.put("nothing", new byte[0]);
    contents.put("one block", words(65_534, 1));
    contents.put("one block and an empty one", words(65_535, 2));
    contents.put("noise", noise(140_000, 3));
    contents.put("words", words(140_000, 4));
    contents.put("zeros", new byte[140_000]);
    ByteArrayOutputStream mixture = new ByteArrayOutputStream();
    mixture.writeBytes(noise(1_000, 5));
    mixture.writeBytes(words(50_000, 6));
    mixture.writeBytes(noise(70_000, 7));
    mixture.writeBytes(words(3_000, 8));
    mixture.writeBytes(noise(1_000, 5));
    contents.put("mixture", mixture.toByteArray());
    return contents;
  }

  private static byte[] noise(int size, int seed) {
    byte[] bytes = new byte[size];
    long state = seed;
    for (int i = 0; i < size; i++) {
      state = (state * 1_103_515_245 + 12_345) & 0x7fffffff;
      bytes[i] = (byte) (state >> 16);
    }
    return bytes;
  }

  private static byte[] words(int size, int seed) {
    StringBuilder words = new StringBuilder();
    for (byte b : noise(size, seed)) {
      words.append("word").append((b & 0xff) % 50).append(' ');
    }
    return utf8(words.substring(0, size));
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] pattern(int size, int seed) {
    byte[] bytes = new byte[size];
    for (int i = 0; i < size; i++) {
      bytes[i] = (byte) (i * 31 + (i >> 8) + seed);
    }
    return bytes;
  }

  static ManifestContent content() {
    SortedMap<String, FileEntry> entries = new TreeMap<>();
    files().forEach((path, file) -> entries.put(path, new FileEntry(Sha256.of(file), file.length)));
    Matcher digest =
        Pattern.compile("\"bundle_digest\": \"([^\"]+)\"")
            .matcher(new String(frozen("manifest.json"), StandardCharsets.UTF_8));
    if (!digest.find()) {
      throw new AssertionError("no bundle_digest");
    }
    return ManifestContent.of(Digest.parse(digest.group(1)), new TreeMap<>(), entries);
  }

  static byte[] frozen(String name) {
    try (InputStream in = GoldenProject.class.getResourceAsStream(name)) {
      return Objects.requireNonNull(in, name).readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
