package io.modelops.bundle.internal.workspace;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.modelops.bundle.internal.call.Project;
import io.modelops.bundle.internal.files.AtomicFile;
import io.modelops.bundle.internal.files.RegularFiles;
import io.modelops.bundle.internal.project.TrackableFiles;
import io.modelops.bundle.spi.SourceTree;
import io.modelops.bundle.value.Omission.Cause;
import io.modelops.bundle.value.Reference;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** The project's {@code .gitignore}, as far as a workspace needs it. Its own lines stay. */
final class GitIgnoreFile {
  static final String NAME = ".gitignore";

  private static final int MAX_BYTES = 16 << 20;
  private static final String OF_STATE = "# state of modelops-bundle, of this checkout only\n";
  private static final String OF_LAYOUT = "# image layout that modelops-bundle pushes to\n";
  private static final Pattern LAYOUT_LINES = Pattern.compile(OF_LAYOUT + "[^\n]*\n");

  private final Project project;
  private final Path file;
  private final String stateDirectory;

  GitIgnoreFile(Project project, String stateDirectory) {
    this.project = project;
    this.file = project.root().resolve(NAME);
    this.stateDirectory = stateDirectory;
  }

  /** A whole file, for a project that has none. */
  byte[] lines() {
    return stateLines().getBytes(UTF_8);
  }

  private String stateLines() {
    return OF_STATE + stateDirectory + "/\n";
  }

  /**
   * Appends what makes git ignore the state, if that is missing.
   *
   * @return whether it was
   */
  boolean addState(Path scratch) throws IOException {
    String text = text();
    if (has(text, stateDirectory)) {
      return false;
    }
    append(text, stateLines(), scratch);
    return true;
  }

  /**
   * The path of a layout or archive within the project; that of a directory ends with a slash.
   * Empty if it is elsewhere, or all of the project.
   */
  String layout(@Nullable Reference reference) {
    Path root = project.root();
    if (!(reference instanceof Reference.Local local)
        || !local.path().startsWith(root)
        || local.path().equals(root)) {
      return "";
    }
    String path =
        StreamSupport.stream(root.relativize(local.path()).spliterator(), false)
            .map(Path::toString)
            .collect(Collectors.joining("/"));
    return local instanceof Reference.Layout ? path + "/" : path;
  }

  /** The line that makes git ignore a path. */
  static String line(String path) {
    return "/" + path.replaceAll("[*?\\[\\\\]", "\\\\$0").replaceAll("[\r\n]", "?");
  }

  /** Whether git ignores a path, by whatever rule. */
  boolean covers(String path) throws IOException {
    boolean unknown = project.providers().all(SourceTree.class).isEmpty();
    return has(text(), latin(line(path))) || (!unknown && isIgnored(path));
  }

  private boolean isIgnored(String path) {
    try {
      return new TrackableFiles(project, true)
          .omits(path.endsWith("/") ? path + "index.json" : path)
          .equals(Optional.of(Cause.GITIGNORED));
    } catch (IOException e) {
      return false; // a file that we cannot read may still be good for git
    }
  }

  /**
   * Appends what makes git ignore a layout, if nobody else wrote in the file.
   *
   * @param template the file of a project that was made from the template
   * @return whether that is so
   */
  boolean addLayout(String path, byte[] template, Path scratch) throws IOException {
    String text = text();
    String made = LAYOUT_LINES.matcher(text.replace("\r\n", "\n")).replaceAll("");
    if (!made.equals(stateLines()) && !made.equals(new String(template, ISO_8859_1))) {
      return false;
    }
    append(text, OF_LAYOUT + latin(line(path)) + "\n", scratch);
    return true;
  }

  private static boolean has(String text, String name) {
    return text.lines().map(GitIgnoreFile::bare).anyMatch(bare(name)::equals);
  }

  private static String bare(String line) {
    return line.strip().replaceAll("^/|/$", "");
  }

  /** Its bytes as characters, whatever it is. */
  private String text() throws IOException {
    if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
      throw new FileSystemException(
          NAME, null, "is no regular file; move it away and initialize again");
    }
    try (InputStream in = RegularFiles.open(file)) {
      byte[] bytes = in.readNBytes(MAX_BYTES + 1);
      if (bytes.length > MAX_BYTES) {
        throw new FileSystemException(NAME, null, "is larger than 16 MiB");
      }
      return new String(bytes, ISO_8859_1);
    }
  }

  private static String latin(String text) {
    return new String(text.getBytes(UTF_8), ISO_8859_1);
  }

  /** Appends lines, which end as those that are there. */
  private void append(String text, String lines, Path scratch) throws IOException {
    String newline = text.contains("\r\n") ? "\r\n" : "\n";
    String gap = text.isEmpty() || text.endsWith("\n") ? "" : newline;
    String whole = text + gap + lines.replace("\n", newline);
    AtomicFile.write(file, whole.getBytes(ISO_8859_1), scratch);
  }
}
