package dev.unthrottle.diagnosis;

import dev.unthrottle.client.Client;
import dev.unthrottle.client.Timeouts;
import dev.unthrottle.evidence.DurationStatistics;
import dev.unthrottle.evidence.Reservation;
import dev.unthrottle.probe.SlotLife;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Finds settings that end a cause, and simulates them before it gives them away. What it can't make
 * clean it doesn't recommend.
 */
final class Advisor {

  /** What the answer's way through the network is given, on top of the function's own limits. */
  static final Duration ANSWER_MARGIN = Duration.ofSeconds(5);

  /**
   * The shortest connect timeout that is ever advised: it survives a lost SYN, which is sent again
   * after 1 s and then after another 2 s (RFC 6298), and is what the AWS SDKs' own standard
   * defaults mode uses.
   */
  static final Duration CONNECT_FLOOR = Duration.ofMillis(3100);

  /**
   * The idle time after which NAT gateways and network load balancers drop a connection without a
   * word.
   *
   * @see <a
   *     href="https://docs.aws.amazon.com/vpc/latest/userguide/nat-gateway-troubleshooting.html">NAT
   *     gateway troubleshooting</a>, checked 2026-11-22
   */
  static final Duration IDLE_LIMIT = Duration.ofSeconds(350);

  /**
   * How far above the longest observed run a function's timeout is put, when it has to be raised.
   */
  private static final double TAIL_MARGIN = 1.5;

  /**
   * The longest timeout that a function can be given; what already has more keeps it.
   *
   * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/configuration-timeout.html">Lambda
   *     Developer Guide</a>, checked 2026-11-22
   */
  static final Duration LONGEST_FUNCTION_TIMEOUT = Duration.ofMinutes(15);

  /**
   * The share of its timeout that a function's longest run may take before the timeout is raised.
   */
  static final double CLOSE_TO_TIMEOUT = 0.8;

  /** The step in which timeouts are advised. */
  private static final Duration WHOLE_SECOND = Duration.ofSeconds(1);

  private final CaseFile file;
  private final Measurements measurements;
  private final List<String> why = new ArrayList<>();

  private Advisor(CaseFile file, Measurements measurements) {
    this.file = file;
    this.measurements = measurements;
  }

  /**
   * The settings for a case, before they are simulated.
   *
   * @return nothing if the function's timeout is unknown, because every other figure follows from
   *     it
   */
  static Optional<Advice> advise(CaseFile file, Measurements measurements) {
    return Optional.ofNullable(file.functionTimeout())
        .map(timeout -> new Advisor(file, measurements).advice(timeout));
  }

  private Advice advice(Duration functionTimeoutNow) {
    Duration functionTimeout = functionTimeout(functionTimeoutNow);
    Duration read = readTimeout(functionTimeout);
    Duration connect = connectTimeout(read);
    boolean keepAlive = keepAlive(read);
    Client client = file.client().with(Timeouts.of(connect, read), attempts(), keepAlive);
    return new Advice(client, functionTimeout, Sizing.of(file).reserve(why), List.copyOf(why));
  }

  private Duration functionTimeout(Duration now) {
    @Nullable DurationStatistics seen = measurements.durations();
    if (seen != null && seen.censored() > 0) {
      why.add(
          "The function's timeout (%s) cut off %s, so how long they would have run is unknown: raise it"
                  .formatted(Phrase.of(now), Phrase.count(seen.censored(), "execution"))
              + " until none is cut off.");
      return raised(now, now);
    }
    Optional<Duration> longest = seen == null ? file.longestRun() : Optional.of(seen.max());
    if (longest.isEmpty()) {
      why.add(
          "The function's timeout stays %s: no run of it is known to judge it by."
              .formatted(Phrase.of(now)));
      return now;
    }
    return enough(now, longest.get());
  }

  private Duration enough(Duration now, Duration longest) {
    if (longest.toNanos() <= now.toNanos() * CLOSE_TO_TIMEOUT) {
      return now;
    }
    Duration needed = raised(longest, now);
    if (needed.equals(now)) {
      return now;
    }
    why.add(
        "The function's timeout goes up to %s: the longest run took %s of %s."
            .formatted(Phrase.of(needed), Phrase.of(longest), Phrase.of(now)));
    return needed;
  }

  private Duration raised(Duration tail, Duration now) {
    Duration wanted = wholeSeconds(Duration.ofNanos((long) (tail.toNanos() * TAIL_MARGIN)));
    if (wanted.compareTo(LONGEST_FUNCTION_TIMEOUT) <= 0) {
      return wanted.compareTo(now) > 0 ? wanted : now;
    }
    why.add(
        "No function can have the %s that its runs would need with a margin: split the work, or hand it to a"
                .formatted(Phrase.of(wanted))
            + " workflow or a queue.");
    return now.compareTo(LONGEST_FUNCTION_TIMEOUT) > 0 ? now : LONGEST_FUNCTION_TIMEOUT;
  }

  private static Duration wholeSeconds(Duration duration) {
    return Duration.ofSeconds(duration.plus(WHOLE_SECOND).minusNanos(1).toSeconds());
  }

  private Duration readTimeout(Duration functionTimeout) {
    Duration read = SlotLife.longestRun(functionTimeout).plus(ANSWER_MARGIN);
    why.add(
        "A read timeout of %s outlasts the function's timeout (%s), the longest cold start (%s) and the"
                .formatted(
                    Phrase.of(read), Phrase.of(functionTimeout), Phrase.of(SlotLife.INIT_LIMIT))
            + " way back, so the client never hangs up on a running function.");
    return read;
  }

  private int attempts() {
    why.add(
        "One attempt, and retries in the caller's own code: an Invoke may run again, and only that code"
            + " knows whether that is harmless.");
    return 1;
  }

  private Duration connectTimeout(Duration read) {
    Duration measured =
        measurements.connect().stream()
            .max(Duration::compareTo)
            .map(longest -> longest.multipliedBy(3))
            .orElse(Duration.ZERO);
    Duration wanted = measured.compareTo(CONNECT_FLOOR) > 0 ? measured : CONNECT_FLOOR;
    Duration connect = wanted.compareTo(read.dividedBy(2)) > 0 ? read.dividedBy(2) : wanted;
    why.add(
        "A connect timeout of %s survives a lost packet%s and is far below the read timeout."
            .formatted(
                Phrase.of(connect),
                connect.equals(measured) ? ", is three times the slowest one measured," : ""));
    return connect;
  }

  private boolean keepAlive(Duration read) {
    if (read.compareTo(IDLE_LIMIT) <= 0) {
      return file.client().tcpKeepAlive();
    }
    why.add(
        "TCP keep-alive, because NAT gateways and load balancers drop a connection that is idle for %s."
            .formatted(Phrase.of(IDLE_LIMIT)));
    return true;
  }

  /**
   * Settings that are not simulated yet.
   *
   * @param client the client with them
   * @param functionTimeout the function's timeout
   * @param reservation the function's reserved concurrency
   * @param why the reasons
   */
  record Advice(
      Client client, Duration functionTimeout, Reservation reservation, List<String> why) {}
}
