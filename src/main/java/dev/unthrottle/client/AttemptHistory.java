package dev.unthrottle.client;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The failures that a text tells of, in the order in which they happened. Lines of a log and
 * Python's chained tracebacks stand in that order; what Java, Node and .NET print below an error as
 * suppressed or as its cause happened before it.
 */
final class AttemptHistory {

  /**
   * A line of a stack, or of source code quoted in one; it names exceptions that never happened.
   */
  private static final Pattern FRAME =
      Pattern.compile(
          "^\\s*+(?:at |File \"|from \\S|raise |except |#\\d{1,4} |\\.\\.\\. \\d|\\d{1,4}: 0x|[\\w/.-]{1,200}:\\d{1,6}:in [`']\\S{1,80}'$)");

  private static final Pattern NESTED =
      Pattern.compile("^\\s*+(?:Caused by: |caused by: |\\[cause\\]: |---> )");

  private static final Pattern SUPPRESSED = Pattern.compile("^\\s*+Suppressed: ");

  /** As Java's suppressed exceptions number attempts, and as logs do. */
  private static final Pattern NUMBER =
      Pattern.compile("\\b[Aa]ttempt[ =:]{1,2}#?(?<number>\\d{1,3})\\b");

  private final List<ToldAttempt> attempts = new ArrayList<>();

  /** Where the failure stands in {@code attempts} whose causes may follow; -1 if none does. */
  private int above = -1;

  private AttemptHistory() {}

  static List<ToldAttempt> of(String text) {
    AttemptHistory history = new AttemptHistory();
    text.lines().filter(line -> !FRAME.matcher(line).find()).forEach(history::add);
    return history.attempts.isEmpty() ? Reconnections.in(text) : List.copyOf(history.attempts);
  }

  private void add(String line) {
    Optional<ToldAttempt> told = FailureWording.of(line).map(outcome -> attempt(line, outcome));
    if (SUPPRESSED.matcher(line).find()) {
      told.ifPresent(this::addSuppressed);
    } else if (NESTED.matcher(line).find()) {
      told.ifPresent(this::addCause);
    } else if (told.isPresent()) {
      addLater(told.get());
    } else if (begins(line)) {
      above = -1;
    }
  }

  private static ToldAttempt attempt(String line, AttemptOutcome outcome) {
    @Nullable Integer number =
        ErrorText.number(ErrorText.find(NUMBER, "number", line).orElse(null));
    return new ToldAttempt(number == null || number < 1 ? null : number, outcome);
  }

  /** Something new is told on a line that isn't indented. */
  private static boolean begins(String line) {
    return !line.isEmpty() && !Character.isWhitespace(line.charAt(0));
  }

  private void addLater(ToldAttempt told) {
    if (attempts.isEmpty() || told.number() != null || !attempts.getLast().endedLike(told)) {
      attempts.add(told);
    }
    above = attempts.size() - 1;
  }

  /** An attempt of its own, before the one that it is suppressed in. */
  private void addSuppressed(ToldAttempt told) {
    if (attempts.isEmpty()) {
      addLater(told);
    } else {
      attempts.add(attempts.size() - 1, told);
      above = attempts.size() - 1;
    }
  }

  /** The same attempt in other words, unless it ended otherwise: then it is an earlier one. */
  private void addCause(ToldAttempt told) {
    if (above < 0) {
      addLater(told);
    } else if (!attempts.get(above).endedLike(told)) {
      attempts.add(above, told);
      above++;
    }
  }
}
