package dev.unthrottle.conformance;

import static dev.unthrottle.client.RetryMode.ADAPTIVE;
import static dev.unthrottle.client.RetryMode.LEGACY;
import static dev.unthrottle.client.RetryMode.STANDARD;

import dev.unthrottle.client.ClientId;
import dev.unthrottle.client.RetryMode;
import dev.unthrottle.conformance.RealClient.Extent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The real clients that are compared with the simulation. */
final class RealClients {

  /** Long enough for a busy machine to answer. */
  private static final Duration SHORT = Duration.ofMillis(600);

  /** The CLI takes its read timeout in seconds. */
  private static final Duration WHOLE_SECONDS = Duration.ofSeconds(1);

  /** The CRT wants more than a second, and looks once a second. */
  private static final Duration ABOVE_A_SECOND = Duration.ofSeconds(2);

  /**
   * Once a second it looks at the throughput of the last one. The second that the request is sent
   * in is fast enough, and it hangs up only after more slow ones than it was told to bear.
   */
  static final Lateness CRT_LATENESS = new Lateness(Duration.ofSeconds(1), Duration.ofSeconds(2));

  private static final Set<RetryMode> ALL_MODES = Set.of(LEGACY, STANDARD, ADAPTIVE);
  private static final Set<RetryMode> NO_LEGACY_MODE = Set.of(STANDARD, ADAPTIVE);
  private static final Set<RetryMode> NO_MODES = Set.of();

  /**
   * What the caret range of an older client brings: @smithy/core 3.40.0 and later behave like the
   * client of 2026-11-10 whatever the client's own version is.
   */
  private static final String JS_OF_2026 = "3.1166.0";

  private final Drivers drivers;
  private final List<RealClient> clients = new ArrayList<>();

  private RealClients(Drivers drivers) {
    this.drivers = drivers;
  }

  /** All of them, each with its driver. */
  static List<RealClient> of(Drivers drivers) {
    return new RealClients(drivers).all();
  }

  private List<RealClient> all() {
    cli("aws-cli-1", ALL_MODES);
    cli("aws-cli-2", NO_LEGACY_MODE);
    add("boto3", ClientId.BOTO3, null, Map.of(), ALL_MODES);
    add("boto3-2026", ClientId.BOTO3, null, Drivers.NEW_RETRIES, ALL_MODES);
    add("boto3-debian", ClientId.BOTO3, null, Map.of(), ALL_MODES);
    add("js-v3", ClientId.JS_V3, JS_OF_2026, Map.of(), NO_LEGACY_MODE);
    add("js-v3-pre2026", ClientId.JS_V3, null, Map.of(), NO_LEGACY_MODE);
    add("js-v2", ClientId.JS_V2, null, Map.of(), NO_MODES);
    add("go-v1", ClientId.GO_V1, null, Map.of(), NO_MODES);
    add("go-v2", ClientId.GO_V2, null, Map.of(), NO_LEGACY_MODE);
    add("ruby", ClientId.RUBY, null, Map.of(), ALL_MODES);
    add("java-v1", ClientId.JAVA_V1, null, Map.of(), ALL_MODES);
    javaV2("java-v2-old", "url-connection", Map.of(), ALL_MODES, Extent.ALL);
    javaV2("java-v2-old", "apache", Map.of(), ALL_MODES, Extent.DEFAULT_MODE);
    javaV2("java-v2-old", "apache5", Map.of(), ALL_MODES, Extent.DEFAULT_MODE);
    javaV2("java-v2-old", "netty", Map.of(), ALL_MODES, Extent.DEFAULT_MODE);
    javaV2("java-v2-old", "crt", Map.of(), ALL_MODES, Extent.DEFAULT_MODE);
    javaV2("java-v2", "apache5", Map.of(), ALL_MODES, Extent.ALL);
    javaV2("java-v2", "url-connection", Map.of(), ALL_MODES, Extent.DEFAULT_MODE);
    javaV2("java-v2", "apache", Map.of(), ALL_MODES, Extent.DEFAULT_MODE);
    javaV2("java-v2", "netty", Map.of(), ALL_MODES, Extent.DEFAULT_MODE);
    javaV2("java-v2", "crt", Map.of(), ALL_MODES, Extent.DEFAULT_MODE);
    javaV2("java-v2-2026", "apache5", Drivers.NEW_RETRIES, ALL_MODES, Extent.ALL);
    return List.copyOf(clients);
  }

  private void cli(String name, Set<RetryMode> modes) {
    clients.add(
        new RealClient(
            name,
            ClientId.AWS_CLI,
            null,
            Map.of(),
            modes,
            WHOLE_SECONDS,
            Lateness.NONE,
            Extent.DEFAULT_ATTEMPTS,
            drivers.get(name)));
  }

  private void add(
      String name,
      ClientId id,
      @Nullable String countsAs,
      Map<String, String> settings,
      Set<RetryMode> modes) {
    clients.add(
        new RealClient(
            name,
            id,
            countsAs,
            settings,
            modes,
            SHORT,
            Lateness.NONE,
            Extent.ALL,
            drivers.get(name)));
  }

  private void javaV2(
      String driver,
      String httpClient,
      Map<String, String> settings,
      Set<RetryMode> modes,
      Extent extent) {
    Map<String, String> all = new HashMap<>(settings);
    all.put("httpClient", httpClient);
    boolean crt = httpClient.equals("crt");
    clients.add(
        new RealClient(
            driver + "-" + httpClient,
            ClientId.JAVA_V2,
            null,
            Map.copyOf(all),
            modes,
            crt ? ABOVE_A_SECOND : SHORT,
            crt ? CRT_LATENESS : Lateness.NONE,
            extent,
            drivers.get(driver)));
  }
}
