package dev.unthrottle.report;

import dev.unthrottle.client.AttemptOutcome;
import dev.unthrottle.client.ClientVariant;
import dev.unthrottle.client.RetryPolicy;
import java.util.List;
import java.util.Locale;

/** The catalogue of clients as a table in Markdown. */
final class CatalogueMarkdown {

  private CatalogueMarkdown() {}

  /** One row for each variant. */
  static String table(List<ClientVariant> variants) {
    StringBuilder table =
        new StringBuilder(
            """
            | variant | versions | mode | connect | read | attempts | after a 429 | after a timeout | quota | known by |
            |---|---|---|---|---|---|---|---|---|---|
            """);
    variants.forEach(variant -> table.append(row(variant)));
    return table.toString();
  }

  private static String row(ClientVariant variant) {
    RetryPolicy retries = variant.retries();
    return String.join(
            " | ",
            "| " + variant.id(),
            variant.packageName() + " " + variant.versions(),
            retries.mode().id() + (variant.defaultMode() ? ", by default" : ""),
            Figures.duration(variant.timeouts().connect()),
            read(variant),
            Integer.toString(retries.maxAttempts()),
            wait(retries, AttemptOutcome.REFUSED),
            wait(retries, AttemptOutcome.READ_TIMEOUT),
            quota(retries),
            variant.confidence().name().toLowerCase(Locale.ROOT))
        + " |\n";
  }

  private static String read(ClientVariant variant) {
    return variant.timeouts().read() == null && variant.timeouts().attempt() != null
        ? Figures.duration(variant.timeouts().attempt()) + " for the attempt"
        : Figures.duration(variant.timeouts().read());
  }

  private static String wait(RetryPolicy retries, AttemptOutcome outcome) {
    return retries.retries(1, outcome) ? retries.backoffAfter(outcome).formula() : "not retried";
  }

  private static String quota(RetryPolicy retries) {
    return retries.quota() == null
        ? "none"
        : "%d: %d and %d"
            .formatted(
                retries.quota().capacity(),
                retries.quota().throttlingCost(),
                retries.quota().timeoutCost());
  }
}
