package dev.unthrottle.report;

import dev.unthrottle.client.AttemptOutcome;
import dev.unthrottle.client.Client;
import dev.unthrottle.client.ClientVariant;
import dev.unthrottle.client.KnownSetting;
import dev.unthrottle.client.Prints;
import dev.unthrottle.client.ResolvedClient;
import dev.unthrottle.client.RetryPolicy;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** The catalogue of clients as text of 80 columns. */
public final class CatalogueText {

  private static final String ROW = "%-39s %-8s %-8s %-9s%s";

  /** The meaning of a setting without effect. */
  private static final String IGNORED = "nothing";

  private static final int NAME_WIDTH = 17;

  private CatalogueText() {}

  /** A line for each variant. */
  public static String all(List<ClientVariant> variants) {
    TextPage page = new TextPage(new Ink(false));
    page.line(String.format(Locale.ROOT, ROW, "variant", "connect", "read", "attempts", "mode"));
    for (ClientVariant variant : variants) {
      page.line(
          String.format(
              Locale.ROOT,
              ROW,
              variant.id(),
              Figures.duration(variant.timeouts().connect()),
              Figures.duration(variant.timeouts().read()),
              variant.retries().maxAttempts(),
              variant.retries().mode().id() + (variant.defaultMode() ? "" : " *")));
    }
    page.blank().line("* if asked for");
    return page.toString();
  }

  /** One client's effective settings, what it does with them, and where that is known from. */
  public static String one(ResolvedClient resolved, List<KnownSetting> settings) {
    Client client = resolved.client();
    ClientVariant variant = resolved.variant();
    TextPage page = new TextPage(new Ink(false));
    page.paragraph(variant.id() + ": ", variant.packageName() + " " + variant.versions());
    resolved.warnings().forEach(warning -> page.paragraph("! ", warning));
    page.heading("What counts");
    timeouts(page, client);
    retries(page, client);
    page.heading("What its user sees");
    seen(page, resolved);
    page.heading("Settings, the stronger first");
    settings(page, settings);
    page.heading("How that is known");
    page.paragraph(
        "  ",
        "%s, version %s"
            .formatted(
                variant.confidence().name().toLowerCase(Locale.ROOT), variant.versionChecked()));
    variant.sources().forEach(source -> page.paragraph("  • ", source));
    if (!variant.notes().isEmpty()) {
      page.heading("Notes");
      variant.notes().forEach(note -> page.paragraph("  • ", note));
    }
    return page.toString();
  }

  private static void timeouts(TextPage page, Client client) {
    row(page, "connect timeout", Figures.duration(client.timeouts().connect()));
    row(page, "read timeout", Figures.duration(client.timeouts().read()));
    row(page, "attempt timeout", Figures.duration(client.timeouts().attempt()));
    row(page, "call timeout", Figures.duration(client.timeouts().call()));
    row(page, "TCP keep-alive", client.tcpKeepAlive() ? "on" : "off");
  }

  private static void retries(TextPage page, Client client) {
    RetryPolicy retries = client.retries();
    row(page, "retry mode", retries.mode().id());
    row(page, "attempts", retries.maxAttempts() + ", the first included");
    Map<String, List<String>> after = new LinkedHashMap<>();
    for (AttemptOutcome outcome : Behaviour.ends(client.timeouts())) {
      after
          .computeIfAbsent(Behaviour.after(retries, outcome), _ -> new ArrayList<>())
          .add(words(outcome));
    }
    after.forEach((what, ends) -> row(page, "after " + String.join(", ", ends), what));
    row(
        page,
        "retry quota",
        retries.quota() == null
            ? "none"
            : "%d, of which a retry takes what stands above".formatted(retries.quota().capacity()));
    row(page, "Retry-After", retries.hints().words());
    if (retries.sendRate() != null) {
      row(page, "send rate", "limited after a 429, to less than was sent before");
    }
  }

  private static void seen(TextPage page, ResolvedClient resolved) {
    Client client = resolved.client();
    Prints prints = resolved.variant().prints();
    int attempts = client.retries().maxAttempts();
    row(page, "429 at last", prints.refused(attempts).orElse("not known"));
    if (client.timeouts().patience() != null) {
      row(
          page,
          "silence at last",
          Behaviour.readTimeoutText(client.retries(), client.timeouts(), prints)
              .orElse("not known"));
    }
  }

  private static String words(AttemptOutcome outcome) {
    return switch (outcome) {
      case REFUSED -> "429";
      case CONNECT_TIMEOUT, READ_TIMEOUT, ATTEMPT_TIMEOUT -> outcome.id().replace('-', ' ');
      case CONNECTION_FAILED -> "lost connection";
      case SERVER_ERROR -> "5xx";
      case ANSWERED, CALL_TIMEOUT, REJECTED -> outcome.id();
    };
  }

  /** What sets each thing, the stronger first, and then what sets nothing. */
  private static void settings(TextPage page, List<KnownSetting> settings) {
    Map<String, List<KnownSetting>> byMeaning = new LinkedHashMap<>();
    settings.forEach(
        setting -> byMeaning.computeIfAbsent(setting.means(), _ -> new ArrayList<>()).add(setting));
    List<KnownSetting> ignored = byMeaning.getOrDefault(IGNORED, List.of());
    byMeaning.remove(IGNORED);
    byMeaning.forEach((meaning, names) -> row(page, words(meaning), named(names)));
    ignored.forEach(setting -> row(page, "ignored", named(List.of(setting))));
  }

  private static String words(String meaning) {
    return switch (meaning) {
      case "max-attempts" -> "attempts";
      case "max-retries" -> "retries";
      case "new-retries" -> "retries of 2026";
      case "tcp-keep-alive" -> "TCP keep-alive";
      case "http-client" -> "HTTP client";
      default -> meaning.replace('-', ' ');
    };
  }

  private static String named(List<KnownSetting> settings) {
    return settings.stream()
        .map(setting ->
            "%s (%s%s)"
                .formatted(
                    setting.name(),
                    setting.from().replace('-', ' '),
                    setting.because() == null ? "" : ": " + setting.because()))
        .collect(Collectors.joining(", "));
  }

  private static void row(TextPage page, String name, String value) {
    if (name.length() > NAME_WIDTH) {
      page.line("  " + name);
      page.paragraph(" ".repeat(NAME_WIDTH + 3), value);
    } else {
      page.lines("  " + name + " ".repeat(NAME_WIDTH + 1 - name.length()), value);
    }
  }
}
