package dev.unthrottle.sandbox;

/**
 * What a request asks for.
 *
 * @param api its name, {@code lambda:Invoke}
 * @param resource the ARN that IAM would check, {@code *} for none in particular
 * @param protocol how its answer is written
 * @param action what answers it; throws {@link AwsError}
 */
record Operation(String api, String resource, Protocol protocol, Action action) {

  /** Answers a request. */
  interface Action {
    /**
     * The answer.
     *
     * @throws AwsError for an error
     */
    Response answer(Request request);
  }
}
