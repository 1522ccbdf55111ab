package dev.unthrottle.diagnosis.check;

import static dev.unthrottle.diagnosis.advice.CallerKind.API_GATEWAY_HTTP;
import static dev.unthrottle.diagnosis.advice.CallerKind.API_GATEWAY_REST;
import static dev.unthrottle.diagnosis.advice.CallerKind.LAMBDA;
import static org.assertj.core.api.Assertions.assertThat;

import dev.unthrottle.client.ClientCatalog;
import dev.unthrottle.client.ClientConfiguration;
import dev.unthrottle.client.ClientId;
import dev.unthrottle.diagnosis.advice.CallerLimit;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Each rule with a setup that breaks it, and one that only just doesn't. */
class HazardsTest {

  private static final ClientCatalog CATALOG = ClientCatalog.bundled();
  private static final Duration MINUTE = Duration.ofSeconds(60);

  /** boto3 1.43 by default: 60 s to connect, 60 s to read, 5 attempts. */
  static Stream<Arguments> rules() {
    return Stream.of(
        // 60 s of patience: shorter than 61 s, not than 60 s.
        rule("read-timeout-below-function-timeout", call(61, null), call(60, null)),
        // 60 s of patience: shorter than 51 s + 10 s of cold start, not than 50 s + 10 s.
        rule("read-timeout-below-cold-start", call(51, null), call(50, null)),
        rule("retry-collides-with-itself", call(61, 1), call(61, 2)),
        rule("retry-runs-twice", call(61, 2), call(61, 1)),
        rule("retry-runs-twice", call(61, null), idempotent(call(61, null))),
        rule("retry-runs-twice", call(61, null), call(61, null, config(60, 3, 1))),
        rule("retry-of-an-invoke", call(50, null), idempotent(call(50, null))),
        // A lost SYN is sent again after 1 s and 2 s more.
        rule(
            "connect-timeout-too-short",
            call(50, null, connecting(Duration.ofMillis(2_999))),
            call(50, null, connecting(Duration.ofMillis(3_000)))),
        // Half of 60 s.
        rule(
            "connect-timeout-too-long",
            call(50, null, connecting(Duration.ofMillis(30_001))),
            call(50, null, connecting(Duration.ofMillis(30_000)))),
        rule(
            "caller-timeout-below-function-timeout",
            within(49, call(50, null)),
            within(50, call(50, null))),
        // 1 × (3 s + 65 s) = 68 s, and one attempt never backs off.
        rule(
            "caller-timeout-below-worst-case",
            within(67, call(50, null, config(65, 3, 1))),
            within(68, call(50, null, config(65, 3, 1)))),
        // 341 s + 10 s of cold start are 351 s of silence, 340 s + 10 s are 350 s.
        rule(
            "no-tcp-keep-alive",
            call(341, null, config(900, 3, 1)),
            call(340, null, config(900, 3, 1))),
        rule(
            "setting-ignored",
            call(50, null, ruby(Map.of("AWS_MAX_ATTEMPTS", "9"))),
            call(50, null, ruby(Map.of()))),
        rule(
            "client-version-uncertain",
            call(50, null, ClientConfiguration.defaults(ClientId.BOTO3, null)),
            call(50, null, ClientConfiguration.defaults(ClientId.BOTO3, "1.43.0"))),
        rule("reserved-concurrency-zero", function(3, 0), function(3, 1)),
        rule("reserved-concurrency-zero", function(3, 0), function(3, null)),
        // 80 % of 900 s.
        rule("function-timeout-near-limit", function(720, null), function(719, null)),
        rule(
            "gateway-timeout-below-function-timeout",
            new Setup.Gateway(function(31, null), new CallerLimit(API_GATEWAY_HTTP, null, null)),
            new Setup.Gateway(function(30, null), new CallerLimit(API_GATEWAY_HTTP, null, null))),
        rule(
            "gateway-timeout-below-function-timeout",
            new Setup.Gateway(function(30, null), new CallerLimit(API_GATEWAY_REST, null, null)),
            new Setup.Gateway(function(29, null), new CallerLimit(API_GATEWAY_REST, null, null))),
        rule(
            "queue-visibility-below-function-timeout",
            queue(30, null, 29, null),
            queue(30, null, 30, null)),
        // 6 × 30 s + 5 s of batching window = 185 s.
        rule(
            "queue-visibility-below-six-timeouts",
            queue(30, null, 184, null),
            queue(30, null, 185, null)),
        rule("queue-concurrency-above-reserved", queue(30, 5, 185, 6), queue(30, 5, 185, 5)),
        // An event source mapping can't be limited to less than 2.
        rule("queue-concurrency-above-reserved", queue(30, 1, 185, null), queue(30, 2, 185, 2)),
        rule("queue-concurrency-unbounded", queue(30, 5, 185, null), queue(30, 5, 185, 5)));
  }

  @ParameterizedTest
  @MethodSource("rules")
  void aRule_findsItsHazard_andLeavesANearMissAlone(String rule, Setup hit, Setup nearMiss) {
    assertThat(ids(hit)).contains(rule);
    assertThat(ids(nearMiss)).doesNotContain(rule);
  }

