package dev.unthrottle.diagnosis.advice;

import dev.unthrottle.client.Client;
import dev.unthrottle.client.Snippet;
import dev.unthrottle.client.Timeouts;
import dev.unthrottle.diagnosis.casefile.Phrase;
import dev.unthrottle.probe.SlotLife;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A client's timeouts for one kind of call, in the units and under the names that its version
 * obeys.
 *
 * @param client the client with them
 * @param keptAlive whether its connection outlives the longest silence that the call may need
 * @param why the reasons, a sentence each
 */
public record Patience(Client client, boolean keptAlive, List<String> why) {

  /** What the answer's way through the network is given, on top of the function's own limits. */
  static final Duration ANSWER_MARGIN = Duration.ofSeconds(5);

  /**
   * The shortest connect timeout that is ever advised: it survives a lost SYN, which is sent again
   * after 1 s and then after another 2 s (RFC 6298), and is what the AWS SDKs' own standard
   * defaults mode uses.
   */
  public static final Duration CONNECT_FLOOR = Duration.ofMillis(3100);

  /**
   * The idle time after which NAT gateways and network load balancers drop a connection without a
   * word.
   *
   * @see <a
   *     href="https://docs.aws.amazon.com/vpc/latest/userguide/nat-gateway-troubleshooting.html">NAT
   *     gateway troubleshooting</a>, checked 2026-11-22
   */
  public static final Duration IDLE_LIMIT = Duration.ofSeconds(350);

  /** How long Lambda may take to put an event into its queue and say so. */
  static final Duration RECEIPT = Duration.ofSeconds(10);

  private static final Duration SHORTEST_READ = Duration.ofSeconds(1);
  private static final int ONE_ATTEMPT = 1;

  private static final String RETRIES_IN_CODE =
      "One attempt, and retries in the caller's own code: an Invoke may run again, and only that code"
          + " knows whether that is harmless.";

  /** Copies the list. */
  public Patience {
    why = List.copyOf(why);
  }

  /** For a call that waits until the function has run. */
  static Patience untilAnswered(Client now, Duration functionTimeout, List<Duration> connects) {
    List<String> why = new ArrayList<>();
    Duration read = SlotLife.longestRun(functionTimeout).plus(ANSWER_MARGIN);
    Duration connect = connect(read, connects);
    boolean idles = read.compareTo(IDLE_LIMIT) > 0;
    Client told = told(now, connect, read, idles || now.tcpKeepAlive());
    why.add(
        "%s outlasts the function's timeout (%s), the longest cold start (%s) and the"
                .formatted(limit(told), Phrase.of(functionTimeout), Phrase.of(SlotLife.INIT_LIMIT))
            + " way back, so the client never hangs up on a running function.");
    why.add(RETRIES_IN_CODE);
    why.addAll(connecting(told, connects));
    if (idles && told.tcpKeepAlive()) {
      why.add(
          "TCP keep-alive, because NAT gateways and load balancers drop a connection that is idle for %s."
              .formatted(Phrase.of(IDLE_LIMIT)));
    }
    return new Patience(told, !idles || told.tcpKeepAlive(), why);
  }

  /**
   * For a call that hands an event over to Lambda's own queue, and doesn't wait for the function.
   *
   * @param caller how long the caller can wait
   */
  static Patience untilReceipt(Client now, Duration caller, List<Duration> connects) {
    List<String> why = new ArrayList<>();
    Client connecting = told(now, connect(RECEIPT, connects), RECEIPT, now.tcpKeepAlive());
    @Nullable Duration connect = connecting.timeouts().connect();
    Duration left = caller.minus(connect == null ? CONNECT_FLOOR : connect);
    Duration read = left.compareTo(RECEIPT) < 0 ? Duration.ofSeconds(left.toSeconds()) : RECEIPT;
    Client told =
        told(
            now,
            connect(RECEIPT, connects),
            read.compareTo(SHORTEST_READ) < 0 ? SHORTEST_READ : read,
            now.tcpKeepAlive());
    why.add(
        "%s is for an asynchronous call: Lambda answers as soon as the event is in its queue."
            .formatted(limit(told)));
    why.add("One attempt: an event that is handed over twice runs twice.");
    why.addAll(connecting(told, connects));
    return new Patience(told, true, why);
  }

  /** The same, of a call that the SDK may make so often. */
  Patience retrying(int attempts) {
    List<String> reasons = new ArrayList<>(why);
    reasons.replaceAll(reason -> reason.equals(RETRIES_IN_CODE) ? retriesInSdk(attempts) : reason);
    return new Patience(
        Snippet.obeyed(client.with(client.timeouts(), attempts, client.tcpKeepAlive())),
        keptAlive,
        reasons);
  }

  private static String retriesInSdk(int attempts) {
    return "Up to %d attempts by the SDK: the call is idempotent, and a client that outwaits the function repeats nothing that still runs."
        .formatted(attempts);
  }

  private static Client told(Client now, Duration connect, Duration read, boolean keepAlive) {
    return Snippet.obeyed(now.with(Timeouts.of(connect, read), ONE_ATTEMPT, keepAlive));
  }

  private static Duration connect(Duration read, List<Duration> measured) {
    Duration wanted = slowest(measured).multipliedBy(3);
    Duration connect = wanted.compareTo(CONNECT_FLOOR) > 0 ? wanted : CONNECT_FLOOR;
    return connect.compareTo(read.dividedBy(2)) > 0 ? read.dividedBy(2) : connect;
  }

  private static Duration slowest(List<Duration> measured) {
    return measured.stream().max(Duration::compareTo).orElse(Duration.ZERO);
  }

  private static String limit(Client told) {
    Timeouts limits = told.timeouts();
    return limits.read() != null
        ? "A read timeout of " + Phrase.of(limits.read())
        : limits.attempt() != null
            ? "A limit of %s for an attempt".formatted(Phrase.of(limits.attempt()))
            : "No limit at all";
  }

  private static List<String> connecting(Client told, List<Duration> measured) {
    @Nullable Duration connect = told.timeouts().connect();
    return connect == null
        ? List.of()
        : List.of(
            "A connect timeout of %s survives a lost packet%s and is far below the read timeout."
                .formatted(
                    Phrase.of(connect),
                    slowest(measured).multipliedBy(3).compareTo(CONNECT_FLOOR) > 0
                        ? ", is at least three times the slowest one measured,"
                        : ""));
  }
}
