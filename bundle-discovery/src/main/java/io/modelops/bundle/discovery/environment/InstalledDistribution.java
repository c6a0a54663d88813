package io.modelops.bundle.discovery.environment;

/**
 * A distribution that is installed.
 *
 * @param name as it calls itself
 * @param version empty if it says none
 */
public record InstalledDistribution(String name, String version) {
  /** The name and the version. */
  @Override
  public String toString() {
    return version.isEmpty() ? name : name + " " + version;
  }
}
