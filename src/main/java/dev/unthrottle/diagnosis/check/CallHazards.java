package dev.unthrottle.diagnosis.check;

import dev.unthrottle.client.AttemptOutcome;
import dev.unthrottle.client.Client;
import dev.unthrottle.client.ClientCatalog;
import dev.unthrottle.client.ClientConfiguration;
import dev.unthrottle.client.Timeouts;
import dev.unthrottle.diagnosis.advice.CallerKind;
import dev.unthrottle.diagnosis.advice.Patience;
import dev.unthrottle.diagnosis.casefile.CallerTimeout;
import dev.unthrottle.diagnosis.casefile.Phrase;
import dev.unthrottle.probe.SlotLife;
import dev.unthrottle.simulation.FunctionModel;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What can be wrong with a synchronous Invoke by an AWS client. */
final class CallHazards {

  /**
   * The shortest connect timeout that survives one lost SYN.
   *
   * @see Patience#CONNECT_FLOOR
   */
  private static final Duration LOST_SYN = Duration.ofSeconds(3);

  private CallHazards() {}

  static Optional<Clue> readTimeoutBelowFunctionTimeout(Setup.Call call) {
    Duration timeout = call.function().timeout();
    Duration patience = patience(call);
    return hangsUp(call) && timeout != null && patience != null
        ? Optional.of(
            new Clue(
                "%s waits %s for an answer, and %s may run for %s."
                    .formatted(
                        name(call),
                        Phrase.of(patience),
                        call.function().name(),
                        Phrase.of(timeout)),
                "A run that takes between %s and %s goes on unheard and keeps its slot, up to %s after its caller has hung up."
                    .formatted(
                        Phrase.of(patience),
                        Phrase.of(timeout),
                        Phrase.of(timeout.minus(patience))),
                "Wait longer than the function can run, cold start included, or lower the function's timeout."))
        : Optional.empty();
  }

  static Optional<Clue> readTimeoutBelowColdStart(Setup.Call call) {
    Duration timeout = call.function().timeout();
    Duration patience = patience(call);
    if (timeout == null || patience == null || hangsUp(call) || endsFirst(call, patience)) {
      return Optional.empty();
    }
    Duration longest = SlotLife.longestRun(timeout);
    return patience.compareTo(longest) < 0
        ? Optional.of(
            new Clue(
                "%s waits %s; %s may run for %s, and its cold start comes before that."
                    .formatted(
                        name(call),
                        Phrase.of(patience),
                        call.function().name(),
                        Phrase.of(timeout)),
                "A cold start can take %s before the timeout begins to count: %s in all."
                    .formatted(Phrase.of(SlotLife.INIT_LIMIT), Phrase.of(longest)),
                "Wait longer than a cold start and the function's timeout together."))
        : Optional.empty();
  }

  static Optional<Clue> retryCollidesWithItself(Setup.Call call) {
    Integer reserved = call.function().reserved();
    return hangsUpAndRetries(call) && reserved != null && reserved == 1
        ? Optional.of(
            new Clue(
                "%s makes up to %d attempts, and %s has 1 slot."
                    .formatted(name(call), attempts(call), call.function().name()),
                "After %s the client hangs up and tries again; the first run holds the only slot for up to %s more, so every retry in that time is refused with 429."
                    .formatted(shown(patience(call)), Phrase.of(unheard(call))),
                "Make one attempt that waits long enough, and retry in your own code."))
        : Optional.empty();
  }

  static Optional<Clue> retryRunsTwice(Setup.Call call) {
    Integer reserved = call.function().reserved();
    boolean slots = reserved == null || reserved > 1;
    return hangsUpAndRetries(call) && slots && !call.idempotent()
        ? Optional.of(
            new Clue(
                "%s makes up to %d attempts of a call that isn't said to be idempotent."
                    .formatted(name(call), attempts(call)),
                "Every %s of waiting starts another run beside the first: one call can run %s up to %d times."
                    .formatted(shown(patience(call)), call.function().name(), runs(call)),
                "Make one attempt that waits long enough, and retry in your own code, which knows whether that is harmless."))
        : Optional.empty();
  }

