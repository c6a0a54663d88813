package io.modelops.bundle.acceptance;

import io.modelops.bundle.Bundle;
import java.nio.file.Path;

/** The chain in a JVM of its own; prints the OCI digest and the module it ran in. */
public final class ChainMain {
  private ChainMain() {}

  public static void main(String[] args) {
    System.out.println(run(args[0], args[1]) + " " + Bundle.class.getModule().getName());
  }

  public static String run(String project, String reference) {
    return Sample.manifest(Path.of(project)).push(reference).digest().toString();
  }
}
