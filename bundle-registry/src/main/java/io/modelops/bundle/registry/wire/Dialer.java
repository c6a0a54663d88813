package io.modelops.bundle.registry.wire;

import io.modelops.bundle.value.Network;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.UnknownHostException;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;

/**
 * Makes connections: to the server or its proxy, through the proxy, under TLS.
 *
 * @param patience for each address of the host
 */
record Dialer(Network network, Duration patience) {
  /** Gets hold of a channel before it connects, so that it can be closed from elsewhere. */
  @FunctionalInterface
  interface Holder {
    void hold(SocketChannel channel) throws IOException;
  }

  Connection dial(Route route, Holder holder) throws IOException {
    SocketChannel channel = reach(route, holder);
    try {
      if (!route.secure()) {
        return new Connection(route, channel, channel.socket());
      }
      ProxyServer proxy = route.proxy();
      if (proxy != null) {
        tunnel(route, proxy, channel.socket());
      }
      return new Connection(route, channel, secured(route, channel.socket()));
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
  }

  private SocketChannel reach(Route route, Holder holder) throws IOException {
    ProxyServer proxy = route.proxy();
    if (proxy == null) {
      return connect(route.host(), route.port(), holder);
    }
    try {
      return connect(proxy.host(), proxy.port(), holder);
    } catch (ConnectException e) {
      throw new ProxyException("no connection to the proxy " + proxy + ": " + e.getMessage(), true);
    }
  }

  private SocketChannel connect(String host, int port, Holder holder) throws IOException {
    ConnectException failure = new ConnectException("no such host name");
    for (InetAddress address : addresses(host)) {
      SocketChannel channel = SocketChannel.open();
      try {
        holder.hold(channel);
        connect(channel, new InetSocketAddress(address, port));
        return channel;
      } catch (ConnectException e) {
        channel.close();
        failure = e;
      } catch (IOException | RuntimeException e) {
        channel.close();
        throw e;
      }
    }
    throw failure;
  }

  private static InetAddress[] addresses(String host) {
    try {
      return InetAddress.getAllByName(host);
    } catch (UnknownHostException e) {
      return new InetAddress[0];
    }
  }

  private void connect(SocketChannel channel, SocketAddress address) throws IOException {
    try {
      channel.socket().setTcpNoDelay(true);
      channel.socket().connect(address, Math.toIntExact(patience.toMillis()));
    } catch (java.net.SocketTimeoutException e) {
      throw new ConnectException("nothing answers there");
    } catch (java.net.SocketException e) {
      boolean refused = "Connection refused".equals(e.getMessage());
      throw new ConnectException(refused ? "nothing answers there" : e.getMessage());
    }
  }

  private void tunnel(Route route, ProxyServer proxy, Socket socket) throws IOException {
    socket.getOutputStream().write(RequestHead.connect(route, proxy, network));
    Source in = new Source(socket.getInputStream());
    Head head = Head.read(in);
    if (head.status() / 100 != 2) {
      throw proxy.refused(head.status());
    }
    if (!in.isEmpty()) {
      throw new ProxyException("the proxy " + proxy + " speaks first in a tunnel", false);
    }
  }

  private Socket secured(Route route, Socket socket) throws IOException {
    SSLSocket secured =
        (SSLSocket)
            network
                .sslContext()
                .getSocketFactory()
                .createSocket(socket, route.serverName(), route.port(), true);
    SSLParameters parameters = secured.getSSLParameters();
    parameters.setEndpointIdentificationAlgorithm("HTTPS");
    parameters.setApplicationProtocols(new String[] {"http/1.1"});
    secured.setSSLParameters(parameters);
    secured.startHandshake();
    return secured;
  }
}
