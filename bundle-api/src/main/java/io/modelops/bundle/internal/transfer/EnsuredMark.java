package io.modelops.bundle.internal.transfer;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.modelops.bundle.internal.files.AtomicFile;
import io.modelops.bundle.value.Digest;
import io.modelops.bundle.value.PullOptions;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Says that a directory has all that was wanted of a bundle: which one, what was wanted, and the
 * document that tells the bundle's files from others.
 */
@SuppressWarnings("ArrayRecordComponent") // compared by no one
record EnsuredMark(Digest manifest, List<String> selection, byte[] document) {
  private static final String HEAD = "modelops-bundle ensured 1\n";

  static List<String> selection(PullOptions wanted) {
    List<String> lines = new ArrayList<>();
    wanted.paths().forEach(pattern -> lines.add("path " + pattern));
    wanted.models().forEach(model -> lines.add("model " + model));
    return lines;
  }

  /** Null if there is none, or it is damaged. */
  static @Nullable EnsuredMark read(Path file) throws IOException {
    if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
      return null;
    }
    byte[] all = Files.readAllBytes(file);
    String text = new String(all, UTF_8);
    int end = text.indexOf("\n\n");
    if (!text.startsWith(HEAD) || end < 0) {
      return null;
    }
    List<String> lines = List.of(text.substring(HEAD.length(), end).split("\n", -1));
    int length = text.substring(0, end).getBytes(UTF_8).length + 2;
    try {
      return new EnsuredMark(
          Digest.parse(lines.get(0)),
          lines.subList(1, lines.size()),
          Arrays.copyOfRange(all, length, all.length));
    } catch (IllegalArgumentException e) {
      return null;
    }
  }

  void write(Path file) throws IOException {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    all.writeBytes((HEAD + manifest + "\n").getBytes(UTF_8));
    selection.forEach(line -> all.writeBytes((line + "\n").getBytes(UTF_8)));
    all.write('\n');
    all.writeBytes(document);
    AtomicFile.write(file, all.toByteArray());
  }
}
