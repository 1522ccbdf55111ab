package dev.unthrottle.probe;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a store keeps of a probe, here in memory. */
final class VirtualJournal implements ProbeJournal {

  private final List<ConnectTime> connectTimes = new ArrayList<>();
  private final List<SentAttempt> sent = new ArrayList<>();
  private EarlierRun earlier = EarlierRun.NONE;

  /** The run has ended, and says why if it did so early; the next one finds what it left. */
  void over(@Nullable String stopped) {
    earlier = new EarlierRun(connectTimes, sent, true, stopped);
  }

  /** The run was lost; the next one finds what it left. */
  void lost() {
    earlier = new EarlierRun(connectTimes, sent, false, null);
  }

  @Override
  public EarlierRun earlier() {
    return earlier;
  }

  @Override
  public void connected(List<ConnectTime> times) {
    connectTimes.addAll(times);
  }

  @Override
  public boolean claim(SentAttempt attempt) {
    return sent.add(attempt);
  }

  @Override
  public void record(SentAttempt attempt) {
    sent.replaceAll(one -> one.key().equals(attempt.key()) ? attempt : one);
  }
}
