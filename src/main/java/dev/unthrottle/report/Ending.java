package dev.unthrottle.report;

import dev.unthrottle.client.ThrottleReason;
import dev.unthrottle.simulation.Attempt;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * How attempts of a call ended, as one mark: those that would hide each other and ended alike share
 * it, and one that would hide an earlier one of another kind stands beside that.
 *
 * @param sign what happened
 * @param attempts to these, in the order of their starts
 * @param x where the mark is
 */
record Ending(Sign sign, List<Attempt> attempts, double x) {

  private static final double APART = 2 * SvgPen.MARK;
  private static final int NAMED = 2;
  private static final int REASON = 20;

  /** The marks of a call as far as they have room up to {@code right}. */
  static List<Ending> of(List<Attempt> call, SvgScale scale, double right) {
    var endings = new ArrayList<Ending>();
    for (Attempt attempt : call) {
      Sign sign = Sign.of(attempt.outcome());
      double x = scale.x(attempt.end());
      @Nullable Ending before = endings.isEmpty() ? null : endings.getLast();
      if (before == null || x - before.x >= APART) {
        endings.add(new Ending(sign, List.of(attempt), x));
      } else if (before.sign == sign) {
        endings.set(endings.size() - 1, before.and(attempt));
      } else if (before.x + APART <= right) {
        endings.add(new Ending(sign, List.of(attempt), before.x + APART));
      }
    }
    return endings;
  }

  private Ending and(Attempt other) {
    var all = new ArrayList<>(attempts);
    all.add(other);
    return new Ending(sign, List.copyOf(all), x);
  }

  Attempt last() {
    return attempts.getLast();
  }

  /**
   * What its label may say, the fullest text first; the briefest tells a time or a number alone.
   */
  List<String> texts() {
    String at = Figures.duration(last().end());
    String who = attempts.size() == 1 ? "" : numbers() + " ";
    return switch (sign) {
      case HUNG_UP ->
          attempts.size() == 1
              ? List.of(at + ": the client hangs up", "hangs up at " + at, at)
              : List.of(who + "hang up, the last at " + at, who + "hang up", numbers());
      case REFUSED -> refused();
      case ANSWERED -> List.of(who + "answered at " + at, who + at);
      case FAILED, GHOST, DUPLICATE ->
          List.of(
              "%s%s at %s".formatted(who, Wording.ends(last().outcome()), at),
              who + Wording.ends(last().outcome()),
              numbers());
    };
  }

  private List<String> refused() {
    String numbers = numbers();
    @Nullable ThrottleReason reason = last().reason();
    String short429 = numbers + " refused: 429";
    return reason == null
        ? List.of(short429, numbers + ": 429", "429")
        : List.of(short429 + " " + brief(reason.value()), short429, numbers + ": 429", "429");
  }

  /** Whether a label that says the text of this rank tells what the sign means. */
  boolean tells(int rank) {
    return switch (sign) {
      case REFUSED -> rank >= 0 && rank < texts().size() - 2;
      case HUNG_UP, FAILED, ANSWERED, GHOST, DUPLICATE -> rank >= 0 && rank < texts().size() - 1;
    };
  }

  private String numbers() {
    int first = attempts.getFirst().number();
    return attempts.size() > NAMED
        ? "%d–%d".formatted(first, last().number())
        : attempts.stream().map(it -> "" + it.number()).collect(Collectors.joining(", "));
  }

  /** {@code ReservedFunction…}: the first words of a reason that is too long for a picture. */
  private static String brief(String reason) {
    if (reason.length() <= REASON) {
      return reason;
    }
    int end = REASON - 1;
    while (end > 1 && !Character.isUpperCase(reason.charAt(end))) {
      end--;
    }
    return reason.substring(0, end > 1 ? end : REASON - 1) + "…";
  }

  /** In full, for whoever points at it. */
  String title() {
    return attempts.stream().map(Ending::title).collect(Collectors.joining("\n"));
  }

  static String title(Attempt attempt) {
    return "Attempt %d: %s to %s, %s%s"
        .formatted(
            attempt.number(),
            Figures.duration(attempt.start()),
            Figures.duration(attempt.end()),
            Wording.ends(attempt.outcome()),
            Objects.toString(attempt.reason() == null ? null : ": " + attempt.reason(), ""));
  }
}
