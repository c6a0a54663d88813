package io.modelops.bundle.registry.credentials;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.modelops.bundle.testing.Programs;
import io.modelops.bundle.value.Environment;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The {@code skopeo} program, and a proxy that stands for every registry and its token server: it
 * records the logins. Nothing leaves this machine, whatever host is asked for.
 */
final class Skopeo implements AutoCloseable {
  private static final Pattern REFRESH_TOKEN = Pattern.compile("refresh_token=([^&]*)");

  private final HttpServer proxy;
  private final List<String> logins = new CopyOnWriteArrayList<>();

  private Skopeo(HttpServer proxy) {
    this.proxy = proxy;
  }

  static Skopeo start() throws IOException {
    Programs.require("skopeo");
    InetAddress loopback = InetAddress.getLoopbackAddress();
    Skopeo skopeo = new Skopeo(HttpServer.create(new InetSocketAddress(loopback, 0), 0));
    skopeo.proxy.createContext("/", skopeo::answer);
    skopeo.proxy.start();
    return skopeo;
  }

  /** The login that skopeo uses for a repository; {@link CredentialCase#ERROR} if it finds none. */
  String login(String repository, Environment environment) {
    logins.clear();
    List<String> command = new ArrayList<>(List.of("env", "-i"));
    environment.variables().forEach((name, value) -> command.add(name + "=" + value));
    command.add("CONTAINERS_REGISTRIES_CONF=/dev/null");
    command.add("http_proxy=http://127.0.0.1:" + proxy.getAddress().getPort());
    command.add("https_proxy=http://127.0.0.1:1"); // refused, so that plain HTTP is tried
    command.addAll(
        List.of("skopeo", "inspect", "--tls-verify=false", "docker://" + repository + ":v1"));
    Programs.Result unused = Programs.start(Map.of(), command);
    return logins.isEmpty() ? CredentialCase.ERROR : logins.get(logins.size() - 1);
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
      String authorization = exchange.getRequestHeaders().getFirst("Authorization");
      byte[] answer = "{\"token\":\"x\",\"access_token\":\"x\"}".getBytes(StandardCharsets.UTF_8);
      int status = authorization == null ? 401 : 404;
      if (exchange.getRequestURI().getPath().equals("/token")) {
        logins.add(login(authorization, body));
        status = 200;
      }
      String realm = "http://" + exchange.getRequestHeaders().getFirst("Host") + "/token";
      exchange
          .getResponseHeaders()
          .set("WWW-Authenticate", "Bearer realm=\"" + realm + "\",service=\"test\"");
      exchange.sendResponseHeaders(status, answer.length);
      exchange.getResponseBody().write(answer);
    }
  }

  private static String login(String authorization, String body) {
    Matcher token = REFRESH_TOKEN.matcher(body);
    if (token.find()) {
      return "token " + URLDecoder.decode(token.group(1), StandardCharsets.UTF_8);
    }
    if (authorization == null) {
      return CredentialCase.NONE;
    }
    byte[] pair = Base64.getDecoder().decode(authorization.replaceFirst("^Basic ", ""));
    return new String(pair, StandardCharsets.UTF_8);
  }

  @Override
  public void close() {
    proxy.stop(0);
  }
}
