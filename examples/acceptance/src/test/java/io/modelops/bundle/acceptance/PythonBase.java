package io.modelops.bundle.acceptance;

import io.modelops.bundle.testing.Programs;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A base image with this machine's Python, as an OCI image layout. */
final class PythonBase {
  private static final String PYTHON = "/usr/bin/python3";
  private static final Pattern LIBRARY = Pattern.compile("(/\\S+) \\(0x");

  private final Path layout;

  private PythonBase(Path layout) throws IOException {
    this.layout = layout;
    Files.createDirectories(layout.resolve("blobs/sha256"));
    Files.writeString(layout.resolve("oci-layout"), "{\"imageLayoutVersion\":\"1.0.0\"}");
  }

  /** Tags {@code python}, and {@code index}: an index that has it for linux/arm/v7. */
  static Path in(Path directory) throws IOException {
    Programs.require("python3", "ldd", "tar", "gzip");
    PythonBase base = new PythonBase(directory.resolve("base"));
    Path tar = directory.resolve("python.tar");
    Programs.run(
        "tar", "-chf", tar.toString(), "-C", root(directory.resolve("root")).toString(), ".");
    String unpacked = digest(Files.readAllBytes(tar));
    Programs.run("gzip", "-n", tar.toString());
    String layer = base.blob(Files.readAllBytes(directory.resolve("python.tar.gz")));
    String config =
        base.blob(
            """
            {"architecture":"amd64","os":"linux","stop":"kept","config":{"Env":["PATH=/usr/bin","PYTHONPATH=/opt/lib"],
            "Cmd":["/usr/bin/python3"],"Labels":{"a":"base","b":"base"},"StopSignal":"SIGINT"},
            "rootfs":{"type":"layers","diff_ids":["%s"]},"history":[{"created_by":"test"}]}"""
                .formatted(unpacked));
    String manifest =
        """
        {"schemaVersion":2,"mediaType":"application/vnd.oci.image.manifest.v1+json",
        "config":{"mediaType":"application/vnd.oci.image.config.v1+json","digest":"%s","size":%d},
        "layers":[{"mediaType":"application/vnd.oci.image.layer.v1.tar+gzip","digest":"%s","size":%d}]}"""
            .formatted(config, base.size(config), layer, base.size(layer));
    String image = base.blob(manifest);
    String entry =
        "{\"mediaType\":\"application/vnd.oci.image.manifest.v1+json\",\"digest\":\"%s\",\"size\":%d"
            .formatted(image, base.size(image));
    String index =
        base.blob(
            "{\"schemaVersion\":2,\"mediaType\":\"application/vnd.oci.image.index.v1+json\",\"manifests\":["
                + entry
                + ",\"platform\":{\"os\":\"linux\",\"architecture\":\"arm\",\"variant\":\"v7\"}}]}");
    Files.writeString(
        base.layout.resolve("index.json"),
        """
        {"schemaVersion":2,"manifests":[%s,"annotations":{"org.opencontainers.image.ref.name":"python"}},
        {"mediaType":"application/vnd.oci.image.index.v1+json","digest":"%s","size":%d,
        "annotations":{"org.opencontainers.image.ref.name":"index"}}]}"""
            .formatted(entry, index, base.size(index)));
    return base.layout;
  }

  /** The interpreter, what it loads to run the sample, and the libraries of all that. */
  private static Path root(Path root) throws IOException {
    String script =
        "import sys, json, random, csv, dataclasses, math, typing, pathlib, encodings.idna;"
            + "print('\\n'.join(m.__file__ for m in sys.modules.values() if getattr(m, '__file__', None)))";
    TreeSet<String> files = new TreeSet<>(List.of(PYTHON));
    files.addAll(Programs.run(PYTHON, "-I", "-c", script).lines().toList());
    for (String file : List.copyOf(files)) {
      if (!file.endsWith(".py")) {
        Matcher library = LIBRARY.matcher(Programs.run("ldd", file));
        while (library.find()) {
          files.add(library.group(1));
        }
      }
    }
    for (String file : files) {
      Path copy = root.resolve(file.substring(1));
      Files.createDirectories(copy.getParent());
      Files.copy(Path.of(file), copy);
    }
    return root;
  }

  private String blob(String content) throws IOException {
    return blob(content.getBytes(StandardCharsets.UTF_8));
  }

  private String blob(byte[] content) throws IOException {
    String digest = digest(content);
    Files.write(layout.resolve("blobs/sha256").resolve(digest.substring(7)), content);
    return digest;
  }

  private static String digest(byte[] content) {
    try {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(content);
      return "sha256:" + HexFormat.of().formatHex(hash);
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }

  private long size(String digest) throws IOException {
    return Files.size(layout.resolve("blobs/sha256").resolve(digest.substring(7)));
  }
}
