package dev.unthrottle.sandbox;

import java.util.LinkedHashMap;
import java.util.Map;

/** STS, as far as {@code GetCallerIdentity}. */
final class StsService {

  /** The {@code Version} of its API. */
  static final String VERSION = "2011-06-15";

  private static final String NAMESPACE = "https://sts.amazonaws.com/doc/2011-06-15/";

  Operation route(String action) {
    Protocol protocol = new AwsQuery(action, NAMESPACE);
    if (!action.equals("GetCallerIdentity")) {
      throw new UnknownOperation(protocol, action);
    }
    return new Operation(
        "sts:" + action, "*", protocol, request -> protocol.output(request, identity()));
  }

  private static Map<String, Object> identity() {
    Map<String, Object> identity = new LinkedHashMap<>();
    identity.put("Arn", Arns.caller());
    identity.put("UserId", "AIDASANDBOXSANDBOX123");
    identity.put("Account", Arns.ACCOUNT);
    return identity;
  }
}
