package dev.unthrottle.conformance;

import static java.util.stream.Collectors.joining;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Snippets that are run as they are, each against a function of its own in one sandbox. */
final class SnippetTrials {

  /** Most of a process's time is waiting, but not its start. */
  private static final int PROCESSES_AT_ONCE = 8;

  private final Map<PasteTool, List<Pasted>> snippets = new LinkedHashMap<>();
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
    try (Witness witness = new Witness(yaml(), "snippets.yaml");
        ExecutorService threads = Executors.newFixedThreadPool(PROCESSES_AT_ONCE)) {
      List<Future<?>> running = new ArrayList<>();
      snippets.forEach((tool, own) ->
          tool.paster()
              .batches(own)
              .forEach(
                  batch -> running.add(threads.submit(() -> run(tool.paster(), batch, witness)))));
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

  private Void run(Paster paster, List<Pasted> batch, Witness witness)
      throws IOException, InterruptedException {
    Map<Pasted, Surfaced> surfaced = paster.run(batch, witness.endpoint());
    for (Pasted one : batch) {
      results.put(one, result(one, Objects.requireNonNull(surfaced.get(one)), witness));
    }
    return null;
  }

  private static SnippetResult result(Pasted one, Surfaced surfaced, Witness witness)
      throws InterruptedException {
    Observation seen = witness.of(one.function(), surfaced, one.hangsUpAfter());
    return new SnippetResult(one, seen, one.differences(seen, witness.log(one.function())));
  }
}
