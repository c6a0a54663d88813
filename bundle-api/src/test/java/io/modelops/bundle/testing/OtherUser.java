package io.modelops.bundle.testing;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;

/** A user who may not do everything: what root does says nothing about permissions. */
public final class OtherUser {
  private static final String ID = "65534";

  private OtherUser() {}

  /** Words to put before a command, so that it runs as that user. */
  public static List<String> prefix() {
    return List.of("setpriv", "--reuid=" + ID, "--regid=" + ID, "--clear-groups");
  }

  /** Makes a tree that user's; skips the calling test where this one may not give files away. */
  public static void give(Path tree) {
    Programs.require("setpriv", "chown");
    int status = Programs.start(Map.of(), List.of("chown", "-R", ID, tree.toString())).status();
    Assumptions.assumeTrue(status == 0, "only root may give files away");
  }

  /**
   * The class path, where that user can read it, which cannot look into root's home.
   *
   * @param library an empty directory, for a copy of it
   */
  public static String classPath(Path library) {
    Programs.require("chmod", "cp");
    List<String> copies = new ArrayList<>();
    for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
      if (Files.exists(Path.of(entry))) { // a module may have no classes of its own
        String copy = library.resolve(Integer.toString(copies.size())).toString();
        Programs.run("cp", "-rL", entry, copy);
        copies.add(copy);
      }
    }
    Programs.run("chmod", "-R", "a+rX", library.toString());
    return String.join(File.pathSeparator, copies);
  }
}
