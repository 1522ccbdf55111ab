package dev.unthrottle.sandbox;

import com.sun.net.httpserver.HttpServer;
import dev.unthrottle.client.RetryHint;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/**
 * A small AWS on 127.0.0.1: Lambda, CloudWatch Logs, CloudWatch and STS as far as a scenario needs
 * them. Functions run in real time. Signatures are not verified, but must be there.
 *
 * <p>Everything random follows from the seed; since calls come when they come, only the history is
 * the same each time.
 */
public final class Sandbox implements AutoCloseable {

  private static final int BACKLOG = 512;

  static {
    // Read once by the JDK's server: without it, answers wait for the peer's delayed ACK.
    System.setProperty("sun.net.httpserver.nodelay", "true");
  }

  private final Engine engine;
  private final HttpServer server;
  private final ExecutorService threads;

  private Sandbox(Engine engine, HttpServer server, ExecutorService threads) {
    this.engine = engine;
    this.server = server;
    this.threads = threads;
  }

  /**
   * Starts to play a scenario.
   *
   * @param port where on 127.0.0.1, or 0 for any free port
   * @param clock what its logs and metrics are stamped with; it must run at the real pace
   * @param seed what everything random follows from
   * @throws IOException if the port is taken
   */
  public static Sandbox start(Scenario scenario, int port, Clock clock, long seed)
      throws IOException {
    return start(scenario, port, clock, seed, _ -> {});
  }

  /**
   * Starts to play a scenario, and tells of every request that it answers.
   *
   * @param port where on 127.0.0.1, or 0 for any free port
   * @param clock what its logs and metrics are stamped with; it must run at the real pace
   * @param seed what everything random follows from
   * @param accessLog called by the threads that answer, before the answer is sent
   * @throws IOException if the port is taken
   */
  public static Sandbox start(
      Scenario scenario, int port, Clock clock, long seed, Consumer<Access> accessLog)
      throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port), BACKLOG);
    ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    RandomGenerator random = new Random(seed);
    LogStore logs = new LogStore(clock, scenario.logs());
    MetricStore metrics = new MetricStore(clock, scenario.metricsDelay(), scenario.functions());
    Ledger ledger = new Ledger(logs, metrics);
    Engine engine = new Engine(scenario, clock, random, ledger, threads);
    AsyncQueue queue = new AsyncQueue(engine, ledger, clock, threads);
    new HistoryPlayer(scenario, engine, ledger, new Ids(random)).play(clock.instant(), seed);
    server.setExecutor(threads);
    server.createContext(
        "/", frontend(scenario, engine, queue, logs, metrics, clock, random, accessLog));
    server.start();
    for (Traffic traffic : scenario.traffic()) {
      RetryHint hint = hint(scenario, traffic);
      threads.execute(new LiveTraffic(traffic, hint, engine, queue, random, threads));
    }
    for (FunctionSpec function : scenario.functions()) {
      for (FunctionSetup.EventSource source : function.setup().eventSources()) {
        if (source.invokes()) {
          threads.execute(new LiveEventSource(function.name(), source, engine, random, threads));
        }
      }
    }
    return new Sandbox(engine, server, threads);
  }

  private static RetryHint hint(Scenario scenario, Traffic traffic) {
    return scenario.functions().stream()
        .filter(function -> function.name().equals(traffic.function()))
        .map(FunctionSpec::hint)
        .findFirst()
        .orElse(RetryHint.NONE);
  }

  private static Frontend frontend(
      Scenario scenario,
      Engine engine,
      AsyncQueue queue,
      LogStore logs,
      MetricStore metrics,
      Clock clock,
      RandomGenerator random,
      Consumer<Access> accessLog) {
    Ids ids = new Ids(random);
    FunctionReads reads = new FunctionReads(scenario, engine);
    LambdaService lambda =
        new LambdaService(
            new Invoke(reads, engine, queue, ids, clock),
            reads,
            new FunctionConcurrency(reads, engine),
            new SetupAnswers(scenario, reads));
    Router router =
        new Router(
            lambda,
            new LogsService(logs, new LogQueryJobs(logs, ids, clock)),
            new CloudWatchService(metrics),
            new StsService());
    return new Frontend(router, new Faults(scenario.faults(), random), ids, clock, accessLog);
  }

  /** Where it listens. */
  public URI endpoint() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  /** The environment variables that point an AWS client at it. */
  public Map<String, String> environment() {
    Map<String, String> environment = new LinkedHashMap<>();
    environment.put("AWS_ENDPOINT_URL", endpoint().toString());
    environment.put("AWS_REGION", Arns.REGION);
    environment.put("AWS_DEFAULT_REGION", Arns.REGION);
    environment.put("AWS_ACCESS_KEY_ID", "AKIASANDBOXSANDBOX12");
    environment.put("AWS_SECRET_ACCESS_KEY", "sandbox");
    return environment;
  }

  /**
   * What became of a function since the start.
   *
   * @throws IllegalArgumentException if the scenario has no such function
   */
  public Counts counts(String function) {
    return engine.counts(function);
  }

  /** Stops listening and ends all executions. */
  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
