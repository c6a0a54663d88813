package io.modelops.bundle.value;

import java.io.Serializable;

/**
 * What a listing leaves out.
 *
 * @param path relative to the project, {@code /}-separated
 * @param directory whether it is a directory, which is left out with all that is in it
 */
public record Omission(String path, boolean directory, Cause cause) implements Serializable {
  /** Why something is left out. */
  public enum Cause {
    /** A rule of {@code .modelopsignore} says so. */
    IGNORED,
    /** A rule of {@code .gitignore} says so. */
    GITIGNORED,
    /** Caches, version control, files of editors: what never belongs into a bundle. */
    DEFAULT,
    /** Its name or its first bytes are those of a key or password file. */
    SECRET,
    LINK,
    /** A pipe, a socket or a device. */
    SPECIAL,
    /** A virtual or conda environment. */
    ENVIRONMENT,
    /** An OCI image layout, such as bundles are pushed to. */
    LAYOUT,
    /** A project inside the project, with a workspace of its own. */
    BUNDLE,
    /** Hidden, or in a directory that is not entered. */
    PRUNED,
    /** In every bundle by nature. */
    MANIFEST
  }

  /** Whether this is the reason why a path is not listed. */
  public boolean covers(String other) {
    return other.equals(path) || (directory && other.startsWith(path + "/"));
  }
}
