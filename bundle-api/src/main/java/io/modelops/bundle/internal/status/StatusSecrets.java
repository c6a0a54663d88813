package io.modelops.bundle.internal.status;

import io.modelops.bundle.internal.call.Project;
import io.modelops.bundle.internal.files.FileStats;
import io.modelops.bundle.internal.project.Basis;
import io.modelops.bundle.internal.project.CacheCodec;
import io.modelops.bundle.internal.project.SecretContent;
import io.modelops.bundle.internal.workspace.State;
import io.modelops.bundle.value.FileStat;
import io.modelops.bundle.value.FileStat.Kind;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which untracked files look like secrets, and so would not be added. A file is looked at again
 * when the file system says something else of it.
 */
record StatusSecrets(Map<String, Look> known) {
  /** Nothing is known. */
  static final StatusSecrets NONE = new StatusSecrets(Map.of());

  /** What a look at a file told, as long as the file is as it was. */
  record Look(FileStat stat, boolean secret) {}

  /**
   * What is told of some files.
   *
   * @param lasting what to remember
   * @param found the secrets
   */
  record Told(StatusSecrets lasting, Set<String> found) {}

  /** Looks at the first bytes of files of which nothing is known. */
  Told of(Project project, Collection<String> files) {
    List<String> paths = List.copyOf(files);
    Instant now = Instant.now();
    List<Look> looks =
        State.io(
            "look at the project's files",
            () -> project.operation().map(paths, path -> look(project.root(), path)));
    Map<String, Look> lasting = new HashMap<>();
    Set<String> found = new HashSet<>();
    for (int i = 0; i < paths.size(); i++) {
      Look look = looks.get(i);
      if (look.secret()) {
        found.add(paths.get(i));
      }
      if (Basis.isReliable(look.stat(), now)) {
        lasting.put(paths.get(i), look);
      }
    }
    return new Told(new StatusSecrets(lasting), found);
  }

  private Look look(Path root, String path) {
    try {
      FileStat stat = FileStats.of(root.resolve(path));
      Look before = known.get(path);
      return before != null && before.stat().equals(stat)
          ? before
          : new Look(stat, SecretContent.isIn(root, path));
    } catch (IOException | InvalidPathException e) {
      return new Look(new FileStat(Kind.OTHER, 0, 0, 0, 0), false); // adding it tells what is wrong
    }
  }

  void write(DataOutputStream out) throws IOException {
    out.writeInt(known.size());
    for (Map.Entry<String, Look> each : known.entrySet()) {
      CacheCodec.text(out, each.getKey());
      out.writeBoolean(each.getValue().secret());
      CacheCodec.stat(out, each.getValue().stat());
    }
  }

  static StatusSecrets read(ByteBuffer in) {
    Map<String, Look> known = new HashMap<>();
    for (int left = in.getInt(); left > 0; left--) {
      String path = CacheCodec.text(in);
      boolean secret = in.get() != 0;
      known.put(path, new Look(CacheCodec.stat(in, Kind.FILE), secret));
    }
    return new StatusSecrets(known);
  }
}
