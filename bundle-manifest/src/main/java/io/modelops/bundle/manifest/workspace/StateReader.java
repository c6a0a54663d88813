package io.modelops.bundle.manifest.workspace;

import io.modelops.bundle.value.BundlePath;
import io.modelops.bundle.value.Digest;
import io.modelops.bundle.value.ManifestContent;
import io.modelops.bundle.value.ManifestContent.FileEntry;
import io.modelops.bundle.value.ManifestContent.ModelEntry;
import io.modelops.bundle.value.Model;
import io.modelops.bundle.value.Reference;
import io.modelops.bundle.value.WorkspaceState;
import io.modelops.bundle.value.WorkspaceState.Synced;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Reads the text of one state. It refuses any line that it does not know. */
final class StateReader {
  /** The text is of a later version of the format. */
  static final class NewerException extends IOException {
    private static final long serialVersionUID = 1L;

    NewerException(String message) {
      super(message);
    }
  }

  private static final String LINE_OF_CHECKSUM = "checksum\tsha256:";

  private final String text;
  private int at;
  private int line;

  private StateReader(String text) {
    this.text = text;
  }

  /**
   * Reads a state.
   *
   * @throws IOException with the number of the wrong line
   */
  static WorkspaceState read(byte[] bytes) throws IOException {
    if (bytes.length == 0) {
      throw new IOException("the file is empty");
    }
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      return new StateReader(text).read(ByteBuffer.wrap(bytes));
    } catch (CharacterCodingException e) {
      throw new IOException("not UTF-8", e);
    }
  }

  private WorkspaceState read(ByteBuffer bytes) throws IOException {
    checkVersion(next());
    if (text.startsWith(LINE_OF_CHECKSUM, at)) {
      String expected = next().substring(LINE_OF_CHECKSUM.indexOf('\t') + 1);
      // the header is ASCII, so the offset in the text is also the offset in the bytes
      ByteBuffer rest = bytes.position(Math.min(at, bytes.limit()));
      if (!expected.equals(StateText.checksum(rest).toString())) {
        throw new IOException(
            "the checksum is not that of the content (who edited it deletes line 2)");
      }
    }
    return body();
  }

  private void checkVersion(String first) throws IOException {
    if (first.equals(StateText.HEADER + StateText.VERSION)) {
      return;
    }
    if (first.matches(StateText.HEADER + "[1-9][0-9]{0,8}")) {
      throw new NewerException("it is of version " + first.substring(StateText.HEADER.length()));
    }
    throw wrong("this is not the state of a workspace");
  }

  private WorkspaceState body() throws IOException {
    String registry = null;
    Synced synced = null;
    SortedMap<String, Digest> remotes = new TreeMap<>();
    for (String next = next(); !next.equals("tracked"); next = next()) {
      String[] fields = next.split("\t", -1);
      if (fields[0].equals("registry") && fields.length == 2 && registry == null) {
        registry = reference(fields[1]).toString();
      } else if (fields[0].equals("remote") && fields.length == 3) {
        remote(fields, remotes);
      } else if (fields[0].equals("synced") && fields.length == 4 && synced == null) {
        synced = synced(fields);
      } else {
        throw wrong("not understood, or there twice");
      }
    }
    WorkspaceState state = WorkspaceState.of(registry, tracked(), null, remotes);
    return synced == null ? state : state.withSynced(synced);
  }

  private void remote(String[] fields, Map<String, Digest> remotes) throws IOException {
    if (remotes.put(reference(fields[1]).toString(), digest(fields[2])) != null) {
      throw wrong("a reference that is there twice");
    }
  }

  private Synced synced(String[] fields) throws IOException {
    Reference reference = reference(fields[1]);
    Digest digest = digest(fields[2]);
    Digest bundle = digest(fields[3]);
    TreeMap<String, FileEntry> files = new TreeMap<>(BundlePath.ORDER);
    while (text.startsWith("file\t", at)) {
      String[] file = fields();
      if (file.length != 4 || files.put(path(file[3]), entry(file)) != null) {
        throw wrong("not a file, or one that is there twice");
      }
    }
    TreeMap<String, ModelEntry> models = new TreeMap<>(BundlePath.ORDER);
    while (isNext(StateText.MODEL) || isNext(StateText.FUNCTION)) {
      String[] model = fields();
      if (model.length != 4 || models.put(model[3], model(model, files)) != null) {
        throw wrong("not a model, or one that is there twice");
      }
    }
    return Synced.of(reference, digest, ManifestContent.of(bundle, models, files));
  }

  private FileEntry entry(String[] fields) throws IOException {
    try {
      long size = Long.parseLong(fields[2]);
      if (size >= 0 && Long.toString(size).equals(fields[2])) {
        return new FileEntry(digest(fields[1]), size);
      }
    } catch (NumberFormatException e) {
      // reported below
    }
    throw wrong("not a size");
  }

  private boolean isNext(String keyword) {
    return text.startsWith(keyword + "\t", at);
  }

  private ModelEntry model(String[] fields, Map<String, FileEntry> files) throws IOException {
    Digest digest = digest(fields[1]);
    List<String> uses = new ArrayList<>();
    while (text.startsWith("uses\t", at)) {
      String[] use = fields();
      if (use.length != 2 || !files.containsKey(use[1])) {
        throw wrong("not one of the files");
      }
      uses.add(use[1]);
    }
    ModelEntry entry = ModelEntry.of(fields[2], uses, digest);
    return fields[0].equals(StateText.FUNCTION) ? entry.withKind(Model.Kind.FUNCTION) : entry;
  }

  private SortedSet<String> tracked() throws IOException {
    SortedSet<String> paths = new TreeSet<>(BundlePath.ORDER);
    while (at < text.length()) {
      if (!paths.add(path(next()))) {
        throw wrong("a path that is there twice");
      }
    }
    return paths;
  }

  private String path(String path) throws IOException {
    try {
      return BundlePath.check(path);
    } catch (IllegalArgumentException e) {
      throw wrong(e.getMessage());
    }
  }

  private Digest digest(String text) throws IOException {
    try {
      return Digest.parse(text);
    } catch (IllegalArgumentException e) {
      throw wrong(e.getMessage());
    }
  }

  private Reference reference(String text) throws IOException {
    try {
      return Reference.parse(text);
    } catch (IllegalArgumentException e) {
      throw wrong(e.getMessage());
    }
  }

  private String[] fields() throws IOException {
    return next().split("\t", -1);
  }

  private String next() throws IOException {
    line++;
    int end = text.indexOf('\n', at);
    if (end < 0) {
      throw wrong("the file ends in the middle");
    }
    String next = text.substring(at, end);
    at = end + 1;
    return next;
  }

  private IOException wrong(@Nullable String message) {
    return new IOException("line " + line + ": " + message);
  }
}
