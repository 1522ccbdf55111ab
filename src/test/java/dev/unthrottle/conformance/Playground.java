package dev.unthrottle.conformance;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;

/**
 * A sandbox with a function for every case, and the real clients that call them: many cases at
 * once, since most of a case's time is waiting.
 */
final class Playground implements AutoCloseable {

  private static final int ACCOUNT_CONCURRENCY = 1_000_000;

  /** The function that a case has for itself. */
  private record Own(String function, Case one, Duration duration) {

    String yaml() {
      String reserved = one.slots() == null ? "" : ", reserved: " + one.slots();
      return "  - {name: %s, timeout: 300s, duration: %dms%s%s}"
          .formatted(function, duration.toMillis(), reserved, one.hint().yaml());
    }
  }

  private final List<Own> functions = new ArrayList<>();
  private final Witness witness;

  /** A sandbox for these cases. */
  Playground(Map<Case, Expectation> cases) throws IOException {
    cases.forEach((one, expectation) ->
        functions.add(new Own("case-" + (functions.size() + 1), one, expectation.duration())));
    this.witness = new Witness(yaml(), "conformance.yaml");
  }

  private String yaml() {
    return "truth: none-found\naccount: {concurrency: %d}\nfunctions:\n%s\n"
        .formatted(
            ACCOUNT_CONCURRENCY,
            functions.stream().map(Own::yaml).collect(Collectors.joining("\n")));
  }

  /**
   * Lets all cases happen, at most {@code atOnce} at once and one every {@code pace} for each
   * driver.
   *
   * @param result is handed what was seen of each case
   * @throws CompletionException if a driver breaks
   */
  void play(int atOnce, Duration pace, BiConsumer<Case, Observation> result) {
    Collection<List<Own>> byDriver =
        functions.stream()
            .collect(
                Collectors.groupingBy(
                    own -> own.one().client().driver(), LinkedHashMap::new, Collectors.toList()))
            .values();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<CompletableFuture<Void>> running = new ArrayList<>();
      for (List<Own> list : byDriver) {
        Runnable all = () -> play(list, new Semaphore(atOnce), pace, result);
        running.add(CompletableFuture.runAsync(all, threads));
      }
      running.forEach(CompletableFuture::join);
    }
  }

  private void play(
      List<Own> list, Semaphore free, Duration pace, BiConsumer<Case, Observation> result) {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<CompletableFuture<Void>> running = new ArrayList<>();
      for (Own own : list) {
        free.acquireUninterruptibly();
        pause(pace);
        Runnable call = () -> result.accept(own.one(), play(own));
        running.add(
            CompletableFuture.runAsync(call, threads).whenComplete((_, _) -> free.release()));
      }
      running.forEach(CompletableFuture::join);
    }
  }

  private Observation play(Own own) {
    Case one = own.one();
    RealCall call = one.call(witness.endpoint(), own.function());
    Surfaced surfaced = one.client().driver().call(call).join();
    try {
      return witness.of(own.function(), surfaced, one.hangsUpAfter());
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void pause(Duration time) {
    try {
      Thread.sleep(time);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    witness.close();
  }
}
