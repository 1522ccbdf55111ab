package dev.unthrottle.probe;

import java.util.List;

/** What is to be said of a probe whose run was lost half-way. */
final class Lost {

  private Lost() {}

  /** Why it ends here, and what nobody knows. */
  static String sentence(List<SentAttempt> sent) {
    SentAttempt last = sent.getLast();
    List<String> unknown =
        sent.stream().filter(one -> one.end() == null).map(SentAttempt::key).toList();
    String missing =
        unknown.isEmpty()
            ? "How each of them ended is known."
            : "How these ended is missing, and the logs alone can tell: "
                + String.join(", ", unknown)
                + ".";
    return "Stopped in %s: the worker that ran this probe was lost after attempt %d. Nothing is sent twice, so nothing more was sent. %s"
        .formatted(last.step().id(), last.number(), missing);
  }
}