  static Optional<Clue> retryOfAnInvoke(Setup.Call call) {
    return attempts(call) > 1 && !call.idempotent() && !hangsUp(call)
        ? Optional.of(
            new Clue(
                "%s makes up to %d attempts of a call that isn't said to be idempotent."
                    .formatted(name(call), attempts(call)),
                "Where a connection is lost after the request was sent, the next attempt is a second run.",
                "Make one attempt, or say --idempotent if a second run does no harm."))
        : Optional.empty();
  }

  static Optional<Clue> connectTimeoutTooShort(Setup.Call call) {
    Duration connect = timeouts(call).connect();
    return connect != null && connect.compareTo(LOST_SYN) < 0
        ? Optional.of(
            new Clue(
                "%s gives up connecting after %s.".formatted(name(call), Phrase.of(connect)),
                "A lost SYN is sent again after 1 s and after another 2 s, so %s don't survive two losses in a row; %s do."
                    .formatted(Phrase.of(connect), Phrase.of(Patience.CONNECT_FLOOR)),
                "Give connecting %s.".formatted(Phrase.of(Patience.CONNECT_FLOOR))))
        : Optional.empty();
  }

  static Optional<Clue> connectTimeoutTooLong(Setup.Call call) {
    Duration connect = timeouts(call).connect();
    Duration read = timeouts(call).read();
    if (connect == null) {
      return Optional.of(
          new Clue(
              "%s waits for ever to connect.".formatted(name(call)),
              "Where the endpoint can't be reached, the call ends when the operating system gives up, or never.",
              "Give connecting %s.".formatted(Phrase.of(Patience.CONNECT_FLOOR))));
    }
    return read != null && connect.compareTo(read.dividedBy(2)) > 0
        ? Optional.of(
            new Clue(
                "%s waits %s to connect, and %s for an answer."
                    .formatted(name(call), Phrase.of(connect), Phrase.of(read)),
                "Connecting takes milliseconds; an endpoint that can't be reached costs %s in each of %d attempts."
                    .formatted(Phrase.of(connect), attempts(call)),
                "Give connecting %s, far below the read timeout."
                    .formatted(Phrase.of(Patience.CONNECT_FLOOR))))
        : Optional.empty();
  }

  static Optional<Clue> callerTimeoutBelowFunctionTimeout(Setup.Call call) {
    Duration limit = limit(call);
    Duration timeout = call.function().timeout();
    return limit != null && timeout != null && limit.compareTo(timeout) < 0
        ? Optional.of(
            new Clue(
                "The caller ends after %s, and %s may run for %s."
                    .formatted(Phrase.of(limit), call.function().name(), Phrase.of(timeout)),
                "A run that takes longer than %s goes on unheard for up to %s, and whoever retries the caller starts another."
                    .formatted(Phrase.of(limit), Phrase.of(timeout.minus(limit))),
                "Give the caller more time than the function, or invoke the function asynchronously."))
        : Optional.empty();
  }

  static Optional<Clue> callerTimeoutBelowWorstCase(Setup.Call call) {
    Duration limit = limit(call);
    Duration timeout = call.function().timeout();
    if (limit == null || (timeout != null && limit.compareTo(timeout) < 0)) {
      return Optional.empty();
    }
    Duration worst = worstCase(call);
    return worst == null || limit.compareTo(worst) < 0
        ? Optional.of(
            new Clue(
                "The caller ends after %s, and its client gives up %s."
                    .formatted(
                        Phrase.of(limit),
                        worst == null ? "never" : "after %s at worst".formatted(Phrase.of(worst))),
                worst == null
                    ? "Without a limit of its own the client waits until the caller is cut off, and the caller never gets to see why."
                    : "%d × (%s to connect + %s to read) + the longest backoffs = %s."
                        .formatted(
                            attempts(call),
                            shown(timeouts(call).connect()),
                            shown(timeouts(call).read()),
                            Phrase.of(worst)),
                "Give the client limits that end before its caller does."))
        : Optional.empty();
  }

  static Optional<Clue> noTcpKeepAlive(Setup.Call call) {
    Duration silence = longestSilence(call);
    return !call.client().client().tcpKeepAlive() && silence.compareTo(Patience.IDLE_LIMIT) > 0
        ? Optional.of(
            new Clue(
                "%s can wait %s for an answer, without TCP keep-alive."
                    .formatted(name(call), Phrase.of(silence)),
                "NAT gateways and network load balancers drop a connection that is idle for %s without a word: the answer never arrives, and the client waits on."
                    .formatted(Phrase.of(Patience.IDLE_LIMIT)),
                "Switch TCP keep-alive on."))
        : Optional.empty();
  }

