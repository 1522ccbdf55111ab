package dev.unthrottle.diagnosis.advice;

import dev.unthrottle.client.Client;
import dev.unthrottle.client.ClientId;
import dev.unthrottle.client.Snippet;
import dev.unthrottle.diagnosis.casefile.CallerTimeout;
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
              impasse, "Split its work into steps, and let a workflow run one after the other.");
      case Impasse.CallerGivesUp it -> forCaller(it, call);
      case Impasse.ConnectionDrops _ ->
          streams()
              ? streaming(
                  impasse, "This runtime can stream: a byte every few minutes keeps it open.", call)
              : asynchronous(impasse, "An asynchronous call has its receipt at once.", call);
      case Impasse.TooFewSlots it -> queue(impasse, waiting(it), it.slots());
    };
  }

  private WayOut forCaller(Impasse.CallerGivesUp impasse, Client call) {
    return switch (impasse.caller().kind()) {
      case LAMBDA ->
          workflow(
              impasse,
              "A workflow waits for both functions, and neither has to run, or is paid, while it does."
                  + orLonger(impasse));
      case STEP_FUNCTIONS ->
          workflow(
              impasse, "Let the workflow call the function itself, and give the state the time.");
      case API_GATEWAY_REST ->
          streams()
              ? streaming(
                  impasse,
                  "A REST API may pass a streamed answer on for 15 min, and this runtime can stream.",
                  call)
              : asynchronous(
                  impasse,
                  "This runtime can't stream by itself, so let the requester fetch the result. Or ask"
                      + " for a longer integration timeout, which a Regional or private API can have.",
                  call);
      case SQS ->
          queue(
              impasse,
              "Let the queue invoke the function itself, without a consumer in between.",
              slots());
      case API_GATEWAY_HTTP ->
          asynchronous(
              impasse,
              "Invoke the function asynchronously and let the requester fetch its result: an HTTP API"
                  + " can't be given more.",
              call);
      case ALB, EVENTBRIDGE, CLI, SERVER ->
          asynchronous(
              impasse,
              "Invoke the function asynchronously and fetch its result." + orLonger(impasse),
              call);
    };
  }

  /** Whoever can be given the time has that choice as well. */
  private static String orLonger(Impasse.CallerGivesUp impasse) {
    Duration enough = impasse.needed().plus(CallerTimeout.MARGIN);
    return impasse.caller().kind().canWait(enough)
        ? " Or give the caller %s: what the call can take, and %s for its own code."
            .formatted(Phrase.of(enough), Phrase.of(CallerTimeout.MARGIN))
        : "";
  }

  /** A queue takes the peaks off; what is too much on average it only hides for a while. */
  private static String waiting(Impasse.TooFewSlots impasse) {
    String kept =
        "What comes in a burst has to wait for a slot, and a queue keeps it until there is one.";
    return impasse.erlangs() < impasse.slots()
        ? kept
        : kept
            + " But %.3g Erlang are more than %s can do in the long run: raise the quota as well."
                .formatted(impasse.erlangs(), Phrase.count(impasse.slots(), "slot"));
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

  private WayOut asynchronous(Impasse impasse, String instead, Client call) {
    return new WayOut(
        WayOut.Kind.ASYNCHRONOUS,
        because(impasse, instead),
        Snippet.of(call, true, function.toString()).text());
  }

  private WayOut workflow(Impasse impasse, String instead) {
    return new WayOut(
        WayOut.Kind.STEP_FUNCTIONS,
        because(impasse, instead),
        WayOutSnippets.workflow(function, advice.functionTimeout()));
  }

  private WayOut streaming(Impasse impasse, String instead, Client call) {
    return new WayOut(
        WayOut.Kind.STREAMING,
        because(impasse, instead),
        call.id() == ClientId.JS_V3
            ? WayOutSnippets.streamingInNode(function)
            : WayOutSnippets.streamingInPython(function));
  }

  private WayOut queue(Impasse impasse, String instead, int slots) {
    return new WayOut(
        WayOut.Kind.QUEUE,
        because(impasse, instead),
        WayOutSnippets.queue(function, advice.functionTimeout(), slots));
  }

  private static String because(Impasse impasse, String instead) {
    return impasse.because() + " " + instead;
  }
}
