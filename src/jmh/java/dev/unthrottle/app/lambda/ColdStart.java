package dev.unthrottle.app.lambda;

import dev.unthrottle.sandbox.Sandbox;
import dev.unthrottle.sandbox.Scenario;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/**
 * A cold start of the Lambda zip beside one of {@link BareHandler}, taking turns: the real runtime,
 * one process each, from its start to its first request for an event (init), to its first response
 * (total), and then the median of warm requests. AWS is a sandbox in this process.
 *
 * <pre>
 * mvn verify -Pjmh -Djmh.main=dev.unthrottle.app.lambda.ColdStart [-Djmh.args=REPETITIONS]
 * </pre>
 */
public final class ColdStart {

  private static final int REPETITIONS = 7;
  private static final int WARM_REQUESTS = 40;
  private static final Duration LIMIT = Duration.ofSeconds(29);

  /** What the bare handler's class path leaves out: what it does not use, but would initialise. */
  private static final String NOT_BARE = "(powertools|log4j|aws-embedded-metrics)-.*";

  private final String event = Files.readString(Path.of("events", "api-diagnose.json"));
  private final Map<String, String> environment;

  /** Times in ms; resident memory after the first response in MB, on Linux. */
  private record Figures(double init, double total, double cpu, double warm, double resident) {}

  private ColdStart(Map<String, String> environment) throws IOException {
    this.environment = environment;
  }

  /** Measures as often as {@code args} say, and prints medians. */
  public static void main(String[] args) throws Exception {
    int repetitions = args.length == 0 ? REPETITIONS : Integer.parseInt(args[0]);
    Scenario scenario = Scenario.load(Path.of("scenarios", "reserved-one.yaml"));
    Path product = Files.createTempDirectory("unthrottle-product");
    Path bare = Files.createTempDirectory("unthrottle-bare");
    try (Sandbox aws = Sandbox.start(scenario, 0, Clock.systemUTC(), 1)) {
      LambdaZip.unzip(product);
      strip(product, bare);
      new ColdStart(aws.environment()).compare(product, bare, repetitions);
    } finally {
      delete(product);
      delete(bare);
    }
  }

  private void compare(Path product, Path bare, int repetitions) throws Exception {
    List<Figures> products = new ArrayList<>();
    List<Figures> bares = new ArrayList<>();
    for (int i = 0; i <= repetitions; i++) {
      Figures bareFigures = measure(bare, BareHandler.class);
      Figures productFigures = measure(product, ApiHandler.class);
      if (i > 0) { // the first of each fills the page cache and warms up the sandbox
        bares.add(bareFigures);
        products.add(productFigures);
      }
    }
    PrintStream out = System.out;
    out.printf("Medians of %d%16s%10s%8s%n", repetitions, "product", "bare", "ratio");
    print(out, "init, wall ms", products, bares, Figures::init);
    print(out, "total, wall ms", products, bares, Figures::total);
    print(out, "total, CPU ms", products, bares, Figures::cpu);
    print(out, "warm request, ms", products, bares, Figures::warm);
    print(out, "resident, MB", products, bares, Figures::resident);
  }

  /** The ratio is the median of the pairs' ratios: both of a pair had the same disturbances. */
  private static void print(
      PrintStream out,
      String name,
      List<Figures> products,
      List<Figures> bares,
      ToDoubleFunction<Figures> figure) {
    List<Double> ratios = new ArrayList<>();
    for (int i = 0; i < products.size(); i++) {
      ratios.add(figure.applyAsDouble(products.get(i)) / figure.applyAsDouble(bares.get(i)));
    }
    out.printf(
        "%-18s%12.1f%10.1f%8.2f%n",
        name, medianOf(products, figure), medianOf(bares, figure), median(ratios));
  }

  private Figures measure(Path folder, Class<?> handler) throws Exception {
    long start = System.nanoTime();
    try (PackagedRuntime runtime = new PackagedRuntime(folder, handler.getName(), environment)) {
      runtime.awaitReady();
      double init = millisSince(start);
      runtime.invoke(event, LIMIT);
      double total = millisSince(start);
      double cpu = runtime.cpuTime().toNanos() / 1e6;
      double resident = resident(runtime.pid());
      return new Figures(init, total, cpu, warm(runtime), resident);
    }
  }

  private double warm(PackagedRuntime runtime) throws Exception {
    List<Double> times = new ArrayList<>();
    for (int i = 0; i < WARM_REQUESTS; i++) {
      long start = System.nanoTime();
      runtime.invoke(event, LIMIT);
      times.add(millisSince(start));
    }
    return median(times.subList(WARM_REQUESTS / 2, WARM_REQUESTS));
  }

  private static double resident(long pid) throws IOException {
    Path status = Path.of("/proc", Long.toString(pid), "status");
    if (!Files.exists(status)) {
      return Double.NaN;
    }
    String line =
        Files.readAllLines(status).stream()
            .filter(each -> each.startsWith("VmRSS:"))
            .findFirst()
            .orElseThrow();
    return Long.parseLong(line.replaceAll("\\D", "")) / 1024.0;
  }

  /** The libraries and the class that the bare handler needs, and nothing else. */
  private static void strip(Path product, Path bare) throws IOException {
    Path libraries = Files.createDirectories(bare.resolve("lib"));
    try (Stream<Path> jars = Files.list(product.resolve("lib"))) {
      for (Path jar : jars.toList()) {
        String name = jar.getFileName().toString();
        if (!name.matches(NOT_BARE)) {
          Files.copy(jar, libraries.resolve(name));
        }
      }
    }
    String name = BareHandler.class.getName().replace('.', '/') + ".class";
    Path target = bare.resolve(name);
    Files.createDirectories(target.getParent());
    try (var in = ColdStart.class.getResourceAsStream("/" + name)) {
      Files.copy(Objects.requireNonNull(in, name), target);
    }
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }

  private static double millisSince(long start) {
    return (System.nanoTime() - start) / 1e6;
  }

  private static double medianOf(List<Figures> all, ToDoubleFunction<Figures> figure) {
    return median(all.stream().mapToDouble(figure).boxed().toList());
  }

  private static double median(List<Double> values) {
    return values.stream().sorted().skip(values.size() / 2).findFirst().orElseThrow();
  }
}
