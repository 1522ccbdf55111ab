package dev.unthrottle.report;

import static java.time.Duration.ofSeconds;

import dev.unthrottle.client.ClientCatalog;
import dev.unthrottle.client.ClientConfiguration;
import dev.unthrottle.client.ClientId;
import dev.unthrottle.diagnosis.Diagnosis;
import dev.unthrottle.diagnosis.DiagnosisRequest;
import dev.unthrottle.diagnosis.Diagnostician;
import dev.unthrottle.diagnosis.advice.RefusalTarget;
import dev.unthrottle.evidence.Evidence;
import dev.unthrottle.evidence.Reservation;
import dev.unthrottle.probe.AttemptReport;
import dev.unthrottle.probe.ConnectTime;
import dev.unthrottle.probe.Invoker;
import dev.unthrottle.probe.ProbeJournal;
import dev.unthrottle.probe.ProbeListener;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * The cases whose reports are kept. All but the first and the last are diagnosed from evidence, at
 * a fixed time and from a fixed seed; the first was probed.
 */
enum GoldenCase {
  /** Proven by a probe: reserved concurrency 1, 70 s, and a client that waits 60 s. */
  SELF_COLLISION {
    @Override
    Diagnosis diagnosis() {
      Evidence evidence =
          GoldenEvidence.of(Reservation.of(1), Duration.ofMinutes(15))
              .runs(96, ofSeconds(70), 1)
              .evidence();
      return SeedCase.diagnosis(evidence, SeedCase.probe());
    }
  },

  /** No refusals, but calls that run three times: five slots, 6 s, and a client that waits 2 s. */
  DUPLICATES {
    @Override
    Diagnosis diagnosis() {
      return diagnosed(
          GoldenEvidence.of(Reservation.of(5), ofSeconds(15))
              .triples(40, ofSeconds(6), ofSeconds(2))
              .evidence(),
          new ClientConfiguration(
              ClientId.BOTO3, "1.40.0", ofSeconds(2), ofSeconds(2), 3, null, Map.of()),
          null);
    }
  },

  /** Two slots, both in use, and others in want of them. */
  RESERVED_SATURATED {
    @Override
    Diagnosis diagnosis() {
      return diagnosed(
          GoldenEvidence.of(Reservation.of(2), ofSeconds(30))
              .runs(900, ofSeconds(5), 2)
              .throttles(240)
              .evidence(),
          ClientConfiguration.defaults(ClientId.JAVA_V2, null),
          "Rate Exceeded. (Service: Lambda, Status Code: 429,"
              + " Reason: ReservedFunctionConcurrentInvocationLimitExceeded)");
    }
  },

  /** Switched off: a reserved concurrency of 0. */
  RESERVED_ZERO {
    @Override
    Diagnosis diagnosis() {
      return diagnosed(
          GoldenEvidence.of(Reservation.of(0), ofSeconds(30)).throttles(30).evidence(),
          ClientConfiguration.defaults(ClientId.AWS_CLI, "2.31.0"),
          "An error occurred (TooManyRequestsException) when calling the Invoke operation"
              + " (reached max retries: 2): Rate Exceeded.");
    }
  },

  /** Next to nothing could be read. */
  LITTLE_EVIDENCE {
    @Override
    Diagnosis diagnosis() {
      return SeedCase.withoutAnything();
    }
  };

  private static final long SEED = 20_261_122;

  abstract Diagnosis diagnosis();

  /** What its files are called. */
  String id() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static Diagnosis diagnosed(
      Evidence evidence, ClientConfiguration client, @Nullable String error) {
    return new Diagnostician(
            ClientCatalog.bundled(),
            new FixedEvidence(evidence),
            new Nobody(),
            Clock.fixed(SeedCase.AT, ZoneOffset.UTC),
            _ -> {},
            new SplittableRandom(SEED),
            ProbeListener.SILENT,
            ProbeJournal.NONE)
        .diagnose(
            new DiagnosisRequest(
                SeedCase.FUNCTION,
                client,
                error,
                null,
                DiagnosisRequest.DEFAULT_WINDOW,
                null,
                false,
                RefusalTarget.DEFAULT,
                false));
  }

  /** Nothing is invoked without a probe. */
  private static final class Nobody implements Invoker {

    @Override
    public AttemptReport invoke(SingleAttempt attempt) {
      throw new UnsupportedOperationException("No probe was asked for");
    }

    @Override
    public ConnectTime connect(Duration limit) {
      throw new UnsupportedOperationException("No probe was asked for");
    }
  }
}
