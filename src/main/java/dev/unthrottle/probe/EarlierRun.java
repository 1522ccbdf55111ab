package dev.unthrottle.probe;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an earlier run of a probe has left behind: one that was lost, or that was over before its
 * executions were.
 *
 * @param connectTimes how long establishing a connection took, each time it was tried
 * @param sent the attempts that it claimed, in the order of the claims
 * @param over whether it ended by itself; otherwise it was lost
 * @param stopped why it ended early, in its own words; {@code null} if it didn't, or was lost
 */
public record EarlierRun(
    List<ConnectTime> connectTimes,
    List<SentAttempt> sent,
    boolean over,
    @Nullable String stopped) {

  /** There was none. */
  public static final EarlierRun NONE = new EarlierRun(List.of(), List.of(), true, null);

  /** Copies the lists. */
  public EarlierRun {
    connectTimes = List.copyOf(connectTimes);
    sent = List.copyOf(sent);
  }

  /** Whether it got as far as to claim an attempt: then nothing more may be sent. */
  public boolean began() {
    return !sent.isEmpty();
  }

  /** Why the probe ends where it does, {@code null} if it had come to its end. */
  @Nullable String whyStopped() {
    return over ? stopped : Lost.sentence(sent);
  }
}