  @Test
  void everyRule_isTested() {
    List<String> tested = rules().map(one -> (String) one.get()[0]).distinct().toList();
    assertThat(Arrays.stream(HazardRule.values()).map(HazardRule::id))
        .filteredOn(id -> !tested.contains(id))
        .containsExactly("value-not-resolved");
  }

  /** 900 s + 10 s of cold start + 5 s for the way back. */
  @Test
  void theFix_isWhatADiagnosisRecommends_inTheClientsOwnWords() {
    Hazard hazard = hazards(call(900, 1)).getFirst();
    assertThat(hazard.rule()).isEqualTo(HazardRule.READ_TIMEOUT_BELOW_FUNCTION_TIMEOUT);
    assertThat(hazard.found())
        .isEqualTo("boto3 1.43.0 waits 60 s for an answer, and Orders may run for 900 s.");
    assertThat(hazard.why())
        .isEqualTo(
            "A run that takes between 60 s and 900 s goes on unheard and keeps its slot, up to 840 s after its caller has hung up.");
    assertThat(hazard.fix())
        .endsWith(
            "All rules together: read timeout 915 s, connect timeout 4 s, 1 attempt, TCP keep-alive.");
    assertThat(hazard.snippet()).contains("read_timeout=915", "Orders");
  }

  @Test
  void whereTheCallerCannotWait_theFixIsAnAsynchronousCall() {
    Hazard hazard = hazards(within(30, call(60, 1))).getFirst();
    assertThat(hazard.fix()).contains("asynchronously");
    assertThat(hazard.snippet()).contains("Event");
  }

  @Test
  void whatIsRecommended_isNoHazard() {
    assertThat(ids(call(50, 1, config(65, 4, 1)))).isEmpty();
  }

  @Test
  void whatIsNotKnown_breaksNoRule() {
    var unknown = new Setup.Target("Orders", null, null);
    assertThat(hazards(unknown)).isEmpty();
    assertThat(hazards(new Setup.Gateway(unknown, new CallerLimit(API_GATEWAY_HTTP, null, null))))
        .isEmpty();
    assertThat(hazards(new Setup.Queue(unknown, "queue", null, null, Duration.ZERO))).isEmpty();
  }

  @Test
  void aCallerThatEndsBeforeItsClientHangsUp_isTheOnlyHazardOfTheirTimeouts() {
    // The caller is cut off after 30 s, so its client's 60 s never pass, and it never tries again.
    assertThat(ids(within(30, call(120, 1))))
        .contains("caller-timeout-below-function-timeout")
        .doesNotContain(
            "read-timeout-below-function-timeout",
            "read-timeout-below-cold-start",
            "retry-collides-with-itself");
    assertThat(ids(within(61, call(120, 1)))).contains("retry-collides-with-itself");
  }

  private static Arguments rule(String id, Setup hit, Setup nearMiss) {
    return Arguments.of(id, hit, nearMiss);
  }

  private static List<String> ids(Setup setup) {
    return hazards(setup).stream().map(hazard -> hazard.rule().id()).toList();
  }

  private static List<Hazard> hazards(Setup setup) {
    return new Hazards(CATALOG).of(setup);
  }

  private static Setup.Target function(int timeoutSeconds, @Nullable Integer reserved) {
    return new Setup.Target("Orders", Duration.ofSeconds(timeoutSeconds), reserved);
  }

  private static Setup.Call call(int timeoutSeconds, @Nullable Integer reserved) {
    return call(timeoutSeconds, reserved, ClientConfiguration.defaults(ClientId.BOTO3, "1.43.0"));
  }

  private static Setup.Call call(
      int timeoutSeconds, @Nullable Integer reserved, ClientConfiguration client) {
    return new Setup.Call(function(timeoutSeconds, reserved), CATALOG.resolve(client), null, false);
  }

  private static Setup.Call idempotent(Setup.Call call) {
    return new Setup.Call(call.function(), call.client(), call.caller(), true);
  }

  private static Setup.Call within(int limitSeconds, Setup.Call call) {
    return new Setup.Call(
        call.function(),
        call.client(),
        new CallerLimit(LAMBDA, Duration.ofSeconds(limitSeconds), null),
        false);
  }

  private static Setup.Queue queue(
      int timeoutSeconds, @Nullable Integer reserved, int visibleSeconds, @Nullable Integer most) {
    return new Setup.Queue(
        function(timeoutSeconds, reserved),
        "queue",
        Duration.ofSeconds(visibleSeconds),
        most,
        Duration.ofSeconds(5));
  }

  private static ClientConfiguration config(int readSeconds, int connectSeconds, int attempts) {
    return new ClientConfiguration(
        ClientId.BOTO3,
        "1.43.0",
        Duration.ofSeconds(connectSeconds),
        Duration.ofSeconds(readSeconds),
        attempts,
        null,
        Map.of());
  }

  private static ClientConfiguration connecting(Duration timeout) {
    return new ClientConfiguration(ClientId.BOTO3, "1.43.0", timeout, MINUTE, null, null, Map.of());
  }

  /** In legacy mode, the default of that version, Ruby doesn't read AWS_MAX_ATTEMPTS. */
  private static ClientConfiguration ruby(Map<String, String> settings) {
    return new ClientConfiguration(ClientId.RUBY, "3.200.0", null, null, null, null, settings);
  }
}
