package io.modelops.bundle.registry.http;

import io.modelops.bundle.spi.Operation;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;

/** Connections and threads of one transport, all of which end with it. */
final class Wire implements AutoCloseable {
  private static final Logger LOG = Log.of(Wire.class);
  private static final String THREAD = "modelops-bundle-registry";

  private final Limits limits;
  private final Waiting waiting;
  private final ThreadPoolExecutor threads;
  private volatile @Nullable HttpClient client;

  Wire(Operation operation, Limits limits) {
    this.limits = limits;
    this.waiting = new Waiting(operation);
    this.threads =
        new ThreadPoolExecutor(
            0, Integer.MAX_VALUE, 1, TimeUnit.SECONDS, new SynchronousQueue<>(), Wire::daemon);
    this.client =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(limits.connect())
            .executor(threads)
            .build();
  }

  private static Thread daemon(Runnable task) {
    Thread thread = new Thread(task, THREAD);
    thread.setDaemon(true);
    return thread;
  }

  /**
   * Sends a request and waits for the answer.
   *
   * @param body of the request, whose progress is watched; null if it has none worth watching
   * @param limit for the body of a good answer
   */
  Answer send(HttpRequest request, @Nullable BlobBody body, Deadline deadline, int limit)
      throws IOException {
    HttpClient open = client;
    if (open == null) {
      throw new IllegalStateException("the transport is closed");
    }
    long started = System.nanoTime();
    try {
      Intake intake = new Intake(limit);
      CompletableFuture<HttpResponse<BoundedBody>> answer = open.sendAsync(request, intake);
      HttpResponse<BoundedBody> got =
          waiting.on(answer, () -> watch(body, intake.body(), started, deadline));
      return new Answer(got.statusCode(), got.headers(), got.body());
    } catch (IOException e) {
      if (body != null) {
        body.check();
      }
      throw e;
    }
  }

  private void watch(
      @Nullable BlobBody body, @Nullable BoundedBody received, long started, Deadline deadline)
      throws IOException {
    if (body != null) {
      body.check();
    }
    if (received != null) {
      within(limits.stall(), received.progress(), "nothing moved");
      within(limits.body(received.received()), received.started(), "too little came");
    } else if (body != null) {
      within(limits.answer(body.sent()), Math.max(started, body.progress()), "nothing moved");
    } else {
      within(limits.stall(), started, "nothing moved");
    }
    if (deadline.passed()) {
      throw new HttpTimeoutException("the deadline has passed");
    }
  }

  private static void within(Duration limit, long since, String fault) throws IOException {
    if (System.nanoTime() - since > limit.toNanos()) {
      throw new HttpTimeoutException(fault + " for " + limit.toSeconds() + " s");
    }
  }

  /** Sends a request after the operation has been stopped; what comes of it does not matter. */
  void tell(HttpRequest request, Duration limit) {
    HttpClient open = client;
    if (open == null) {
      return;
    }
    boolean interrupted = Thread.interrupted();
    Future<?> answer = open.sendAsync(request, new Intake(0));
    try {
      answer.get(limit.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException | TimeoutException e) {
      LOG.debug("not heard: {}", request.method());
    } catch (InterruptedException e) {
      interrupted = true;
    } finally {
      answer.cancel(true);
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
            throw new HttpTimeoutException("no result within " + limit.toSeconds() + " s");
          }
        });
  }

  Waiting waiting() {
    return waiting;
  }

  /**
   * Ends the client: at once where the JDK can (21 and later). Before, its one thread ends when
   * nobody refers to the client any more, so the reference goes.
   */
  @Override
  @SuppressWarnings("try") // an interrupt is kept by the JDK's own close
  public void close() {
    HttpClient open = client;
    client = null;
    if (open instanceof AutoCloseable closeable) {
      closeQuietly(closeable);
    }
    threads.shutdown();
  }

  private static void closeQuietly(AutoCloseable closeable) {
    try {
      closeable.close();
    } catch (Exception e) {
      throw new IllegalStateException("cannot close the HTTP client", e);
    }
  }
}
