package dev.unthrottle.conformance;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;

/** All drivers, started. */
final class Drivers implements AutoCloseable {

  /** Opts in to the retry behaviour of November 2026 where it isn't the default. */
  static final Map<String, String> NEW_RETRIES = Map.of("AWS_NEW_RETRIES_2026", "true");

  private static final Map<String, Supplier<Driver>> STARTS = new LinkedHashMap<>();

  static {
    STARTS.put("aws-cli-1", () -> new CliDriver(Tools.cli1(), Map.of()));
    STARTS.put("aws-cli-2", () -> new CliDriver(Tools.cli2(), Map.of()));
    STARTS.put("boto3", () -> boto3("boto3", Tools.python(), Map.of()));
    STARTS.put("boto3-2026", () -> boto3("boto3-2026", Tools.python(), NEW_RETRIES));
    STARTS.put("boto3-debian", () -> boto3("boto3-debian", Tools.debianPython(), Map.of()));
    STARTS.put("js-v3", () -> node("js-v3", "js-v3"));
    STARTS.put("js-v3-pre2026", () -> node("js-v3-pre2026", "js-v3"));
    STARTS.put("js-v2", () -> node("js-v2", "js-v2"));
    STARTS.put("go-v1", () -> go("go-v1", "golang-github-aws-aws-sdk-go-dev"));
    STARTS.put("go-v2", () -> go("go-v2", "golang-github-aws-aws-sdk-go-v2-dev"));
    STARTS.put("ruby", Drivers::ruby);
    STARTS.put("java-v1", () -> java("java-v1", "java-v1", Tools::javaV1, Map.of()));
    STARTS.put("java-v2-old", () -> java("java-v2-old", "java-v2", Tools::javaV2Old, Map.of()));
    STARTS.put("java-v2", () -> java("java-v2", "java-v2", Tools::javaV2, Map.of()));
    STARTS.put("java-v2-2026", () -> java("java-v2-2026", "java-v2", Tools::javaV2, NEW_RETRIES));
  }

  private final Map<String, Driver> drivers;

  private Drivers(Map<String, Driver> drivers) {
    this.drivers = drivers;
  }

  /**
   * Starts all of them.
   *
   * @throws AssertionError if a tool is missing; the message lists every one, and how to install it
   */
  static Drivers start() {
    Map<String, Driver> started = new LinkedHashMap<>();
    List<String> missing = new ArrayList<>();
    try (ExecutorService threads = Executors.newCachedThreadPool()) {
      Map<String, CompletableFuture<Driver>> starting = new LinkedHashMap<>();
      STARTS.forEach(
          (name, start) -> starting.put(name, CompletableFuture.supplyAsync(start, threads)));
      starting.forEach((name, driver) -> {
        try {
          started.put(name, driver.join());
        } catch (CompletionException e) {
          missing.add(name + ": " + Objects.requireNonNull(e.getCause()).getMessage());
        }
      });
    }
    Drivers drivers = new Drivers(started);
    if (!missing.isEmpty()) {
      drivers.close();
      throw new AssertionError("Not every real client is here.\n" + String.join("\n", missing));
    }
    return drivers;
  }

  private static Driver boto3(String name, Path python, Map<String, String> environment) {
    String driver = Tools.resource("boto3/driver.py").toString();
    return ProcessDriver.start(
        name, Tools.folder(name), environment, List.of(python.toString(), driver));
  }

  private static Driver node(String packages, String driver) {
    String script = Tools.resource(driver + "/driver.cjs").toString();
    return ProcessDriver.start(
        packages, Tools.nodePackages(packages), Map.of(), List.of(Tools.node().toString(), script));
  }

  private static Driver go(String name, String debianPackage) {
    String program = Tools.goDriver(name, debianPackage).toString();
    return ProcessDriver.start(name, Tools.folder(name), Map.of(), List.of(program));
  }

  private static Driver ruby() {
    String script = Tools.resource("ruby/driver.rb").toString();
    return ProcessDriver.start(
        "ruby", Tools.folder("ruby"), Map.of(), List.of(Tools.ruby().toString(), script));
  }

  private static Driver java(
      String name, String driver, Supplier<Path> library, Map<String, String> environment) {
    Path jars = library.get();
    String source = Tools.resource(driver + "/Driver.java").toString();
    List<String> command =
        List.of(
            Tools.java().toString(),
            "--enable-native-access=ALL-UNNAMED",
            "-Xshare:auto",
            "-XX:TieredStopAtLevel=1",
            "-cp",
            jars + "/*",
            source);
    return ProcessDriver.start(name, Tools.folder(name), environment, command);
  }

  /** The driver of that name. */
  Driver get(String name) {
    return Objects.requireNonNull(drivers.get(name), name);
  }

  /** What they are and what runs them, with their versions. */
  Map<String, String> tools() {
    Map<String, String> tools = new LinkedHashMap<>();
    drivers.forEach((name, driver) -> tools.put(name, driver.tool()));
    return tools;
  }

  @Override
  public void close() {
    drivers.values().forEach(Driver::close);
  }
}
