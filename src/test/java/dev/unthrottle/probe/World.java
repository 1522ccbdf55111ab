package dev.unthrottle.probe;

import dev.unthrottle.client.AttemptOutcome;
import dev.unthrottle.client.Backoff;
import dev.unthrottle.client.Client;
import dev.unthrottle.client.ClientId;
import dev.unthrottle.client.HintUse;
import dev.unthrottle.client.Jitter;
import dev.unthrottle.client.RetryMode;
import dev.unthrottle.client.RetryPolicy;
import dev.unthrottle.client.RetryQuota;
import dev.unthrottle.client.Timeouts;
import dev.unthrottle.evidence.FunctionRef;
import dev.unthrottle.simulation.Attempt;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/** A function in virtual time, what AWS tells about it, and a prober that may invoke it. */
final class World implements ProbeListener {

  final VirtualTime time = new VirtualTime();
  final VirtualLambda lambda;
  final VirtualCloudWatch cloudWatch;
  final VirtualJournal journal = new VirtualJournal();
  final List<String> heard = new ArrayList<>();

  /** Attempts made, and answers read, when the plan was told; negative if it wasn't. */
  int sentBeforeThePlan = -1;

  int readBeforeThePlan = -1;
  private long seed = 1;
  private @Nullable Instant deadline;

  World(Duration duration, Duration timeout) {
    this(duration, timeout, null);
  }

  World(Duration duration, Duration timeout, @Nullable String systemLevel) {
    lambda = new VirtualLambda(time, duration, timeout);
    cloudWatch = new VirtualCloudWatch(time, lambda, systemLevel);
  }

  /** The story that everything began with: 70 s on one slot, called by a client that waits 60 s. */
  static World seedStory() {
    World world = new World(seconds(70), seconds(900));
    world.lambda.reserved(1);
    return world;
  }

  static Duration seconds(long seconds) {
    return Duration.ofSeconds(seconds);
  }

  /** An AWS CLI that waits so long for an answer, and makes so many attempts. */
  static Client cli(Duration readTimeout, int maxAttempts) {
    return client(Timeouts.of(seconds(60), readTimeout), maxAttempts);
  }

  static Client client(Timeouts timeouts, int maxAttempts) {
    Backoff backoff = new Backoff(seconds(1), 2, seconds(20), Jitter.FULL);
    Set<AttemptOutcome> retried =
        Set.of(
            AttemptOutcome.REFUSED,
            AttemptOutcome.CONNECT_TIMEOUT,
            AttemptOutcome.READ_TIMEOUT,
            AttemptOutcome.ATTEMPT_TIMEOUT,
            AttemptOutcome.CONNECTION_FAILED,
            AttemptOutcome.SERVER_ERROR);
    RetryPolicy retries =
        new RetryPolicy(
            RetryMode.STANDARD,
            maxAttempts,
            retried,
            backoff,
            backoff,
            HintUse.IGNORED,
            new RetryQuota(500, 5, 5, 10, 5),
            null);
    return new Client(ClientId.AWS_CLI, "2.31.0", "aws-cli-v2", timeouts, retries, false);
  }

  static ProbeRequest request(ProbeStep last, @Nullable Integer maxInvocations, boolean exclusive) {
    return new ProbeRequest(last, "{\"name\": \"Mystique\"}", maxInvocations, exclusive);
  }

  World seed(long other) {
    seed = other;
    return this;
  }

  ProbePlan plan(ProbeRequest request, Client client) {
    return ProbePlan.of(
        FunctionRef.parse(VirtualLambda.NAME),
        request,
        cloudWatch.gather(Duration.ofHours(24)),
        client,
        time.instant());
  }

  /** Plans up to a step, the last slot allowed, and runs it; the remedy is to wait long enough. */
  ProbeRecord probe(ProbeStep last, Client client) {
    return run(plan(request(last, null, true), client), client, soFar -> Optional.of(patient()));
  }

  ProbeRecord run(ProbePlan plan, Client client, Remedy remedy) {
    return new Prober(lambda, cloudWatch, time, time, new SplittableRandom(seed), this, journal)
        .run(plan, cloudWatch.settings(), client, remedy, deadline);
  }

  /** Follows up a probe that was over before its executions; there is time enough now. */
  ProbeRecord followUp(ProbeRecord before) {
    journal.over(before.stopped());
    deadline = null;
    ProbePlan plan = before.plan();
    return run(plan, plannedClient(plan), soFar -> Optional.of(patient()));
  }

  private static Client plannedClient(ProbePlan plan) {
    return Objects.requireNonNull(plan.planned().getLast().client());
  }

  /** From now on, probes have to be over so long from now. */
  World deadline(Duration after) {
    deadline = time.instant().plus(after);
    return this;
  }

  /** A client that never hangs up on this function, and never tries twice. */
  Client patient() {
    return cli(lambda.timeout.plusSeconds(15), 1);
  }

  /** The executions that the probe caused, in the order of their starts. */
  List<String> ownRequestIds() {
    return lambda.runs.stream()
        .filter(VirtualLambda.Run::own)
        .map(VirtualLambda.Run::requestId)
        .toList();
  }

  @Override
  public void planned(ProbePlan plan) {
    sentBeforeThePlan = lambda.sent;
    readBeforeThePlan = cloudWatch.callsMade();
  }

  @Override
  public void attemptEnded(ProbeStep step, Attempt attempt) {
    heard.add(step.id() + " " + attempt.outcome().id());
  }

  @Override
  public void waiting(String what, Duration atMost) {
    heard.add("%s, %d ms at most".formatted(what, atMost.toMillis()));
  }
}
