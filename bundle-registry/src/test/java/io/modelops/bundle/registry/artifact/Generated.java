package io.modelops.bundle.registry.artifact;

import io.modelops.bundle.spi.ArtifactFormat.Artifact;
import io.modelops.bundle.spi.Blob;
import io.modelops.bundle.spi.Operation;
import io.modelops.bundle.value.BundlePath;
import io.modelops.bundle.value.Digest;
import io.modelops.bundle.value.ManifestContent;
import io.modelops.bundle.value.ManifestContent.FileEntry;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;

/** A bundle that is on no disk: files of given sizes, with zeros in them. */
final class Generated {
  private final SortedMap<String, FileEntry> files = new TreeMap<>(BundlePath.ORDER);
  private final Map<String, Blob> blobs = new HashMap<>();
  private final AtomicInteger opened = new AtomicInteger();

  /** How often any file was opened. */
  int opened() {
    return opened.get();
  }

  Generated file(String path, long size) {
    files.put(path, new FileEntry(Sha256.of(path.getBytes(StandardCharsets.UTF_8)), size));
    blobs.put(
        path,
        () -> {
          opened.incrementAndGet();
          return new Zeros(size);
        });
    return this;
  }

  Generated files(int count, String pattern, long size) {
    for (int i = 0; i < count; i++) {
      file(pattern.replace("#", Integer.toString(i)), size);
    }
    return this;
  }

  /** As {@code title[+ for a pack]: files}, but for the document's. */
  List<String> layers() {
    return plan().stream().map(Generated::shown).toList();
  }

  private static String shown(Layer layer) {
    return layer.packed()
        ? layer.title() + "+: " + layer.files().stream().map(SourceFile::path).toList()
        : layer.title();
  }

  List<Layer> plan() {
    return Layers.of(
        files.entrySet().stream()
            .map(
                f ->
                    new SourceFile(
                        f.getKey(),
                        f.getValue().digest(),
                        f.getValue().size(),
                        Blob.of(new byte[0])))
            .toList());
  }

  SortedMap<String, FileEntry> entries() {
    return files;
  }

  Artifact assemble() throws IOException {
    return assemble(Operation.unobserved());
  }

  Artifact assemble(Operation operation) throws IOException {
    byte[] document = "{}\n".getBytes(StandardCharsets.UTF_8);
    Digest digest = Sha256.of(document);
    return new BundleArtifactFormat()
        .assemble(
            document,
            GivenManifest.MEDIA_TYPE,
            ManifestContent.of(digest, new TreeMap<>(), files),
            blobs,
            operation);
  }

  private static final class Zeros extends InputStream {
    private long left;

    Zeros(long size) {
      left = size;
    }

    @Override
    public int read() {
      return left-- > 0 ? 0 : -1;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) {
      if (left <= 0) {
        return -1;
      }
      int n = (int) Math.min(left, length);
      java.util.Arrays.fill(buffer, offset, offset + n, (byte) 0);
      left -= n;
      return n;
    }
  }
}
