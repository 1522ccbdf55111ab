package dev.unthrottle.app;

import dev.unthrottle.client.ClientCatalog;
import dev.unthrottle.diagnosis.Diagnosis;
import dev.unthrottle.diagnosis.DiagnosisRequest;
import dev.unthrottle.diagnosis.Diagnostician;
import dev.unthrottle.evidence.ExportedEvidence;
import dev.unthrottle.probe.AttemptReport;
import dev.unthrottle.probe.ConnectTime;
import dev.unthrottle.probe.Invoker;
import dev.unthrottle.probe.ProbeJournal;
import dev.unthrottle.probe.ProbeListener;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.random.RandomGenerator;

/** Makes diagnoses from exported evidence alone: no AWS is asked, and nothing can be invoked. */
public final class ExportedDiagnosis {

  private ExportedDiagnosis() {}

  /** Answers a request, at the time at which the evidence ends. */
  public static Diagnosis make(
      DiagnosisRequest request,
      ExportedEvidence evidence,
      ClientCatalog catalog,
      RandomGenerator random) {
    Clock clock = Clock.fixed(evidence.now(), ZoneOffset.UTC);
    return new Diagnostician(
            catalog,
            evidence,
            new NoInvoker(),
            clock,
            Thread::sleep,
            random,
            ProbeListener.SILENT,
            ProbeJournal.NONE)
        .diagnose(request);
  }

  /** There is nothing to invoke in a folder; a request for a probe is refused long before this. */
  private static final class NoInvoker implements Invoker {

    @Override
    public AttemptReport invoke(SingleAttempt attempt) {
      throw new UnsupportedOperationException("Exported evidence can't be invoked");
    }

    @Override
    public ConnectTime connect(Duration limit) {
      throw new UnsupportedOperationException("Exported evidence has no endpoint");
    }
  }
}
