package dev.unthrottle.report;

import dev.unthrottle.diagnosis.advice.Sizing;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How many slots a load needs, and what that leaves of the account, in sentences. */
final class SizingText {

  private SizingText() {}

  /** The offered load and what follows from it; empty if the load isn't known. */
  static List<String> of(@Nullable Sizing sizing) {
    return sizing == null ? List.of() : List.of(load(sizing) + pool(sizing));
  }

  private static String load(Sizing sizing) {
    return "%s × %s = %s Erlang: with %s, %s of independent calls are refused; %s needs %s."
        .formatted(
            rate(sizing.arrivalsPerSecond()),
            Figures.duration(sizing.meanDuration()),
            Figures.significant(sizing.offeredLoad()).toPlainString(),
            Figures.count(sizing.slots(), "slot"),
            Figures.percent(sizing.refusalProbability()),
            Figures.share(sizing.refusalTarget()),
            Figures.grouped(Math.max(sizing.slotsForLoad(), sizing.slotsForRate())));
  }

  /** {@code 4 calls a second}, {@code 19.2 calls a day}: in the unit that makes it readable. */
  static String rate(double perSecond) {
    if (perSecond >= 1) {
      return calls(perSecond, "a second");
    }
    if (perSecond * 60 >= 1) {
      return calls(perSecond * 60, "a minute");
    }
    return perSecond * 3_600 >= 1
        ? calls(perSecond * 3_600, "an hour")
        : calls(perSecond * 86_400, "a day");
  }

  private static String calls(double number, String unit) {
    return "%s calls %s".formatted(Figures.significant(number).toPlainString(), unit);
  }

  private static String pool(Sizing sizing) {
    @Nullable Integer left = sizing.unreservedLeft();
    @Nullable Integer floor = sizing.unreservedFloor();
    if (left == null || floor == null) {
      return "";
    }
    return left < floor
        ? " Only %s of the account are unreserved, and Lambda keeps %s so: no reservation can grow."
            .formatted(Figures.count(left, "slot"), floor)
        : " %s stay unreserved, and Lambda keeps %s so."
            .formatted(Figures.count(left, "slot"), floor);
  }
}
