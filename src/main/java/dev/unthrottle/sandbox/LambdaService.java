package dev.unthrottle.sandbox;

import java.util.List;

/** Lambda's REST paths, and what answers them. */
final class LambdaService {

  private static final Protocol PROTOCOL = new RestJson();

  private final Invoke invoke;
  private final FunctionReads reads;
  private final FunctionConcurrency concurrency;
  private final SetupAnswers setup;

  LambdaService(
      Invoke invoke, FunctionReads reads, FunctionConcurrency concurrency, SetupAnswers setup) {
    this.invoke = invoke;
    this.reads = reads;
    this.concurrency = concurrency;
    this.setup = setup;
  }

  /**
   * The operation that a request asks for.
   *
   * @throws AwsError if a function's name is malformed
   */
  Operation route(Request request) {
    List<String> path = request.path();
    String what = request.method() + " " + shape(path);
    return switch (what) {
      case "POST /2015-03-31/functions/*/invocations" -> of("Invoke", request, invoke::answer);
      case "GET /2015-03-31/functions/*" -> of("GetFunction", request, reads::function);
      case "GET /2015-03-31/functions/*/configuration" ->
          of("GetFunctionConfiguration", request, reads::configuration);
      case "PUT /2015-03-31/functions/*/code" ->
          of("UpdateFunctionCode", request, reads::configuration);
      case "PUT /2015-03-31/functions/*/configuration" ->
          of("UpdateFunctionConfiguration", request, reads::configuration);
      case "POST /2015-03-31/functions/*/versions" ->
          of("PublishVersion", request, reads::published);
      case "GET /2019-09-30/functions/*/concurrency" ->
          of("GetFunctionConcurrency", request, concurrency::get);
      case "PUT /2017-10-31/functions/*/concurrency" ->
          of("PutFunctionConcurrency", request, concurrency::put);
      case "DELETE /2017-10-31/functions/*/concurrency" ->
          of("DeleteFunctionConcurrency", request, concurrency::delete);
      case "GET /2015-03-31/functions/*/aliases/*" -> of("GetAlias", request, setup::alias);
      case "GET /2019-09-30/functions/*/provisioned-concurrency" ->
          of(provisioned(request), request, setup::provisioned);
      case "GET /2019-09-25/functions/*/event-invoke-config" ->
          of("GetFunctionEventInvokeConfig", request, setup::async);
      case "GET /2015-03-31/event-source-mappings" ->
          everywhere("ListEventSourceMappings", setup::eventSources);
      case "GET /2016-08-19/account-settings" ->
          everywhere("GetAccountSettings", reads::accountSettings);
      case "GET /2015-03-31/functions" -> everywhere("ListFunctions", reads::list);
      case "GET /2017-03-31/tags/*" -> everywhere("ListTags", reads::tags);
      default -> throw new UnknownOperation(PROTOCOL, what);
    };
  }

  /** The path with {@code *} for each part that names a resource. */
  private static String shape(List<String> path) {
    StringBuilder shape = new StringBuilder();
    for (int i = 0; i < path.size(); i++) {
      shape.append('/').append(isName(path, i) ? "*" : path.get(i));
    }
    return shape.toString();
  }

  private static boolean isName(List<String> path, int i) {
    return i == 2 || (i == 4 && path.get(3).equals("aliases"));
  }

  private static String provisioned(Request request) {
    return "ALL".equals(request.query().get("List"))
        ? "ListProvisionedConcurrencyConfigs"
        : "GetProvisionedConcurrencyConfig";
  }

  private Operation of(String name, Request request, Operation.Action action) {
    return new Operation("lambda:" + name, resource(request.path().get(2)), PROTOCOL, action);
  }

  private static Operation everywhere(String name, Operation.Action action) {
    return new Operation("lambda:" + name, "*", PROTOCOL, action);
  }

  private static String resource(String function) {
    return FunctionName.parse(function, null).arn();
  }

  /** The function that a request is about. */
  static FunctionName named(Request request) {
    return FunctionName.parse(request.path().get(2), request.query().get("Qualifier"));
  }
}
