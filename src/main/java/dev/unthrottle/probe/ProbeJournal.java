package dev.unthrottle.probe;

import java.util.List;

/**
 * What a probe remembers beyond its own life, so that it is made at most once: every attempt is
 * claimed before it is sent, and one that was claimed is never sent again, whoever claimed it.
 */
public interface ProbeJournal {

  /** Of a probe that nobody can begin again: it lives and dies with its thread. */
  ProbeJournal NONE =
      new ProbeJournal() {
        @Override
        public EarlierRun earlier() {
          return EarlierRun.NONE;
        }

        @Override
        public void connected(List<ConnectTime> times) {}

        @Override
        public boolean claim(SentAttempt attempt) {
          return true;
        }

        @Override
        public void record(SentAttempt attempt) {}
      };

  /**
   * What was kept before this run of the probe. If anything was claimed at all, the probe sends
   * nothing more: it tells what became of it.
   */
  EarlierRun earlier();

  /** Keeps how long it took to establish connections, before anything is sent. */
  void connected(List<ConnectTime> times);

  /**
   * Claims the right to send an attempt. It is called immediately before the attempt is sent, and
   * the claim outlasts everything that happens from then on.
   *
   * @return whether it may be sent: false if it was claimed before, or if this run has lost the
   *     probe to another
   */
  boolean claim(SentAttempt attempt);

  /** Keeps how a claimed attempt ended. */
  void record(SentAttempt attempt);
}
