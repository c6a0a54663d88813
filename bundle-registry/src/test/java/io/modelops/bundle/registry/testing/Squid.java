package io.modelops.bundle.registry.testing;

import io.modelops.bundle.testing.Programs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;

/**
 * The {@code squid} program of this machine (Debian: squid, and apache2-utils for the password) as
 * a proxy for one user, that knows {@code registry.test} as this machine. Without the program the
 * calling test is skipped, or fails where {@code CI} is set: {@link Programs#require}.
 */
public final class Squid extends ServerProcess {
  private static final String AUTHENTICATION = "/usr/lib/squid/basic_ncsa_auth";

  private Squid(int port, Path log, Path configuration) throws IOException {
    super(port, log, "squid", "-N", "-f", configuration.toString());
  }

  /**
   * Starts it.
   *
   * @param directory gets configuration and log
   */
  public static Squid start(Path directory, String username, String password)
      throws IOException, InterruptedException {
    Programs.require("squid", "htpasswd");
    // squid gives up the rights of root and reads these files as somebody else
    Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-xr-x"));
    Path users = directory.resolve("users");
    Files.writeString(users, Programs.run("htpasswd", "-nbm", username, password) + "\n");
    Path hosts = directory.resolve("hosts");
    Files.writeString(hosts, "127.0.0.1 registry.test\n");
    int port = freePort();
    Path configuration = directory.resolve("squid.conf");
    Files.write(
        configuration,
        List.of(
            "http_port 127.0.0.1:" + port,
            "hosts_file " + hosts,
            "auth_param basic program " + AUTHENTICATION + " " + users,
            "acl known proxy_auth REQUIRED",
            "acl refused dstdomain forbidden.test",
            "http_access deny refused",
            "http_access allow known",
            "http_access deny all",
            "cache deny all",
            "access_log none",
            "cache_log /dev/null",
            "pid_filename none",
            "visible_hostname squid.test",
            "shutdown_lifetime 0 seconds"));
    Squid squid = new Squid(port, directory.resolve("log"), configuration);
    squid.awaitReady();
    return squid;
  }
}
