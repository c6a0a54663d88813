package consumer;

import com.sun.net.httpserver.HttpServer;
import io.modelops.bundle.Bundles;
import io.modelops.bundle.error.RegistryException;
import io.modelops.bundle.value.Reference;
import io.modelops.bundle.value.RegistryOptions;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

final class Main {
  private static final Logger LOG = LoggerFactory.getLogger(Main.class);

  private Main() {}

  public static void main(String[] args) throws IOException {
    HttpServer empty =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    empty.start();
    try {
      Reference missing = Reference.parse("localhost:" + empty.getAddress().getPort() + "/a:1");
      Bundles.load().inspect(missing, RegistryOptions.defaults());
    } catch (RegistryException e) {
      LOG.info("the registry says {}", e.code());
    } finally {
      empty.stop(0);
    }
  }
}
