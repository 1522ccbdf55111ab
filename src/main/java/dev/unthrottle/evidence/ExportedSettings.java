package dev.unthrottle.evidence;

import com.fasterxml.jackson.databind.JsonNode;
import dev.unthrottle.evidence.FunctionSettings.LogSettings;
import java.time.Duration;
import java.util.Optional;

/**
 * What the AWS CLI prints about a function and its account, recognised by its shape.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/api/API_GetFunction.html">GetFunction</a>
 *     and its neighbours, checked 2026-11-22
 */
final class ExportedSettings {

  private ExportedSettings() {}

  /** The configuration in an answer to GetFunction or GetFunctionConfiguration. */
  static Optional<FunctionSettings> function(JsonNode answer) {
    JsonNode config = answer.has("Configuration") ? answer.get("Configuration") : answer;
    return config.path("FunctionName").isTextual() && config.path("Timeout").isNumber()
        ? Optional.of(settings(config))
        : Optional.empty();
  }

  private static FunctionSettings settings(JsonNode config) {
    String name = config.get("FunctionName").textValue();
    return new FunctionSettings(
        name,
        unqualified(config.path("FunctionArn").asText(name)),
        config.path("Version").asText("$LATEST"),
        Duration.ofSeconds(config.get("Timeout").longValue()),
        config.path("MemorySize").asInt(128),
        config.path("Runtime").textValue(),
        config.path("Architectures").path(0).asText("x86_64"),
        logs(name, config.path("LoggingConfig")));
  }

  private static LogSettings logs(String name, JsonNode config) {
    return new LogSettings(
        config.path("LogGroup").asText("/aws/lambda/" + name),
        config.path("LogFormat").asText().equals("JSON"),
        config.path("SystemLogLevel").textValue());
  }

  /** {@code arn:aws:lambda:region:account:function:name[:qualifier]} without its eighth part. */
  private static String unqualified(String arn) {
    return arn.split(":", -1).length == 8 ? arn.substring(0, arn.lastIndexOf(':')) : arn;
  }

  /** The reservation in an answer to GetFunction, which tells that there is none by silence. */
  static Optional<Reservation> reservation(JsonNode answer) {
    JsonNode slots = answer.path("ReservedConcurrentExecutions");
    if (slots.isInt()) {
      return Optional.of(Reservation.of(slots.intValue()));
    }
    if (!answer.has("Configuration")) {
      return Optional.empty();
    }
    JsonNode reserved = answer.path("Concurrency").path("ReservedConcurrentExecutions");
    return Optional.of(reserved.isInt() ? Reservation.of(reserved.intValue()) : Reservation.NONE);
  }

  /** The account's concurrency in an answer to GetAccountSettings. */
  static Optional<AccountSettings> account(JsonNode answer) {
    JsonNode limit = answer.path("AccountLimit");
    JsonNode all = limit.path("ConcurrentExecutions");
    return all.isInt()
        ? Optional.of(
            new AccountSettings(
                all.intValue(), limit.path("UnreservedConcurrentExecutions").asInt(all.intValue())))
        : Optional.empty();
  }
}
