package dev.unthrottle.sandbox;

import dev.unthrottle.simulation.ConcurrencyLimit;
import dev.unthrottle.simulation.ConcurrencyLimit.Slots;
import dev.unthrottle.simulation.Decision;
import dev.unthrottle.simulation.Execution.Result;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** A function and what has become of it so far. Not thread-safe. */
final class Deployed {

  final FunctionSpec spec;
  private final ConcurrencyLimit limit;
  private final Ids ids;

  /** By version. */
  private final Map<String, Environments> environments = new HashMap<>();

  /** Those that were provisioned, by version or alias. */
  private final Map<String, Environments> provisioned = new HashMap<>();

  private int drawn;
  int executions;
  int refusals;
  int peakInFlight;

  Deployed(FunctionSpec spec, ConcurrencyLimit limit, Ids ids) {
    this.spec = spec;
    this.limit = limit;
    this.ids = ids;
  }

  /** The slots of a version or an alias. */
  Slots slotsOf(@Nullable String qualifier) {
    return limit.slotsOf(spec.name(), qualifier);
  }

  /** The version that the next execution runs; an alias may lead to several. */
  String versionOf(@Nullable String qualifier, RandomGenerator random) {
    FunctionSetup.Alias alias = qualifier == null ? null : spec.setup().aliases().get(qualifier);
    if (alias == null || alias.others().isEmpty()) {
      return spec.setup().version(qualifier);
    }
    double left = random.nextDouble();
    for (Map.Entry<String, Double> other : alias.others().entrySet()) {
      left -= other.getValue();
      if (left < 0) {
        return other.getKey();
      }
    }
    return alias.version();
  }

  /** Whether an environment of that version idles that wasn't provisioned. */
  boolean isWarm(String version, Instant at) {
    return onDemand(version).anyIdle(at);
  }

  /** Settles an execution that begins now: where it runs, how long, and how it ends. */
  Run begin(Place place, String requestId, Instant start, RandomGenerator random) {
    Duration wanted = Duration.ofNanos(spec.durations().drawNanos(drawn++, random));
    boolean cutOff = wanted.compareTo(spec.timeout()) >= 0;
    boolean raises = random.nextDouble() < spec.fails();
    Result result = cutOff ? Result.TIMED_OUT : raises ? Result.FAILED : Result.SUCCEEDED;
    Duration duration = cutOff ? spec.timeout() : wanted;
    Duration init = isCold(place, start) ? spec.coldStart() : Duration.ZERO;
    return run(place, requestId, start, init, duration, result);
  }

  /** An execution of the past that held its slot from start to end, cold start included. */
  Run beginWithin(Place place, String requestId, Instant start, Instant end, Result result) {
    Duration held = Duration.between(start, end);
    boolean cold = isCold(place, start) && held.compareTo(spec.coldStart()) >= 0;
    Duration init = cold ? spec.coldStart() : Duration.ZERO;
    return run(place, requestId, start, init, held.minus(init), result);
  }

  /**
   * Where an execution runs.
   *
   * @param qualifier the version or alias that was called, {@code null} for none
   * @param version the version that this led to
   * @param slot where its slot comes from
   */
  record Place(@Nullable String qualifier, String version, Decision slot) {}

  private boolean isCold(Place place, Instant at) {
    return place.slot() != Decision.PROVISIONED && !isWarm(place.version(), at);
  }

  private Run run(
      Place place,
      String requestId,
      Instant start,
      Duration init,
      Duration duration,
      Result result) {
    Environments here = environments(place);
    String stream = here.take(start);
    Run run =
        new Run(
            spec, requestId, stream, start, init, duration, result, place.version(), place.slot());
    here.busy(stream, run.end());
    return run;
  }

  private Environments environments(Place place) {
    String qualifier = place.qualifier();
    return place.slot() == Decision.PROVISIONED && qualifier != null
        ? provisioned.computeIfAbsent(qualifier, key -> new Environments(ids, place.version()))
        : onDemand(place.version());
  }

  private Environments onDemand(String version) {
    return environments.computeIfAbsent(version, key -> new Environments(ids, key));
  }

  Counts counts() {
    return new Counts(executions, refusals, inFlight(), peakInFlight);
  }

  /** How many executions of all versions hold a slot. */
  int inFlight() {
    return slotsOf(null).inFlight();
  }
}
