package dev.unthrottle.conformance;

import static dev.unthrottle.client.RetryMode.ADAPTIVE;
import static dev.unthrottle.client.RetryMode.LEGACY;
import static dev.unthrottle.client.RetryMode.STANDARD;

import dev.unthrottle.client.ClientId;
import dev.unthrottle.client.RetryMode;
import dev.unthrottle.conformance.RealClient.Extent;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The real clients that are compared with the simulation. */
final class RealClients {

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
    cli("aws-cli-1");
    cli("aws-cli-2");
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

  private void cli(String name) {
    clients.add(
        new RealClient(
            name,
            ClientId.AWS_CLI,
            null,
            Map.of(),
            ALL_MODES,
            true,
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
        new RealClient(name, id, countsAs, settings, modes, false, Extent.ALL, drivers.get(name)));
  }

  private void javaV2(
      String driver,
      String httpClient,
      Map<String, String> settings,
      Set<RetryMode> modes,
      Extent extent) {
    Map<String, String> all = new HashMap<>(settings);
    all.put("httpClient", httpClient);
    clients.add(
        new RealClient(
            driver + "-" + httpClient,
            ClientId.JAVA_V2,
            null,
            Map.copyOf(all),
            modes,
            // Its health check of connections runs once a second.
            httpClient.equals("crt"),
            extent,
            drivers.get(driver)));
  }
}
