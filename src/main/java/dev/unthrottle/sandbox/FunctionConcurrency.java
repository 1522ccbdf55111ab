package dev.unthrottle.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import dev.unthrottle.simulation.ConcurrencyLimit;
import java.util.Map;

/** Lambda's operations on a function's reserved concurrency. */
final class FunctionConcurrency {

  /**
   * What Lambda keeps unreserved. In accounts with a smaller quota the error names that quota
   * instead: 10 and 50 have been seen, the quotas of new accounts.
   */
  private static final int UNRESERVED_MINIMUM = 100;

  private static final Protocol PROTOCOL = new RestJson();

  private final FunctionReads functions;
  private final Engine engine;

  FunctionConcurrency(FunctionReads functions, Engine engine) {
    this.functions = functions;
    this.engine = engine;
  }

  /** An empty object where nothing is reserved; 0 is a value. */
  Response get(Request request) {
    String name = functions.find(LambdaService.named(request)).name();
    Integer reserved = engine.withLimit(limit -> limit.reserved(name));
    return PROTOCOL.output(
        request, reserved == null ? Map.of() : Map.of("ReservedConcurrentExecutions", reserved));
  }

  Response put(Request request) {
    String name = functions.find(LambdaService.named(request)).name();
    int slots = slots(PROTOCOL.input(request).path("ReservedConcurrentExecutions"));
    engine.withLimit(limit -> {
      refuseBelowMinimum(limit, name, slots);
      limit.reserve(name, slots);
      return null;
    });
    return PROTOCOL.output(request, Map.of("ReservedConcurrentExecutions", slots));
  }

  Response delete(Request request) {
    String name = functions.find(LambdaService.named(request)).name();
    engine.withLimit(limit -> {
      limit.unreserve(name);
      return null;
    });
    return Response.empty(204).with(Protocol.REQUEST_ID_HEADER, request.id());
  }

  private static int slots(JsonNode value) {
    if (!value.canConvertToInt() || value.intValue() < 0) {
      throw LambdaErrors.validation(
          value.isMissingNode() ? "null" : value.asText(),
          "reservedConcurrentExecutions",
          value.isMissingNode()
              ? "Member must not be null"
              : "Member must have value greater than or equal to 0");
    }
    return value.intValue();
  }

  private static void refuseBelowMinimum(ConcurrencyLimit limit, String name, int slots) {
    int minimum = Math.min(UNRESERVED_MINIMUM, limit.accountConcurrency());
    Integer before = limit.reserved(name);
    int free = limit.unreservedConcurrency() + (before == null ? 0 : before);
    int provisioned = limit.provisioned(name);
    if (slots < provisioned) {
      throw LambdaErrors.invalidParameter(
          "Specified ReservedConcurrentExecutions for function is below its total provisioned"
              + " concurrency of [%d].".formatted(provisioned));
    }
    if (free - slots < minimum && slots > (before == null ? 0 : before)) {
      throw LambdaErrors.invalidParameter(
          "Specified ReservedConcurrentExecutions for function decreases account's"
              + " UnreservedConcurrentExecution below its minimum value of [%d]."
                  .formatted(minimum));
    }
  }
}
