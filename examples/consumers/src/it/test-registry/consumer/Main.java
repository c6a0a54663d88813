package consumer;

import io.modelops.bundle.registry.testing.Fault;
import io.modelops.bundle.registry.testing.Reply;
import io.modelops.bundle.registry.testing.TestRegistry;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;

/** A tool that has nothing of ours but the registry for its tests. */
final class Main {
  private Main() {}

  public static void main(String[] args) throws IOException, InterruptedException {
    try (TestRegistry registry = TestRegistry.start()) {
      Fault busy = registry.on("GET", "/v2/").times(2).answer(Reply.of(429));
      URI place = URI.create(registry.url() + "/v2/");
      for (int i = 0; i < 3; i++) {
        HttpRequest request = HttpRequest.newBuilder(place).build();
        System.out.println(
            HttpClient.newHttpClient().send(request, BodyHandlers.discarding()).statusCode());
      }
      System.out.println(busy.fired() + " of " + registry.count("GET", "/v2/"));
    }
  }
}
