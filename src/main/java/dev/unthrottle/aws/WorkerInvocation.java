package dev.unthrottle.aws;

import dev.unthrottle.diagnosis.store.StoreException;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.lambda.model.InvocationType;

/**
 * Hands an event to the tool's own worker function, asynchronously: Lambda queues it, and answers
 * before the worker begins. Functions that are looked at are never invoked this way.
 */
public final class WorkerInvocation {

  private final AwsClients clients;
  private final String function;

  /** Invokes {@code function}, a name or an ARN. */
  public WorkerInvocation(AwsClients clients, String function) {
    this.clients = clients;
    this.function = function;
  }

  /**
   * Queues an event.
   *
   * @throws StoreException if Lambda didn't take it
   */
  public void queue(String event) {
    try {
      var _ =
          clients
              .lambda()
              .invoke(request ->
                  request
                      .functionName(function)
                      .invocationType(InvocationType.EVENT)
                      .payload(SdkBytes.fromUtf8String(event)));
    } catch (SdkException e) {
      throw new StoreException(
          "The worker %s did not take the diagnosis: %s".formatted(function, e.getMessage()), e);
    }
  }
}
