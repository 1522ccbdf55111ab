package dev.unthrottle.diagnosis.advice;

import dev.unthrottle.client.Client;
import dev.unthrottle.client.ClientId;
import dev.unthrottle.client.Snippet;
import dev.unthrottle.diagnosis.casefile.CaseFile;
import dev.unthrottle.diagnosis.casefile.Phrase;
import dev.unthrottle.evidence.FunctionRef;
import dev.unthrottle.evidence.FunctionSettings;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Chooses the way out of an impasse, and says why it is that one. */
final class WayOuts {

  private final FunctionRef function;
  private final @Nullable String runtime;
  private final Advisor.Advice advice;

  /** A choice for {@code file}'s function. */
  WayOuts(CaseFile file, Advisor.Advice advice) {
    this.function = file.evidence().function();
    this.runtime = file.evidence().settings().value().map(FunctionSettings::runtime).orElse(null);
    this.advice = advice;
  }

  /**
   * The way out.
   *
   * @param call the client as it makes the call then
   */
  WayOut of(Impasse impasse, Client call) {
    return switch (impasse) {
      case Impasse.RunsTooLong _ ->
          workflow(
              "The function would have to run longer than the %s that any can: split its work into steps,"
                      .formatted(Phrase.of(FunctionTimeout.LONGEST))
                  + " and let a workflow run one after the other.");
      case Impasse.CallerGivesUp it -> forCaller(it, call);
      case Impasse.ConnectionDrops(Duration silence) -> keepingAlive(silence, call);
      case Impasse.TooFewSlots(int slots, int needed) ->
          queue(
              "The load needs %d slots and the account can give %d: what comes in a burst has to wait for a slot,"
                      .formatted(needed, slots)
                  + " and a queue keeps it until there is one.",
              slots);
    };
  }

  private WayOut forCaller(Impasse.CallerGivesUp impasse, Client call) {
    String tooLate =
        "The caller (%s) gives up after %s, but a call can take %s: no read timeout makes a synchronous call safe."
            .formatted(
                impasse.caller().kind().id(),
                Phrase.of(impasse.limit()),
                Phrase.of(impasse.needed()));
    return switch (impasse.caller().kind()) {
      case LAMBDA ->
          workflow(
              tooLate
                  + " A workflow waits for both functions, and neither has to run, or is paid, while it does.");
      case STEP_FUNCTIONS ->
          workflow(
              tooLate + " Let the workflow call the function itself, and give the state the time.");
      case API_GATEWAY_REST ->
          streams()
              ? streaming(
                  tooLate
                      + " A REST API may pass a streamed answer on for 15 min, and this runtime can stream.",
                  call)
              : asynchronous(
                  tooLate
                      + " This runtime can't stream by itself, so let the requester fetch the result.",
                  call);
      case SQS ->
          queue(
              tooLate + " Let the queue invoke the function itself, without a consumer in between.",
              slots());
      case API_GATEWAY_HTTP, ALB, EVENTBRIDGE, CLI, SERVER ->
          asynchronous(
              tooLate
                  + " Invoke the function asynchronously and fetch its result, or give the caller that time"
                  + " if it can have it.",
              call);
    };
  }

  private WayOut keepingAlive(Duration silence, Client call) {
    String dropped =
        "The client may have to wait %s for the first byte and can't keep the connection alive,"
                .formatted(Phrase.of(silence))
            + " which NAT gateways and load balancers drop after %s of silence."
                .formatted(Phrase.of(Patience.IDLE_LIMIT));
    return streams()
        ? streaming(
            dropped + " This runtime can stream: a byte every few minutes keeps it open.", call)
        : asynchronous(dropped + " An asynchronous call has its receipt at once.", call);
  }

  /**
   * Whether functions on this runtime can stream by themselves.
   *
   * @see <a
   *     href="https://docs.aws.amazon.com/lambda/latest/dg/configuration-response-streaming.html">Response
   *     streaming</a>, checked 2026-11-22
   */
  private boolean streams() {
    return runtime != null && (runtime.startsWith("nodejs") || runtime.startsWith("provided"));
  }

  private int slots() {
    @Nullable Sizing sizing = advice.sizing();
    return sizing == null ? 1 : sizing.slots();
  }

  private WayOut asynchronous(String because, Client call) {
    return new WayOut(
        WayOut.Kind.ASYNCHRONOUS, because, Snippet.of(call, true, function.toString()).text());
  }

  private WayOut workflow(String because) {
    return new WayOut(
        WayOut.Kind.STEP_FUNCTIONS,
        because,
        WayOutSnippets.workflow(function, advice.functionTimeout()));
  }

  private WayOut streaming(String because, Client call) {
    return new WayOut(
        WayOut.Kind.STREAMING,
        because,
        call.id() == ClientId.JS_V3
            ? WayOutSnippets.streamingInNode(function)
            : WayOutSnippets.streamingInPython(function));
  }

  private WayOut queue(String because, int slots) {
    return new WayOut(
        WayOut.Kind.QUEUE,
        because,
        WayOutSnippets.queue(function, advice.functionTimeout(), slots));
  }
}
