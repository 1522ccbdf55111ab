package dev.unthrottle.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.unthrottle.TestCredentials;
import dev.unthrottle.aws.AwsClients;
import dev.unthrottle.aws.AwsEvidenceSource;
import dev.unthrottle.aws.AwsInvoker;
import dev.unthrottle.aws.AwsTarget;
import dev.unthrottle.aws.LocalDynamoDb;
import dev.unthrottle.client.ClientCatalog;
import dev.unthrottle.diagnosis.DiagnosisId;
import dev.unthrottle.diagnosis.Diagnostician;
import dev.unthrottle.diagnosis.store.DiagnosisStore;
import dev.unthrottle.diagnosis.store.NewDiagnosis;
import dev.unthrottle.diagnosis.store.Packed;
import dev.unthrottle.diagnosis.store.StoredDiagnosis;
import dev.unthrottle.evidence.EvidenceSource;
import dev.unthrottle.probe.Invoker;
import dev.unthrottle.probe.ProbeListener;
import dev.unthrottle.probe.SentAttempt;
import dev.unthrottle.sandbox.Counts;
import dev.unthrottle.sandbox.Sandbox;
import dev.unthrottle.sandbox.Scenario;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A worker is lost before and after everything that it asks AWS or tells the store: before and
 * after its evidence, between a claim and the sending, between the sending and the record, while it
 * looks whether a slot is free, before its end. Ten minutes later another one gets the same event.
 * One slot, 500 ms of work, 200 ms of patience and two attempts: the plan has 1 + 2 + 1
 * invocations.
 */
@ExtendWith(TestCredentials.class)
class LostWorkerTest {

  private static final String FUNCTION = "DelayFunction";
  private static final int MOST_INVOCATIONS = 4;
  private static final int AT_ONCE = 16;

  private static final String SCENARIO =
      """
      truth: client-timeout-self-collision
      functions:
        - {name: DelayFunction, timeout: 1s, reserved: 1, duration: 500ms}
      logs: {delay: 50ms}
      """;

  private static final String REQUEST =
      """
      {"function": "DelayFunction",
       "client": {"id": "aws-cli", "version": "2.31.0", "readTimeout": "200ms", "maxAttempts": 2},
       "probe": {"plan": "prove", "allowExclusive": true}}
      """;

  /** Nothing but a killed process ends so. */
  private static final class Lost extends Error {
    private static final long serialVersionUID = 1;
  }

  private static LocalDynamoDb dynamoDb;

  @BeforeAll
  static void start() throws Exception {
    dynamoDb = LocalDynamoDb.start();
  }

  @AfterAll
  static void stop() {
    dynamoDb.close();
  }

  enum Keeping {
    IN_MEMORY {
      @Override
      DiagnosisStore store(InstantSource clock) {
        return DiagnosisStore.inMemory(clock);
      }
    },
    IN_DYNAMO_DB {
      @Override
      DiagnosisStore store(InstantSource clock) {
        return dynamoDb.store(clock);
      }
    };

    abstract DiagnosisStore store(InstantSource clock);
  }

  @ParameterizedTest
  @EnumSource
  void whereverAWorkerIsLost_nothingIsSentTwice_andTheDiagnosisEnds(Keeping keeping)
      throws Exception {
    try (ExecutorService threads =
        Executors.newFixedThreadPool(AT_ONCE, Thread.ofVirtual().factory())) {
      int losses = 0;
      for (int first = 1; losses == first - 1; first += AT_ONCE) {
        List<Future<Boolean>> lives = new ArrayList<>();
        for (int moment = first; moment < first + AT_ONCE; moment++) {
          int when = moment;
          lives.add(threads.submit(() -> live(keeping, when)));
        }
        for (Future<Boolean> life : lives) {
          losses += life.get() ? 1 : 0;
        }
      }
      // Take, expect, connected, four claims, four records and finish are 12; four attempts are
      // sent; evidence is gathered, the logs are read for each step and once more in the end, and
      // the metrics once: 1 + 3 + 1 + 1. Each has a before and an after.
      assertThat(losses).isGreaterThanOrEqualTo(2 * (12 + 4 + 6));
    }
  }

