package io.modelops.bundle.registry.http;

import io.modelops.bundle.registry.wire.Exchange;
import io.modelops.bundle.registry.wire.Pool;
import io.modelops.bundle.registry.wire.Request;
import io.modelops.bundle.registry.wire.Response;
import io.modelops.bundle.spi.Operation;
import io.modelops.bundle.value.Network;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;

/**
 * The exchanges of one transport and the threads that they block, all of which end with it. The
 * connections are the network's; one that nobody shares ends, too.
 */
final class Wire implements AutoCloseable {
  /** A limit for content that is not read whole, but as a stream that the caller closes. */
  static final int STREAMED = -1;

  private static final Logger LOG = Log.of(Wire.class);
  private static final String THREAD = "modelops-bundle-registry";

  private final Limits limits;
  private final Waiting waiting;
  private final Secrets secrets;
  private final @Nullable Network own;
  private final Pool pool;
  private final ThreadPoolExecutor threads;
  private final Set<Exchange> open = ConcurrentHashMap.newKeySet();

  /**
   * @param shared null: one of its own
   * @param secrets gets what proxies are told
   */
  Wire(@Nullable Network shared, Operation operation, Limits limits, Secrets secrets) {
    this.limits = limits;
    this.secrets = secrets;
    this.waiting = new Waiting(operation);
    Network network = shared == null ? Network.direct() : shared;
    this.own = shared == null ? network : null;
    this.pool = Pool.of(network);
    this.threads =
        new ThreadPoolExecutor(
            0, Integer.MAX_VALUE, 1, TimeUnit.SECONDS, new SynchronousQueue<>(), Wire::daemon);
  }

  private static Thread daemon(Runnable task) {
    Thread thread = new Thread(task, THREAD);
    thread.setDaemon(true);
    return thread;
  }

  /**
   * Sends a request and waits for the answer.
   *
   * @param limit for the body of a good answer, or {@link #STREAMED}
   */
  Answer send(Request request, Deadline deadline, int limit) throws IOException {
    Origin server = Origin.of(request.uri());
    Exchange exchange = begin(request);
    Patience patience = new Patience(waiting, limits, deadline, server);
    boolean streams = false;
    try {
      Response response = patience.forAnswer(threads.submit(exchange), exchange);
      exchange.proxyCredential().ifPresent(secrets::add);
      InputStream content =
          new WatchedContent(
              server,
              response.body(),
              piece -> patience.forContent(threads.submit(piece)),
              () -> end(exchange));
      boolean good = response.status() == 200 || response.status() == 206;
      streams = good && limit == STREAMED;
      return streams
          ? new Answer(response.status(), response.headers(), BoundedBody.NONE, content)
          : whole(response, content, good ? limit : Limits.MAX_ERROR);
    } catch (SourceFailure | NoAnswer e) {
      throw e;
    } catch (IOException e) {
      throw new NoAnswer(server, e, exchange.sent());
    } finally {
      if (!streams) {
        end(exchange);
      }
    }
  }

  private static Answer whole(Response response, InputStream content, int limit)
      throws IOException {
    BoundedBody body = BoundedBody.read(content, limit);
    return new Answer(
        response.status(), response.headers(), body, new ByteArrayInputStream(body.bytes()));
  }

  private Exchange begin(Request request) {
    Exchange exchange = new Exchange(pool, request, limits.connect());
    open.add(exchange);
    if (threads.isShutdown()) {
      end(exchange);
      throw new IllegalStateException("the transport is closed");
    }
    return exchange;
  }

  private void end(Exchange exchange) {
    open.remove(exchange);
    exchange.close();
  }

  /** Sends a request after the operation has been stopped; what comes of it does not matter. */
  void tell(Request request, Duration limit) {
    if (threads.isShutdown()) {
      return;
    }
    boolean interrupted = Thread.interrupted();
    Exchange exchange = begin(request);
    Future<Response> answer = threads.submit(exchange);
    try {
      Response unused = answer.get(limit.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException | TimeoutException e) {
      LOG.debug("not heard: {}", request.method());
    } catch (InterruptedException e) {
      interrupted = true;
    } finally {
      answer.cancel(true);
      end(exchange);
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /** Runs work that may block for good, on a thread that may be left behind. */
  <T> T aside(Callable<T> work, Duration limit) throws IOException {
    Deadline deadline = Deadline.after(limit);
    return waiting.on(
        threads.submit(work),
        () -> {
          if (deadline.passed()) {
            throw new SocketTimeoutException("no result within " + limit.toSeconds() + " s");
          }
        });
  }

  Waiting waiting() {
    return waiting;
  }

  @Override
  public void close() {
    threads.shutdownNow();
    open.forEach(this::end);
    if (own != null) {
      own.close();
    }
  }
}
