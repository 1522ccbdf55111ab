package dev.unthrottle.conformance;

import dev.unthrottle.client.Client;
import dev.unthrottle.client.ClientCatalog;
import dev.unthrottle.client.ClientConfiguration;
import dev.unthrottle.client.ClientConfigurationException;
import dev.unthrottle.client.RetryMode;
import dev.unthrottle.conformance.RealClient.Extent;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One call of one client, to a function of its own.
 *
 * @param client which client
 * @param slots the function's reserved concurrency, {@code null} for none
 * @param patience how the read timeout compares with the duration
 * @param attempts all attempts, {@code null} for the client's default
 * @param mode the retry mode, {@code null} for the client's default
 * @param hint what refusals say about when to come back
 */
record Case(
    RealClient client,
    @Nullable Integer slots,
    Patience patience,
    @Nullable Integer attempts,
    @Nullable RetryMode mode,
    Hint hint) {

  private static final List<@Nullable Integer> SLOTS = Arrays.asList(0, 1, 2, null);
  private static final List<@Nullable Integer> ATTEMPTS = Arrays.asList(1, 3, null);

  /** The cases that a client has to go through. */
  static List<Case> of(RealClient client) {
    List<Case> cases = new ArrayList<>();
    for (@Nullable RetryMode mode : modes(client)) {
      cases.add(new Case(client, 0, Patience.ABOVE, null, mode, Hint.RETRY_AFTER));
      cases.add(new Case(client, 0, Patience.ABOVE, null, mode, Hint.AMZ_RETRY_AFTER));
      for (@Nullable Integer attempts : attempts(client)) {
        for (@Nullable Integer slots : SLOTS) {
          for (Patience patience : Patience.values()) {
            Case one = new Case(client, slots, patience, attempts, mode, Hint.NONE);
            if (!one.isLikeAnother()) {
              cases.add(one);
            }
          }
        }
      }
    }
    return cases;
  }

  private static List<@Nullable RetryMode> modes(RealClient client) {
    List<@Nullable RetryMode> modes = new ArrayList<>();
    modes.add(null);
    if (client.extent() != Extent.DEFAULT_MODE) {
      modes.addAll(Stream.of(RetryMode.values()).filter(client.modes()::contains).toList());
    }
    return modes;
  }

  private static List<@Nullable Integer> attempts(RealClient client) {
    return client.extent() == Extent.DEFAULT_ATTEMPTS ? Arrays.asList((Integer) null) : ATTEMPTS;
  }

  /** Without a run or without a retry, it doesn't matter how long the run would outlast it. */
  private boolean isLikeAnother() {
    boolean noRun = slots != null && slots == 0;
    boolean noRetry = attempts != null && attempts == 1;
    return patience == Patience.FAR_BELOW && (noRun || noRetry);
  }

  /** The client's read timeout. */
  Duration readTimeout() {
    return patience.readTimeout(client.shortestReadTimeout());
  }

  /** When the client hangs up at the latest. */
  Duration hangsUpAfter() {
    return readTimeout().plus(client.lateness().most());
  }

  /**
   * What the catalogue says about the client in this case.
   *
   * @param late how much later than its read timeout says it hangs up
   * @throws ClientConfigurationException if it says nothing
   */
  Client catalogued(Duration late) {
    return ClientCatalog.bundled()
        .resolve(
            new ClientConfiguration(
                client.id(),
                client.version(),
                null,
                readTimeout().plus(late),
                attempts,
                mode,
                client.settings()))
        .client();
  }

  /** The call that the real client is told to make. */
  RealCall call(URI endpoint, String function) {
    return new RealCall(endpoint, function, readTimeout(), attempts, mode, client.httpClient());
  }

  /** Without the client's name. */
  String circumstances() {
    return "%s, %s, %s attempts, %s mode%s"
        .formatted(
            slots == null ? "no reservation" : slots + " slots",
            patience,
            attempts == null ? "default" : attempts,
            mode == null ? "default" : mode.id(),
            hint);
  }

  @Override
  public String toString() {
    return client.name() + ": " + circumstances();
  }
}
