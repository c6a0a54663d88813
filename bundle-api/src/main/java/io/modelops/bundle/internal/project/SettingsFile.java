package io.modelops.bundle.internal.project;

import io.modelops.bundle.error.ConfigurationException;
import io.modelops.bundle.error.ErrorCode;
import io.modelops.bundle.internal.call.Project;
import io.modelops.bundle.internal.files.AtomicFile;
import io.modelops.bundle.internal.files.FileFailure;
import io.modelops.bundle.internal.files.RegularFiles;
import io.modelops.bundle.spi.SettingsFormat;
import io.modelops.bundle.spi.SourceTree;
import io.modelops.bundle.value.Settings;
import io.modelops.bundle.value.SettingsChange;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.CancellationException;
import java.util.function.Function;

/** The file with a project's settings. */
public final class SettingsFile {
  /** A format refuses what is longer, and says so. */
  private static final int MAX_BYTES = 16 << 20;

  private final Project project;
  private final SettingsFormat format;

  public SettingsFile(Project project) {
    this.project = project;
    this.format = project.providers().one(SettingsFormat.class, "bundle-discovery");
  }

  /**
   * Reads the settings as the sources' tree shows them, unsaved changes included. A host that gives
   * no format has no settings.
   */
  public static Settings read(Project project) {
    return project.providers().all(SettingsFormat.class).isEmpty()
        ? Settings.none()
        : new SettingsFile(project).read();
  }

  private Settings read() {
    SourceTree tree = project.providers().one(SourceTree.class, "bundle-discovery");
    try {
      checkIsFile();
      return format.read(tree.read(project.root(), format.fileName(), MAX_BYTES));
    } catch (NoSuchFileException e) {
      return Settings.none();
    } catch (IOException e) {
      throw unreadable(e);
    }
  }

  /** What would be saved, as the file is on disk now. */
  public SettingsChange plan(Function<Settings, SettingsChange> wish) {
    checkIsFile();
    try {
      return wish.apply(format.read(onDisk(project.root().resolve(format.fileName()))));
    } catch (IOException e) {
      throw unreadable(e);
    }
  }

  /**
   * Changes the file on disk, unless someone else changes it meanwhile.
   *
   * @return what changed
   * @throws CancellationException if the thread is interrupted
   */
  public SettingsChange save(Function<Settings, SettingsChange> wish) {
    checkIsFile();
    Path file = project.root().resolve(format.fileName());
    try {
      byte[] before = onDisk(file);
      SettingsChange change = wish.apply(format.read(before));
      if (!change.isEmpty()) {
        byte[] after = format.save(before, change);
        checkIsFile();
        if (!Arrays.equals(onDisk(file), before)) {
          throw wrong(ErrorCode.PYPROJECT_CHANGED, "changed while models were saved", "save again");
        }
        AtomicFile.write(file, after);
      }
      return change;
    } catch (ClosedByInterruptException e) {
      throw new CancellationException("interrupted while writing " + file);
    } catch (IOException e) {
      throw wrong(
          ErrorCode.PYPROJECT_UNWRITABLE,
          "cannot be read and written: " + FileFailure.reason(e),
          "check its permissions");
    }
  }

  private static byte[] onDisk(Path file) throws IOException {
    try (InputStream in = RegularFiles.open(file)) {
      return in.readNBytes(MAX_BYTES);
    } catch (NoSuchFileException e) {
      return new byte[0];
    }
  }

  private void checkIsFile() {
    Path file = project.root().resolve(format.fileName());
    if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)
        && !Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
      throw wrong(
          ErrorCode.PYPROJECT_NOT_A_FILE,
          Files.isSymbolicLink(file)
              ? "is a symbolic link, which could lead out of the project; links are not followed"
              : "is no regular file",
          "put the file itself there");
    }
  }

  private ConfigurationException unreadable(IOException e) {
    return wrong(
        ErrorCode.PYPROJECT_UNREADABLE,
        "cannot be read: " + FileFailure.reason(e),
        "check its permissions");
  }

  private ConfigurationException wrong(ErrorCode code, String message, String hint) {
    return new ConfigurationException(code, format.fileName(), 0, 0, message, hint);
  }
}
