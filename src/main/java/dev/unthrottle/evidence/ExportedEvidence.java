package dev.unthrottle.evidence;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.unthrottle.evidence.LogProblem.Kind;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Evidence that somebody exported from AWS into a folder: what the AWS CLI printed about the
 * function, the account and the metrics, and logs in any form that {@link LogFiles} reads. Files
 * are recognised by their content. AWS is never asked.
 */
public final class ExportedEvidence implements EvidenceSource {

  /** What no exported file is read for. */
  private static final Gap NOT_EXPORTED =
      new Gap(
          Gap.Kind.NOT_RECORDED,
          "what is set up around the function",
          "lambda:ListEventSourceMappings",
          null,
          "Provisioned concurrency, event sources and the asynchronous configuration are read from"
              + " AWS alone, not from files.");

  private static final ObjectMapper JSON = new ObjectMapper();

  private final FunctionRef function;
  private final Path folder;
  private final List<LogProblem> problems = new ArrayList<>();
  private final List<Path> logFiles = new ArrayList<>();
  private final PlatformLog log;
  private final List<ThrottleLine> throttles = new ArrayList<>();
  private final ExportedMetrics metrics = new ExportedMetrics();
  private @Nullable FunctionSettings settings;
  private @Nullable Reservation reservation;
  private @Nullable AccountSettings account;
  private Instant newest = Instant.MIN;
  private Instant oldest = Instant.MAX;

  private ExportedEvidence(Path folder, FunctionRef function) {
    this.folder = folder;
    this.function = function;
    this.log = new PlatformLog(function.name());
  }

  /**
   * Reads all files of a folder.
   *
   * @throws IOException if the folder itself can't be read
   */
  public static ExportedEvidence read(Path folder, FunctionRef function) throws IOException {
    ExportedEvidence evidence = new ExportedEvidence(folder, function);
    List<LogFile> files = LogFile.at(folder);
    files.forEach(file -> evidence.read(file.path()));
    evidence.readLogs();
    evidence.metrics.newest().ifPresent(evidence::saw);
    evidence.metrics.oldest().ifPresent(evidence::saw);
    if (evidence.newest.equals(Instant.MIN)) {
      for (LogFile file : files) {
        evidence.saw(Files.getLastModifiedTime(file.path()).toInstant());
      }
    }
    return evidence;
  }

  private void read(Path file) {
    try (InputStream in = Files.newInputStream(file)) {
      switch (LogFormat.of(in.readNBytes(LogFormat.HEAD))) {
        case OTHER_JSON -> readAnswer(file);
        case EMPTY -> problems.add(new LogProblem(file.toString(), Kind.EMPTY, "It is empty."));
        case BINARY, BARE_TEXT, STAMPED_TEXT, JSON_EVENTS, CSV -> logFiles.add(file);
      }
    } catch (IOException e) {
      problems.add(
          new LogProblem(
              file.toString(), Kind.UNREAD, "It can't be read: " + e.getMessage() + "."));
    }
  }

  private void readAnswer(Path file) throws IOException {
    JsonNode answer = JSON.readTree(file.toFile());
    Optional<FunctionSettings> found = ExportedSettings.function(answer);
    if (found.isPresent() && !found.get().name().equals(function.name())) {
      problems.add(
          new LogProblem(
              file.toString(),
              Kind.OTHER,
              "It is about another function: " + found.get().name() + "."));
      return;
    }
    found.ifPresent(it -> settings = it);
    Optional<Reservation> slots = ExportedSettings.reservation(answer);
    slots.ifPresent(it -> reservation = it);
    Optional<AccountSettings> limits = ExportedSettings.account(answer);
    limits.ifPresent(it -> account = it);
    boolean points = metrics.add(answer);
    if (found.isEmpty() && slots.isEmpty() && limits.isEmpty() && !points) {
      problems.add(
          new LogProblem(
              file.toString(), Kind.OTHER, "It is JSON, but no answer that tells anything here."));
    }
  }

  private void readLogs() {
    problems.addAll(
        LogFiles.lines(
            logFiles,
            function.name(),
            new LineSink() {
              @Override
              public void add(PlatformLine line, long at, String stream) {
                log.add(line, at, stream);
                if (at != Run.UNKNOWN) {
                  saw(Tally.instant(at));
                }
              }

              @Override
              public void other(LogEvent event) {
                ThrottleLine.parse(event)
                    .ifPresent(line -> {
                      throttles.add(line);
                      saw(event.timestamp());
                    });
              }
            }));
  }

