package dev.unthrottle.app.lambda;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.fasterxml.jackson.databind.JsonNode;
import dev.unthrottle.app.JsonTree;
import dev.unthrottle.app.KeptProbes;
import dev.unthrottle.app.ProblemException;
import dev.unthrottle.app.RequestReader;
import dev.unthrottle.diagnosis.DiagnosisRequest;
import dev.unthrottle.report.JsonReport;
import dev.unthrottle.report.JsonText;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.jspecify.annotations.Nullable;

/**
 * Answers a request document that is the event itself, as {@code aws lambda invoke} sends it. A
 * request that can't be answered gets a problem document; what nobody expected fails the
 * invocation, so that the function's own error metric shows it. With a table, a probe is made once
 * for an event, however often Lambda delivers that.
 */
public final class DirectHandler implements RequestStreamHandler {

  private final Station station = new Station();
  private final @Nullable KeptProbes probes = station.keptProbes();

  /** Called by Lambda, once for each execution environment. */
  public DirectHandler() {}

  @Override
  public void handleRequest(InputStream in, OutputStream out, Context context) throws IOException {
    Station.write(JsonText.compact(answer(Station.read(in), context)), out);
  }

  private JsonNode answer(String event, Context context) {
    try {
      JsonNode document = JsonTree.parse(event);
      DiagnosisRequest request = RequestReader.read(document, station.catalog());
      if (probes != null && request.mayInvoke()) {
        return probes.answer(
            document,
            station.catalog(),
            context.getAwsRequestId(),
            Station.timeLeft(context),
            station.telling(context));
      }
      return JsonReport.of(station.diagnose(request, Station.timeLeft(context), context));
    } catch (ProblemException e) {
      return e.problem().json();
    } catch (RuntimeException e) {
      station.telemetry().failed(e, context);
      throw e;
    }
  }
}
