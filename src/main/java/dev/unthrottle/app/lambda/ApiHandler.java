package dev.unthrottle.app.lambda;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.fasterxml.jackson.databind.JsonNode;
import dev.unthrottle.app.ApiResponse;
import dev.unthrottle.app.HttpApi;
import dev.unthrottle.app.JsonTree;
import dev.unthrottle.app.LongDiagnoses;
import dev.unthrottle.report.JsonText;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.jspecify.annotations.Nullable;

/** The HTTP API behind an API Gateway HTTP API (payload format 2.0). */
public final class ApiHandler implements RequestStreamHandler {

  private final Station station = new Station();
  private final @Nullable LongDiagnoses longDiagnoses = station.longDiagnoses();

  /** Called by Lambda, once for each execution environment. */
  public ApiHandler() {}

  @Override
  public void handleRequest(InputStream in, OutputStream out, Context context) throws IOException {
    JsonNode event = JsonTree.parse(Station.read(in));
    ApiResponse response = answer(event, context);
    Station.write(JsonText.compact(Events.response(response)), out);
  }

  private ApiResponse answer(JsonNode event, Context context) {
    HttpApi api =
        new HttpApi(
            (request, timeLeft) -> station.diagnose(request, timeLeft, context),
            longDiagnoses,
            station.catalog(),
            Station.console());
    try {
      return api.handle(Events.request(event, Station.timeLeft(context)));
    } catch (RuntimeException e) {
      station.telemetry().failed(e, context);
      return HttpApi.unexpected("The log of request " + context.getAwsRequestId() + " tells more.");
    }
  }
}