  /** Whether the first worker was lost, which it isn't when its life has fewer moments. */
  private static boolean live(Keeping keeping, int moment) throws Exception {
    LaterClock clock = new LaterClock();
    DiagnosisStore store = keeping.store(clock.source());
    String id = DiagnosisId.at(clock.source().instant(), new Random());
    Instant now = clock.source().instant();
    assertThat(
            store.put(new NewDiagnosis(id, Packed.of(REQUEST), now, now.plus(LongDiagnoses.KEPT))))
        .isTrue();
    try (Sandbox sandbox =
        Sandbox.start(Scenario.parse(SCENARIO, "lost.yaml"), 0, clock.clock(), 1)) {
      boolean lost = false;
      try {
        work(new Fate(moment), store, id, sandbox, clock);
      } catch (Lost e) {
        lost = true;
      }
      clock.later(Duration.ofMinutes(10));
      work(new Fate(Integer.MAX_VALUE), store, id, sandbox, clock);
      StoredDiagnosis ended = store.find(id).orElseThrow();
      check(moment, lost, ended, sandbox.counts(FUNCTION));
      work(new Fate(Integer.MAX_VALUE), store, id, sandbox, clock);
      assertThat(store.find(id)).contains(ended);
      return lost;
    }
  }

  private static void check(int moment, boolean lost, StoredDiagnosis ended, Counts counts)
      throws Exception {
    JsonNode answer =
        new ObjectMapper()
            .readTree(Objects.requireNonNull(ended.ending(), "ending").document().text());
    String when = "lost at moment " + moment + ": " + answer;
    int invocations = answer.at("/sideEffects/invocations").intValue();
    assertThat(ended.sent()).as(when).extracting(SentAttempt::key).doesNotHaveDuplicates();
    assertThat(counts.executions() + counts.refusals())
        .as(when)
        .isLessThanOrEqualTo(ended.sent().size())
        .isLessThanOrEqualTo(MOST_INVOCATIONS);
    assertThat(counts.executions()).as(when).isLessThanOrEqualTo(invocations);
    assertThat(answer.at("/status").textValue()).as(when).isIn("completed", "failed");
    if (!lost) {
      assertThat(answer.at("/status").textValue()).as(when).isEqualTo("completed");
    }
  }

  /** Works as {@link Diagnoses} has it, with ports that know their fate. */
  private static void work(
      Fate fate, DiagnosisStore store, String id, Sandbox sandbox, LaterClock clock) {
    ClientCatalog catalog = ClientCatalog.bundled();
    try (var aws = new AwsClients(new AwsTarget("us-east-1", null, sandbox.endpoint()))) {
      Worker.Making making =
          (request, course) ->
              new Diagnostician(
                      catalog,
                      fate.of(EvidenceSource.class, new AwsEvidenceSource(aws, clock.clock())),
                      fate.of(Invoker.class, new AwsInvoker(aws, clock.clock())),
                      clock.clock(),
                      Thread::sleep,
                      new Random(),
                      new Announcement(course, ProbeListener.SILENT),
                      course.journal())
                  .diagnose(request, course.id(), null);
      var worker =
          new Worker(
              fate.of(DiagnosisStore.class, store), making, catalog, clock.source(), Worker.LEASE);
      assertThat(worker.run(id, null, _ -> {})).isEqualTo(Worker.Outcome.ENDED);
    }
  }

  /** Counts what a worker does and ends it at one moment; the dead do nothing more. */
  private static final class Fate {

    /** The heartbeat has a thread of its own; the others change nothing at all. */
    private static final Set<String> IGNORED = Set.of("renew", "find", "connect", "callsMade");

    private final AtomicInteger moments = new AtomicInteger();
    private final int last;

    Fate(int last) {
      this.last = last;
    }

    <T> T of(Class<T> port, T real) {
      return port.cast(
          Proxy.newProxyInstance(
              port.getClassLoader(),
              new Class<?>[] {port},
              (_, method, args) -> {
                boolean counts = !IGNORED.contains(method.getName());
                pass(counts);
                try {
                  return method.invoke(real, args);
                } catch (InvocationTargetException e) {
                  throw e.getCause();
                } finally {
                  pass(counts);
                }
              }));
    }

    private void pass(boolean counts) {
      int moment = counts ? moments.incrementAndGet() : moments.get();
      if (moment >= last) {
        throw new Lost();
      }
    }
  }
}
