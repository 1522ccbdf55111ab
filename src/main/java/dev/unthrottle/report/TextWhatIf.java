package dev.unthrottle.report;

import dev.unthrottle.diagnosis.advice.Alternative;
import dev.unthrottle.diagnosis.advice.Alternative.Kind;
import dev.unthrottle.diagnosis.casefile.Outlook;
import dev.unthrottle.report.Ink.Tint;
import java.util.List;
import java.util.stream.Stream;

/** What a call has to expect with these and with other settings, as a table of 80 columns. */
final class TextWhatIf {

  /** How many settings that don't do have room on one screen. */
  private static final int FALSE_FRIENDS = 2;

  private final List<Alternative> alternatives;
  private final TextPage page;

  TextWhatIf(List<Alternative> alternatives, TextPage page) {
    this.alternatives = alternatives;
    this.page = page;
  }

  /** All of them, each with what differs and with the times of the slowest calls. */
  void full() {
    if (!alternatives.isEmpty()) {
      heading();
      alternatives.forEach(alternative -> {
        row(alternative);
        page.paragraph("    ", details(alternative));
      });
    }
  }

  /**
   * Those of now, the recommended ones, and what looks like a way out and isn't one; nothing where
   * a call goes well as it is.
   */
  void brief() {
    if (alternatives.isEmpty() || now().outlook().clean()) {
      return;
    }
    heading();
    Stream.concat(
            alternatives.stream().filter(TextWhatIf::isAdvice),
            alternatives.stream()
                .filter(one -> !isAdvice(one) && !one.outlook().clean())
                .limit(FALSE_FRIENDS))
        .forEach(this::row);
  }

  private static boolean isAdvice(Alternative alternative) {
    return alternative.kind() == Kind.CURRENT || alternative.kind() == Kind.RECOMMENDED;
  }

  private Alternative now() {
    return alternatives.getFirst();
  }

  private void heading() {
    page.heading(
        label("What if") + ends("a call ends") + figures("after", "runs", "refused", "run twice"));
  }

  private void row(Alternative alternative) {
    Outlook outlook = alternative.outlook();
    Tint tint = outlook.clean() ? Tint.GREEN : Tint.RED;
    page.painted(
        label("  " + AlternativeText.name(alternative.kind()))
            + page.ink().paint(tint, ends(Wording.ends(outlook.surfaces())))
            + figures(
                Figures.seconds(outlook.median()),
                Figures.decimal(outlook.executionsPerCall(), 2) + " ×",
                Figures.percent(outlook.throttleProbability()),
                Figures.percent(outlook.duplicateProbability())));
  }

  private String details(Alternative alternative) {
    Outlook outlook = alternative.outlook();
    String differs = String.join(", ", AlternativeText.differences(now(), alternative));
    return "%s99 %% within %s, all within %s; at most %s"
        .formatted(
            differs.isEmpty() ? "" : differs + ": ",
            Figures.seconds(outlook.p99()),
            Figures.seconds(outlook.longest()),
            Figures.count(outlook.mostExecutionsPerCall(), "run"));
  }

  private static String label(String name) {
    return name + " ".repeat(27 - name.length());
  }

  private static String ends(String how) {
    return how + " ".repeat(17 - how.length());
  }

  private static String figures(String after, String runs, String refused, String twice) {
    return right(8, after) + right(8, runs) + right(9, refused) + right(11, twice);
  }

  private static String right(int width, String figure) {
    return " ".repeat(Math.max(0, width - figure.length())) + figure;
  }
}
