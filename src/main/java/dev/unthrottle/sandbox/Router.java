package dev.unthrottle.sandbox;

import java.util.List;
import java.util.Map;

/** Finds out which service a request speaks to, in which protocol. */
final class Router {

  private static final String LOGS_TARGET = "Logs_20140328.";
  private static final String CLOUDWATCH_TARGET = "GraniteServiceVersion20100801.";
  private static final List<String> CLOUDWATCH_PATH =
      List.of("service", "GraniteServiceVersion20100801", "operation");

  private final LambdaService lambda;
  private final LogsService logs;
  private final CloudWatchService cloudWatch;
  private final StsService sts;

  Router(LambdaService lambda, LogsService logs, CloudWatchService cloudWatch, StsService sts) {
    this.lambda = lambda;
    this.logs = logs;
    this.cloudWatch = cloudWatch;
    this.sts = sts;
  }

  /**
   * The operation that a request asks for.
   *
   * @throws UnknownOperation if there is none
   */
  Operation route(Request request) {
    String target = request.header("X-Amz-Target", "");
    if (target.startsWith(LOGS_TARGET)) {
      return logs.route(target.substring(LOGS_TARGET.length()));
    }
    if (target.startsWith(CLOUDWATCH_TARGET)) {
      return cloudWatch.route(target.substring(CLOUDWATCH_TARGET.length()), new AwsJson("1.0"));
    }
    if (request.path().size() == 4 && request.path().subList(0, 3).equals(CLOUDWATCH_PATH)) {
      return cloudWatch.route(request.path().get(3), new RpcV2Cbor());
    }
    return request.path().isEmpty() ? form(request) : lambda.route(request);
  }

  private Operation form(Request request) {
    Map<String, String> form = Request.parameters(request.body().text());
    String action = form.getOrDefault("Action", "");
    return switch (form.getOrDefault("Version", "")) {
      case StsService.VERSION -> sts.route(action);
      case CloudWatchService.VERSION ->
          cloudWatch.route(action, new AwsQuery(action, CloudWatchService.NAMESPACE));
      default -> throw new UnknownOperation(new AwsJson("1.1"), action);
    };
  }
}
