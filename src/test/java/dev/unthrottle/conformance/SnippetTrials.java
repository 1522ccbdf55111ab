package dev.unthrottle.conformance;

import static java.util.stream.Collectors.joining;

import dev.unthrottle.sandbox.Access;
import dev.unthrottle.sandbox.Counts;
import dev.unthrottle.sandbox.Sandbox;
import dev.unthrottle.sandbox.Scenario;
import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Snippets that are run as they are, each against a function of its own in one sandbox. */
final class SnippetTrials {

  /** Most of a process's time is waiting, but not its start. */
  private static final int PROCESSES_AT_ONCE = 8;

  private static final long SEED = 1;
  private static final long POLL_MILLIS = 20;

  private final Map<PasteTool, List<Pasted>> snippets = new LinkedHashMap<>();
  private final Map<String, Queue<Access>> logs = new ConcurrentHashMap<>();
  private final Map<Pasted, SnippetResult> results = new ConcurrentHashMap<>();

  private SnippetTrials() {}

  /** Runs all. What was different is run a second time, when the machine is calmer. */
  static List<SnippetResult> of(List<PasteTool> tools) throws IOException, InterruptedException {
    SnippetTrials first = new SnippetTrials();
    tools.forEach(first::paste);
    first.run();
    SnippetTrials second = first.failed();
    second.run();
    return first.snippets.values().stream()
        .flatMap(List::stream)
        .map(one -> second.results.getOrDefault(one, first.results.get(one)))
        .map(Objects::requireNonNull)
        .toList();
  }

  private void paste(PasteTool tool) {
    List<Pasted> own = snippets.computeIfAbsent(tool, _ -> new ArrayList<>());
    for (Trial trial : Trial.values()) {
      tool.itsVariants()
          .forEach(variant ->
              own.add(
                  new Pasted(
                      tool.name(),
                      variant,
                      trial,
                      "%s_%s_%s"
                          .formatted(tool.name(), variant.id(), trial.name())
                          .replace('-', '_'))));
    }
  }

  private SnippetTrials failed() {
    SnippetTrials again = new SnippetTrials();
    snippets.forEach((tool, own) -> {
      List<Pasted> failed =
          own.stream()
              .filter(it -> !Objects.requireNonNull(results.get(it)).differences().isEmpty())
              .toList();
      if (!failed.isEmpty()) {
        again.snippets.put(tool, failed);
      }
    });
    return again;
  }

  private void run() throws IOException, InterruptedException {
    if (snippets.isEmpty()) {
      return;
    }
    Scenario scenario = Scenario.parse(yaml(), "snippets.yaml");
    try (Sandbox sandbox = Sandbox.start(scenario, 0, Clock.systemUTC(), SEED, this::note);
        ExecutorService threads = Executors.newFixedThreadPool(PROCESSES_AT_ONCE)) {
      List<Future<?>> running = new ArrayList<>();
      snippets.forEach((tool, own) ->
          tool.paster()
              .batches(own)
              .forEach(
                  batch -> running.add(threads.submit(() -> run(tool.paster(), batch, sandbox)))));
      for (Future<?> one : running) {
        one.get();
      }
    } catch (ExecutionException e) {
      throw new AssertionError(e);
    }
  }

  private String yaml() {
    return "truth: none-found\nfunctions:\n"
        + snippets.values().stream().flatMap(List::stream).map(Pasted::yaml).collect(joining("\n"));
  }

  private void note(Access access) {
    log(access.path().get(2)).add(access);
  }

  private Queue<Access> log(String function) {
    return logs.computeIfAbsent(function, _ -> new ConcurrentLinkedQueue<>());
  }

  private Void run(Paster paster, List<Pasted> batch, Sandbox sandbox)
      throws IOException, InterruptedException {
    Map<Pasted, Surfaced> surfaced = paster.run(batch, sandbox.endpoint());
    for (Pasted one : batch) {
      results.put(one, result(one, Objects.requireNonNull(surfaced.get(one)), sandbox));
    }
    return null;
  }

  private SnippetResult result(Pasted one, Surfaced surfaced, Sandbox sandbox)
      throws InterruptedException {
    // A request stands in the log once it is answered, which is when its execution ends.
    Counts counts = sandbox.counts(one.function());
    while (counts.executions() + counts.refusals() != log(one.function()).size()) {
      Thread.sleep(POLL_MILLIS);
      counts = sandbox.counts(one.function());
    }
    List<Access> log = List.copyOf(log(one.function()));
    Observation seen = Observation.of(log, counts, surfaced, one.hangsUpAfter());
    return new SnippetResult(one, seen, one.differences(seen, log));
  }
}
