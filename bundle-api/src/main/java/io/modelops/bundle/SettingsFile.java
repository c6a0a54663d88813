package io.modelops.bundle;

import io.modelops.bundle.spi.SettingsFormat;
import io.modelops.bundle.spi.SourceTree;
import io.modelops.bundle.value.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** The file with a project's settings. */
final class SettingsFile {
  /** A format refuses what is longer, and says so. */
  private static final int LIMIT = 16 << 20;

  private final Context context;
  private final SettingsFormat format;

  SettingsFile(Context context) {
    this.context = context;
    this.format = context.providers().one(SettingsFormat.class, "bundle-discovery");
  }

  /**
   * Reads the settings as the sources' tree shows them, unsaved changes included. A host that gives
   * no format has no settings.
   */
  static Settings read(Context context) {
    return context.providers().all(SettingsFormat.class).isEmpty()
        ? Settings.none()
        : new SettingsFile(context).read();
  }

  private Settings read() {
    SourceTree tree = context.providers().one(SourceTree.class, "bundle-discovery");
    try {
      checkIsFile();
      return format.read(tree.read(context.root(), format.fileName(), LIMIT));
    } catch (NoSuchFileException e) {
      return Settings.none();
    } catch (IOException e) {
      throw unreadable(e);
    }
  }

  private void checkIsFile() {
    Path file = context.root().resolve(format.fileName());
    if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)
        && !Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
      throw wrong(
          "pyproject-not-a-file",
          Files.isSymbolicLink(file)
              ? "is a symbolic link, which could lead out of the project; links are not followed"
              : "is no regular file",
          "put the file itself there");
    }
  }

  private ConfigurationException unreadable(IOException e) {
    return wrong("pyproject-unreadable", "cannot be read: " + e, "check its permissions");
  }

  private ConfigurationException wrong(String code, String message, String hint) {
    return new ConfigurationException(code, format.fileName(), 0, 0, message, hint);
  }
}
