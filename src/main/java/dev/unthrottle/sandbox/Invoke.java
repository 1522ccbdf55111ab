package dev.unthrottle.sandbox;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.unthrottle.client.RetryHint;
import dev.unthrottle.simulation.Decision;
import dev.unthrottle.simulation.Invocation;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Base64;
import java.util.stream.Collectors;

/** {@code lambda:Invoke}. */
final class Invoke {

  /** Lambda's quotas for one payload, checked 2026-11-22. */
  private static final int SYNC_LIMIT_BYTES = 6 * 1024 * 1024;

  private static final int ASYNC_LIMIT_BYTES = 1024 * 1024;

  /** How much of the log {@code LogType: Tail} shows. */
  private static final int TAIL_BYTES = 4096;

  private final FunctionReads functions;
  private final Engine engine;
  private final AsyncQueue queue;
  private final Ids ids;
  private final InstantSource clock;

  Invoke(FunctionReads functions, Engine engine, AsyncQueue queue, Ids ids, InstantSource clock) {
    this.functions = functions;
    this.engine = engine;
    this.queue = queue;
    this.ids = ids;
    this.clock = clock;
  }

  Response answer(Request request) {
    FunctionName name = LambdaService.named(request);
    FunctionSpec function = functions.find(name);
    String type = request.header("X-Amz-Invocation-Type", "RequestResponse");
    Response response =
        switch (type) {
          case "RequestResponse" -> synchronously(request, name, function.hint());
          case "Event" -> asynchronously(request, name);
          case "DryRun" -> Response.empty(204);
          default ->
              throw LambdaErrors.validation(
                  type,
                  "invocationType",
                  "Member must satisfy enum value set: [Event, RequestResponse, DryRun]");
        };
    return response
        .with(Protocol.REQUEST_ID_HEADER, request.id())
        .with("X-Amzn-Trace-Id", ids.traceId(clock.instant()));
  }

  private Response synchronously(Request request, FunctionName name, RetryHint hint) {
    JsonNode event = event(request, "RequestResponse", SYNC_LIMIT_BYTES);
    return switch (engine.invoke(name, Invocation.SYNC, request.id())) {
      case Admission.Refused refused -> refused(request, refused.why(), hint);
      case Admission.Admitted admitted -> finished(request, event, admitted.ended().join());
    };
  }

  private static Response refused(Request request, Decision why, RetryHint hint) {
    Response response = new RestJson().error(request, LambdaErrors.refused(why));
    if (hint.retryAfter() != null) {
      response = response.with("Retry-After", Long.toString(hint.retryAfter().toSeconds()));
    }
    if (hint.amzRetryAfter() != null) {
      response = response.with("x-amz-retry-after", Long.toString(hint.amzRetryAfter().toMillis()));
    }
    return response;
  }

  private Response asynchronously(Request request, FunctionName name) {
    JsonNode _ = event(request, "Event", ASYNC_LIMIT_BYTES);
    if (!engine.mayCall()) {
      throw LambdaErrors.callerRateExceeded();
    }
    queue.accept(name, request.id());
    return Response.empty(202).with("X-Amzn-Remapped-Content-Length", "0");
  }

  private static JsonNode event(Request request, String invocationType, int limit) {
    Body payload = request.body();
    if (payload.length() > limit) {
      throw LambdaErrors.payloadTooLarge(payload.length(), invocationType, limit);
    }
    if (payload.length() == 0) {
      return JsonNodeFactory.instance.objectNode();
    }
    try {
      return Json.read(payload.bytes());
    } catch (JsonProcessingException e) {
      throw LambdaErrors.invalidRequestContent(
          "Could not parse request body into json: Could not parse payload into json: "
              + e.getMessage());
    }
  }

  private static Response finished(Request request, JsonNode event, Run run) {
    byte[] payload = Json.write(FunctionAnswer.of(run, event));
    Response response =
        Response.of(200, "application/json", payload).with("X-Amz-Executed-Version", run.version());
    if (FunctionAnswer.isError(run)) {
      response = response.with("X-Amz-Function-Error", "Unhandled");
    }
    if (request.header("X-Amz-Log-Type", "None").equals("Tail")) {
      response = response.with("X-Amz-Log-Result", tail(run));
    }
    return response;
  }

  private static String tail(Run run) {
    byte[] log =
        PlatformLog.of(run.function()).lines(run).stream()
            .map(PlatformLog.Line::text)
            .collect(Collectors.joining())
            .getBytes(StandardCharsets.UTF_8);
    byte[] last = Arrays.copyOfRange(log, Math.max(0, log.length - TAIL_BYTES), log.length);
    return Base64.getEncoder().encodeToString(last);
  }
}
