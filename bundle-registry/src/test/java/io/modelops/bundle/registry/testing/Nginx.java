package io.modelops.bundle.registry.testing;

import io.modelops.bundle.testing.Programs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The {@code nginx} program of this machine in front of a registry: it takes five requests a second
 * and refuses more (429), or keeps every answer. Without the program the calling test is skipped,
 * or fails where {@code CI} is set: {@link Programs#require}.
 */
public final class Nginx extends ServerProcess {
  private static final String LIMIT =
      """
      limit_req zone=all;
      add_header Retry-After 1 always;
      """;

  /** What several ask for at once is fetched once. */
  private static final String CACHE =
      """
      proxy_cache answers;
      proxy_cache_key $request_method$uri;
      proxy_cache_convert_head off;
      proxy_cache_lock on;
      proxy_cache_lock_timeout 60s;
      proxy_cache_valid 200 1h;
      """;

  private Nginx(int port, Path directory, Path configuration) throws IOException {
    super(
        port,
        directory.resolve("nginx.log"),
        "nginx",
        "-p",
        directory.toString(),
        "-c",
        configuration.toString());
  }

  /**
   * Starts it.
   *
   * @param directory gets configuration and log
   * @param registry address and port
   */
  public static Nginx start(Path directory, String registry)
      throws IOException, InterruptedException {
    return start(directory, registry, LIMIT);
  }

  /** As a mirror that keeps what it was asked for. */
  public static Nginx startMirror(Path directory, String registry)
      throws IOException, InterruptedException {
    return start(directory, registry, CACHE);
  }

  private static Nginx start(Path directory, String registry, String rules)
      throws IOException, InterruptedException {
    Programs.require("nginx");
    int port = freePort();
    Path configuration = directory.resolve("nginx.conf");
    Files.writeString(
        configuration,
        """
        daemon off;
        master_process off;
        pid DIR/nginx.pid;
        error_log stderr error;
        events { }
        http {
          access_log off;
          client_body_temp_path DIR/body;
          proxy_temp_path DIR/proxy;
          fastcgi_temp_path DIR/fastcgi;
          uwsgi_temp_path DIR/uwsgi;
          scgi_temp_path DIR/scgi;
          client_max_body_size 0;
          limit_req_zone $binary_remote_addr zone=all:1m rate=5r/s;
          limit_req_status 429;
          proxy_cache_path DIR/cache keys_zone=answers:1m;
          server {
            listen 127.0.0.1:PORT;
            location / {
              RULES
              proxy_set_header Host $http_host;
              proxy_pass http://REGISTRY;
            }
          }
        }
        """
            .replace("RULES", rules)
            .replace("DIR", directory.toString())
            .replace("PORT", Integer.toString(port))
            .replace("REGISTRY", registry));
    Nginx nginx = new Nginx(port, directory, configuration);
    nginx.awaitReady();
    return nginx;
  }
}
