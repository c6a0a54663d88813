package io.modelops.bundle.internal.project;

import io.modelops.bundle.error.ConfigurationException;
import io.modelops.bundle.error.ErrorCode;
import io.modelops.bundle.internal.call.Project;
import io.modelops.bundle.internal.files.FileFailure;
import io.modelops.bundle.spi.AboutFormat;
import io.modelops.bundle.spi.SourceTree;
import io.modelops.bundle.value.About;
import java.io.IOException;
import java.nio.file.NoSuchFileException;

/** The files in which a project says what it is. */
public final class AboutFiles {
  private static final int MAX_BYTES = 1 << 20;

  private AboutFiles() {}

  /**
   * Reads all of them, as the sources' tree shows them. Of two that say the same thing, the one
   * whose format has the first id counts.
   */
  public static About read(Project project) {
    SourceTree tree = project.providers().one(SourceTree.class, "bundle-discovery");
    About said = About.nothing();
    for (AboutFormat format : project.providers().all(AboutFormat.class)) {
      try {
        byte[] document = tree.read(project.root(), format.fileName(), MAX_BYTES);
        said = said.completedBy(format.read(document));
      } catch (NoSuchFileException e) {
        // it says nothing
      } catch (IOException e) {
        throw new ConfigurationException(
            ErrorCode.ABOUT_UNREADABLE,
            format.fileName(),
            0,
            0,
            "cannot be read: " + FileFailure.reason(e),
            "check its permissions");
      }
    }
    return said;
  }
}
