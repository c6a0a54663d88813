package io.modelops.bundle.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.modelops.bundle.value.Cancellation;
import io.modelops.bundle.value.ProgressListener;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class OperationTest {
  private static final List<Integer> ITEMS = IntStream.range(0, 200).boxed().toList();

  private final ExecutorService pool = Executors.newFixedThreadPool(4);

  @AfterEach
  void noThreadIsLeft() throws InterruptedException {
    pool.shutdownNow();
    assertThat(pool.awaitTermination(10, TimeUnit.SECONDS)).isTrue();
    assertThat(Thread.getAllStackTraces().keySet())
        .noneMatch(thread -> thread.getName().startsWith("modelops-bundle"));
  }

  @Test
  void resultsComeInTheOrderOfTheItems() throws IOException {
    List<Integer> expected = ITEMS.stream().map(i -> i * i).toList();
    for (int parallelism : new int[] {1, 2, 7, 500}) {
      assertThat(operation(null).map(ITEMS, parallelism, i -> i * i)).isEqualTo(expected);
      assertThat(operation(pool).map(ITEMS, parallelism, i -> i * i)).isEqualTo(expected);
    }
    assertThat(operation(pool).map(List.<Integer>of(), i -> i)).isEmpty();
  }

  @Test
  void severalItemsAreWorkedAtATimeButNoMoreThanAsked() throws IOException {
    CyclicBarrier three = new CyclicBarrier(3);
    AtomicInteger now = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    operation(pool)
        .map(
            ITEMS.subList(0, 3),
            3,
            i -> {
              most.accumulateAndGet(now.incrementAndGet(), Math::max);
              await(three);
              return now.decrementAndGet();
            });
    assertThat(most).hasValue(3);
    most.set(0);
    operation(pool)
        .map(
            ITEMS,
            2,
            i -> {
              most.accumulateAndGet(now.incrementAndGet(), Math::max);
              return now.decrementAndGet();
            });
    assertThat(most).hasValueLessThanOrEqualTo(2);
  }

  @Test
  void helpersAreDaemons() throws IOException {
    CyclicBarrier two = new CyclicBarrier(2);
    List<Boolean> daemons =
        operation(null)
            .map(
                List.of(0, 1),
                2,
                i -> {
                  await(two);
                  Thread current = Thread.currentThread();
                  return !current.getName().startsWith("modelops-bundle") || current.isDaemon();
                });
    assertThat(daemons).containsOnly(true);
  }

  @Test
  @Timeout(60)
  void failureStopsTheStepsThatRun() throws IOException {
    CyclicBarrier all = new CyclicBarrier(4);
    Operation operation = operation(pool);
    assertThatThrownBy(
            () ->
                operation.map(
                    ITEMS,
                    4,
                    i -> {
                      await(all);
                      if (i == 3) {
                        throw new IOException("item 3");
                      }
                      while (true) {
                        operation.check();
                        Thread.onSpinWait();
                      }
                    }))
        .isInstanceOf(IOException.class)
        .hasMessage("item 3");
    operation.check();
    assertThat(operation.map(ITEMS, i -> i)).isEqualTo(ITEMS);
  }

  @Test
  void firstFailureInTheItemsOrderIsThrownAndNoStepRunsAfterwards() {
    CyclicBarrier all = new CyclicBarrier(4);
    AtomicInteger running = new AtomicInteger();
    for (int run = 0; run < 50; run++) {
      assertThatThrownBy(
              () ->
                  operation(pool)
                      .map(
                          ITEMS,
                          4,
                          i -> {
                            running.incrementAndGet();
                            try {
                              if (i < 4) {
                                await(all);
                              }
                              if (i == 1 || i == 3) {
                                throw new IOException("item " + i);
                              }
                              return i;
                            } finally {
                              running.decrementAndGet();
                            }
                          }))
          .isInstanceOf(IOException.class)
          .hasMessage("item 1");
      assertThat(running).hasValue(0);
    }
  }

  @Test
  void uncheckedExceptionsAndErrorsComeAsTheyAre() {
    for (Throwable thrown : List.of(new IllegalStateException("x"), new StackOverflowError("x"))) {
      assertThatThrownBy(
              () ->
                  operation(null)
                      .map(
                          ITEMS,
                          2,
                          i -> {
                            if (thrown instanceof Error error) {
                              throw error;
                            }
                            throw (RuntimeException) thrown;
                          }))
          .isSameAs(thrown);
    }
  }

  @Test
  void failureStopsTheTakingOfItems() {
    AtomicInteger steps = new AtomicInteger();
    assertThatThrownBy(
            () ->
                operation(null)
                    .map(
                        ITEMS,
                        1,
                        i -> {
                          steps.incrementAndGet();
                          throw new IOException("at once");
                        }))
        .hasMessage("at once");
    assertThat(steps).hasValue(1);
  }

  @Test
  void executorThatRejectsOrNeverRunsDoesNotHinder() throws IOException {
    Executor rejecting =
        task -> {
          throw new RejectedExecutionException("full");
        };
    List<Runnable> kept = new ArrayList<>();
    assertThat(operation(rejecting).map(ITEMS, 4, i -> i)).isEqualTo(ITEMS);
    assertThat(operation(kept::add).map(ITEMS, 4, i -> i)).isEqualTo(ITEMS);
    assertThat(kept).hasSize(3);
    kept.forEach(Runnable::run); // late: there is nothing left to do
  }

  @Test
  void callFromTheExecutorsOnlyThreadDoesNotDeadlock() throws Exception {
    ExecutorService single = Executors.newSingleThreadExecutor();
    try {
      Operation operation = operation(single);
      List<List<Integer>> nested =
          single
              .submit(
                  () -> operation.map(ITEMS.subList(0, 5), 4, i -> operation.map(ITEMS, 4, j -> j)))
              .get(20, TimeUnit.SECONDS);
      assertThat(nested).hasSize(5).containsOnly(ITEMS);
    } finally {
      single.shutdownNow();
    }
  }

  @Test
  void cancellationIsAskedBeforeEachItem() {
    AtomicInteger steps = new AtomicInteger();
    Operation operation = new Operation(() -> steps.get() >= 10, ProgressListener.NONE, null);
    assertThatThrownBy(() -> operation.map(ITEMS, 1, i -> steps.incrementAndGet()))
        .isInstanceOf(CancellationException.class);
    assertThat(steps).hasValue(10);
  }

  @Test
  void interruptOfTheCallerThatWaitsForAHelperCancelsAndIsKept() throws Exception {
    CountDownLatch both = new CountDownLatch(2);
    CountDownLatch release = new CountDownLatch(1);
    List<Object> outcome = new ArrayList<>();
    Thread caller = new Thread(() -> outcome.addAll(interrupted(both, release)));
    caller.start();
    // in the steps it waits with a time limit, which is another state
    assertThat(await(both)).isTrue();
    while (caller.getState() != Thread.State.WAITING) {
      Thread.sleep(5);
    }
    caller.interrupt();
    while (caller.isInterrupted()) { // until it has been noticed
      Thread.sleep(5);
    }
    release.countDown();
    caller.join(10_000);
    assertThat(outcome).hasSize(2).last().isEqualTo(true);
    assertThat(outcome.get(0)).isInstanceOf(CancellationException.class);
  }

  private List<Object> interrupted(CountDownLatch both, CountDownLatch release) {
    Thread caller = Thread.currentThread();
    try {
      return List.copyOf(
          operation(pool)
              .map(
                  List.of(0, 1),
                  2,
                  i -> {
                    both.countDown();
                    await(both);
                    return Thread.currentThread() == caller || await(release);
                  }));
    } catch (CancellationException | IOException e) {
      return List.of(e, caller.isInterrupted());
    }
  }

  private static Operation operation(@org.jspecify.annotations.Nullable Executor executor) {
    return new Operation(Cancellation.NONE, ProgressListener.NONE, executor);
  }

  private static boolean await(CountDownLatch latch) {
    try {
      return latch.await(10, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void await(CyclicBarrier barrier) {
    try {
      barrier.await(10, TimeUnit.SECONDS);
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }
}
