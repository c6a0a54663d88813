package consumer;

import java.nio.file.Path;
import java.util.Map;
import java.util.ServiceLoader;
import org.osgi.framework.Bundle;
import org.osgi.framework.Constants;
import org.osgi.framework.launch.Framework;
import org.osgi.framework.launch.FrameworkFactory;

/**
 * Starts an OSGi framework that gives bundles no class but by their headers, and runs the chain in
 * the bundle of a jar.
 */
final class Main {
  private Main() {}

  public static void main(String[] args) throws Exception {
    Framework framework =
        ServiceLoader.load(FrameworkFactory.class)
            .findFirst()
            .orElseThrow()
            .newFramework(
                Map.of(
                    Constants.FRAMEWORK_STORAGE,
                    args[0],
                    "felix.bootdelegation.implicit",
                    "false"));
    framework.start();
    try {
      Bundle jar = framework.getBundleContext().installBundle("file:" + args[1]);
      jar.start();
      Object project =
          jar.loadClass("io.modelops.bundle.Bundle")
              .getMethod("open", Path.class)
              .invoke(null, Path.of(args[2]));
      Object manifest = call(call(call(project, "discover"), "select"), "manifest");
      System.out.println(call(manifest, "digest"));
      jar.loadClass("io.modelops.bundle.value.Network").getMethod("direct").invoke(null);
    } finally {
      framework.stop();
      framework.waitForStop(0);
    }
  }

  private static Object call(Object on, String method) throws Exception {
    return on.getClass().getMethod(method).invoke(on);
  }
}
