package dev.unthrottle.client;

import dev.unthrottle.client.GivenSettings.Given;
import dev.unthrottle.client.Setting.Limit;
import dev.unthrottle.client.Setting.Meaning;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Looks one configuration up: version and mode choose the row, the user's settings change it. */
final class Resolution {

  private final ClientConfiguration asked;
  private final Findings findings = new Findings();
  private final RowChoice choice;
  private final CatalogRow row;
  private final GivenSettings given;

  Resolution(ClientFamily family, ClientConfiguration asked) {
    this.asked = asked;
    this.choice = new RowChoice(family, asked, findings);
    this.row = choice.choose();
    this.given = new GivenSettings(family.settings(row), asked.settings(), findings);
  }

  ResolvedClient resolve() {
    given.check(asked.id().id() + " with " + row.transport().id());
    Timeouts timeouts = timeouts();
    RetryPolicy retries = row.variant().retries().withMaxAttempts(maxAttempts());
    boolean keepAlive =
        given
            .strongest(g -> g.setting().isTrue(g.value()), Meaning.TCP_KEEP_ALIVE)
            .orElse(row.variant().tcpKeepAlive());
    List<String> warnings = findings.warningsUnlessProblems();
    Client client =
        new Client(asked.id(), asked.version(), row.variant().id(), timeouts, retries, keepAlive);
    return new ResolvedClient(client, row.variant(), warnings);
  }

  private int maxAttempts() {
    return given
        .strongest(
            "maxAttempts",
            asked.maxAttempts(),
            g -> g.setting().attempts(g.value()),
            Meaning.MAX_ATTEMPTS,
            Meaning.MAX_RETRIES)
        .orElse(row.variant().retries().maxAttempts());
  }

  private Timeouts timeouts() {
    Timeouts defaults = row.variant().timeouts();
    Limit connect =
        limit("connectTimeout", asked.connectTimeout(), Meaning.CONNECT_TIMEOUT)
            .or(choice::connectTimeoutOfDefaultsMode)
            .orElse(new Limit(defaults.connect()));
    Limit read =
        limit("readTimeout", asked.readTimeout(), Meaning.READ_TIMEOUT)
            .orElse(new Limit(defaults.read()));
    Limit attempt = limit(Meaning.ATTEMPT_TIMEOUT).orElse(new Limit(defaults.attempt()));
    Limit call = limit(Meaning.CALL_TIMEOUT).orElse(new Limit(defaults.call()));
    warnIfReadEndsBefore(attempt, Meaning.ATTEMPT_TIMEOUT, read);
    warnIfReadEndsBefore(call, Meaning.CALL_TIMEOUT, read);
    return new Timeouts(connect.duration(), read.duration(), attempt.duration(), call.duration());
  }

  /** A limit that the request has a field of its own for. */
  private Optional<Limit> limit(String field, @Nullable Duration said, Meaning meaning) {
    if (said == null) {
      return limit(meaning);
    }
    if (!said.isPositive()) {
      findings.problem(
          field,
          "%s must be longer than zero. Found: %s".formatted(field, DurationText.format(said)));
      return Optional.empty();
    }
    warnIfInexpressible(said, meaning);
    return given.strongest(field, new Limit(said), this::limitOf, meaning);
  }

  private Optional<Limit> limit(Meaning meaning) {
    return given.strongest(this::limitOf, meaning);
  }

  private Limit limitOf(Given setting) {
    Limit limit = setting.setting().limit(setting.value());
    warnIfRounded(setting, limit);
    if (limit.duration() == null) {
      findings.warning(
          "%s %s waits for ever.".formatted(setting.setting().name(), setting.value()));
    }
    return limit;
  }

  /** libcurl drops what is beyond whole seconds, and says nothing. */
  private void warnIfRounded(Given given, Limit limit) {
    Duration obeyed = limit.duration();
    if (obeyed != null
        && given.setting().unit() == Unit.CURL_MILLISECONDS
        && !given.value().equals(Unit.CURL_MILLISECONDS.literal(obeyed))) {
      findings.warning(
          "%s knows whole seconds only: %s is obeyed as %s."
              .formatted(given.setting().name(), given.value(), DurationText.format(obeyed)));
    }
  }

  private void warnIfInexpressible(Duration said, Meaning meaning) {
    given
        .knobFor(meaning)
        .filter(knob -> knob.unit() != null && !knob.unit().expresses(said))
        .ifPresent(knob ->
            findings.warning(
                "%s knows whole seconds only, so %s can't be set there."
                    .formatted(knob.name(), DurationText.format(said))));
  }

  private void warnIfReadEndsBefore(Limit longer, Meaning meaning, Limit read) {
    Duration limit = longer.duration();
    Duration silence = read.duration();
    if (limit != null && silence != null && limit.compareTo(silence) > 0) {
      findings.warning(
          "The %s of %s doesn't lift the read timeout: an attempt still ends after %s of silence."
              .formatted(meaning.id(), DurationText.format(limit), DurationText.format(silence)));
    }
  }
}