  /** What the catalogue warns of, but wouldn't without the settings. */
  static List<Clue> settingIgnored(Setup.Call call) {
    List<String> ofVersion = warningsOfVersion(call);
    return call.client().warnings().stream()
        .filter(warning -> !ofVersion.contains(warning))
        .map(warning ->
            new Clue(
                warning,
                "What somebody set has no effect, or another one.",
                "Set what this version obeys."))
        .toList();
  }

  static List<Clue> clientVersionUncertain(Setup.Call call) {
    List<String> ofVersion = warningsOfVersion(call);
    return call.client().warnings().stream()
        .filter(ofVersion::contains)
        .map(warning ->
            new Clue(
                warning,
                "Timeouts and retries differ between versions of a client.",
                "Say which version it is: --client %s@VERSION."
                    .formatted(call.client().client().id().id())))
        .toList();
  }

  private static List<String> warningsOfVersion(Setup.Call call) {
    Client client = call.client().client();
    return ClientCatalog.bundled()
        .resolve(ClientConfiguration.defaults(client.id(), client.version()))
        .warnings();
  }

  private static String name(Setup.Call call) {
    Client client = call.client().client();
    return client.version() == null ? client.id().id() : client.id().id() + " " + client.version();
  }

  private static String shown(@Nullable Duration limit) {
    return limit == null ? "for ever" : Phrase.of(limit);
  }

  private static Timeouts timeouts(Setup.Call call) {
    return call.client().client().timeouts();
  }

  private static @Nullable Duration patience(Setup.Call call) {
    return timeouts(call).patience();
  }

  private static int attempts(Setup.Call call) {
    return call.client().client().retries().maxAttempts();
  }

  private static @Nullable Duration limit(Setup.Call call) {
    return call.caller() == null ? null : call.caller().limit();
  }

  private static boolean hangsUp(Setup.Call call) {
    Duration timeout = call.function().timeout();
    Duration patience = patience(call);
    return timeout != null
        && patience != null
        && patience.compareTo(timeout) < 0
        && !endsFirst(call, patience);
  }

  /**
   * A caller that is a function is cut off with its client, which then hangs up on nobody itself.
   */
  private static boolean endsFirst(Setup.Call call, Duration patience) {
    Duration limit = limit(call);
    return call.caller() != null
        && call.caller().kind() == CallerKind.LAMBDA
        && limit != null
        && limit.compareTo(patience) <= 0;
  }

  private static boolean hangsUpAndRetries(Setup.Call call) {
    return hangsUp(call) && call.client().client().retries().retries(1, hangUp(timeouts(call)));
  }

  /** Which of the limits is the shortest. */
  private static AttemptOutcome hangUp(Timeouts timeouts) {
    Duration patience = timeouts.patience();
    if (Objects.equals(patience, timeouts.call())) {
      return AttemptOutcome.CALL_TIMEOUT;
    }
    return Objects.equals(patience, timeouts.read())
        ? AttemptOutcome.READ_TIMEOUT
        : AttemptOutcome.ATTEMPT_TIMEOUT;
  }

  /** How long a run can go on that the client has hung up on. */
  private static Duration unheard(Setup.Call call) {
    Duration timeout = call.function().timeout();
    Duration patience = patience(call);
    return timeout == null || patience == null ? Duration.ZERO : timeout.minus(patience);
  }

  /** The runs that one call can cause: one an attempt, as far as there are slots. */
  private static int runs(Setup.Call call) {
    Integer reserved = call.function().reserved();
    return reserved == null ? attempts(call) : Math.min(attempts(call), reserved);
  }

  /** How long the connection can be silent: until the client or the function gives up. */
  private static Duration longestSilence(Setup.Call call) {
    Duration timeout = call.function().timeout();
    Duration run = SlotLife.longestRun(timeout == null ? FunctionModel.LONGEST_TIMEOUT : timeout);
    Duration patience = patience(call);
    return patience == null || patience.compareTo(run) > 0 ? run : patience;
  }

  private static @Nullable Duration worstCase(Setup.Call call) {
    Duration worst = CallerTimeout.of(call.client().client()).worstCase();
    Duration limit = timeouts(call).call();
    return worst == null || (limit != null && limit.compareTo(worst) < 0) ? limit : worst;
  }
}