  private void saw(Instant at) {
    newest = at.isAfter(newest) ? at : newest;
    oldest = at.isBefore(oldest) ? at : oldest;
  }

  /** What could not be read, or told nothing. */
  public List<LogProblem> problems() {
    return List.copyOf(problems);
  }

  /** Whether nothing about the function was found. */
  public boolean isEmpty() {
    return settings == null
        && reservation == null
        && account == null
        && metrics.isEmpty()
        && throttles.isEmpty()
        && log.invocations().isEmpty();
  }

  /** When the evidence ends: just after the newest time that stands in it. */
  public Instant now() {
    return newest.equals(Instant.MIN) ? Instant.EPOCH : newest.plusMillis(1);
  }

  /** The time from the oldest to the newest event, at least a minute, in whole minutes. */
  public Duration span() {
    Duration exact = oldest.isBefore(newest) ? Duration.between(oldest, newest) : Duration.ZERO;
    return Duration.ofMinutes(exact.toMinutes() + 1);
  }

  @Override
  public Evidence gather(FunctionRef asked, Window window) {
    return new Evidence(
        asked,
        now(),
        window,
        observed(
            settings,
            Source.SETTINGS,
            "the function's configuration",
            "lambda:GetFunction",
            "aws lambda get-function --function-name %s > %s/function.json"),
        observed(
            reservation,
            Source.SETTINGS,
            "the function's reserved concurrency",
            "lambda:GetFunction",
            "aws lambda get-function --function-name %s > %s/function.json"),
        observed(
            account,
            Source.SETTINGS,
            "the account's concurrency",
            "lambda:GetAccountSettings",
            "aws lambda get-account-settings > %2$s/account.json"),
        Surroundings.missing(NOT_EXPORTED),
        logs(window),
        metrics(window));
  }

  @Override
  public Observation<LogEvidence> logs(FunctionSettings of, Window window) {
    return logs(window);
  }

  @Override
  public Observation<MetricEvidence> metrics(FunctionSettings of, Window window) {
    return metrics(window);
  }

  @Override
  public int callsMade() {
    return 0;
  }

  private Observation<LogEvidence> logs(Window window) {
    List<Invocation> invocations =
        log.invocations().stream()
            .filter(run -> !run.start().isBefore(window.from()))
            .filter(run -> run.start().isBefore(window.to()))
            .toList();
    List<DownstreamThrottle> downstream = downstream(window, invocations);
    boolean dated = log.undated() == 0 || !invocations.isEmpty() || !downstream.isEmpty();
    LogEvidence found =
        dated && !logFiles.isEmpty()
            ? new LogEvidence(group(), window, invocations, log.undated() == 0, downstream)
            : null;
    return observed(
        found,
        Source.LOGS,
        logFiles.isEmpty() ? "the log events" : "the times of the log lines",
        "logs:FilterLogEvents",
        "aws logs filter-log-events --log-group-name " + group() + " > %2$s/logs.json");
  }

  private List<DownstreamThrottle> downstream(Window window, List<Invocation> executions) {
    return DownstreamThrottle.newest(
        throttles.stream()
            .filter(line -> !line.event().timestamp().isBefore(window.from()))
            .filter(line -> line.event().timestamp().isBefore(window.to()))
            .map(line -> line.of(executions)));
  }

  private String group() {
    return settings == null ? "/aws/lambda/" + function.name() : settings.logs().group();
  }

  private Observation<MetricEvidence> metrics(Window window) {
    return observed(
        metrics.isEmpty() ? null : metrics.evidence(window),
        Source.METRICS,
        "the function's metrics",
        "cloudwatch:GetMetricData",
        "aws cloudwatch get-metric-data --cli-input-json file://docs/metrics-query.json >"
            + " %2$s/metrics.json");
  }

  private <T> Observation<T> observed(
      @Nullable T found, Source source, String what, String call, String command) {
    return found != null
        ? Observation.of(found, source, now())
        : Observation.missing(
            new Gap(
                Gap.Kind.NOT_RECORDED,
                what,
                call,
                call,
                "%s has no file with %s. Run `%s`."
                    .formatted(folder, what, command.formatted(function.name(), folder))));
  }
}
