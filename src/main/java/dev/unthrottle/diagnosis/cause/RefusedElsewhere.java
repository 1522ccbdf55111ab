package dev.unthrottle.diagnosis.cause;

import dev.unthrottle.client.error.Symptom;
import dev.unthrottle.diagnosis.casefile.CaseFile;
import dev.unthrottle.evidence.FunctionSettings;
import dev.unthrottle.evidence.Source;
import java.util.List;
import java.util.function.Predicate;

/**
 * A cause that only the error text shows, because what refused isn't the function and keeps no
 * metric of it. Predicts an error that names it.
 *
 * @param cause the cause
 * @param symptom what such an error reads as
 * @param says what the error says, for the reason
 * @param headline what happened
 * @param remedies what ends it
 * @param nothingSeen what rules it out where no error names it
 * @param setting what the function's settings must be for it
 */
record RefusedElsewhere(
    Cause cause,
    Symptom symptom,
    String says,
    String headline,
    List<String> remedies,
    String nothingSeen,
    Setting setting)
    implements Hypothesis {

  /**
   * Something that the function must be set to.
   *
   * @param holds whether it is
   * @param text what it is, for a reason
   */
  record Setting(Predicate<FunctionSettings> holds, String text) {

    static final Setting NONE = new Setting(_ -> true, "");
  }

  static final RefusedElsewhere GATEWAY_THROTTLE =
      new RefusedElsewhere(
          Cause.GATEWAY_THROTTLE,
          Symptom.GATEWAY_THROTTLE,
          "The error is API Gateway's own 429, not one of Lambda's.",
          "API Gateway refused the request by its own limits, before any function was invoked.",
          List.of(
              "Raise the rate and burst that refused it: of the usage plan and its API key, of the"
                  + " stage or method, or the account's quota for API Gateway.",
              "Have the caller repeat it with backoff and jitter: nothing ran, so a repetition is"
                  + " harmless.",
              "Don't touch the function's concurrency for this: it has no part in it."),
          "No error of API Gateway's own is known.",
          Setting.NONE);

  static final RefusedElsewhere SNAPSTART_SNAPSHOT_LIMIT =
      new RefusedElsewhere(
          Cause.SNAPSTART_SNAPSHOT_LIMIT,
          Symptom.SNAPSTART_SNAPSHOT_LIMIT,
          "The error says that no new SnapStart snapshot could be made.",
          "Too many SnapStart snapshots were being made at once: a version was published, and nothing"
              + " was invoked.",
          List.of(
              "Publish fewer versions at once: deploy functions with SnapStart one after another, or in"
                  + " smaller groups.",
              "Have the deployment repeat it with backoff; the limit is of the account."),
          "No error of a snapshot that could not be made is known.",
          new Setting(
              function -> function.hosting().snapStart(), "SnapStart is on for the function."));

  static final RefusedElsewhere EC2_THROTTLE =
      new RefusedElsewhere(
          Cause.EC2_THROTTLE,
          Symptom.EC2_THROTTLE,
          "The error says that EC2 refused Lambda, not that Lambda refused the call.",
          "EC2 refused Lambda when it set up the function's network; no slot was wanting.",
          List.of(
              "Repeat the call with backoff: it ran nothing, and the network is set up in a while.",
              "Have fewer functions with different subnets and security groups: functions with the same"
                  + " pair share their network interfaces.",
              "Ask for a higher rate of EC2's API if deployments of the account use it up."),
          "No error of EC2's is known.",
          new Setting(function -> function.hosting().vpc(), "The function is connected to a VPC."));

  @Override
  public List<Prediction> predictions() {
    return List.of(this::error, this::setting, RefusedElsewhere::notInTheMetrics);
  }

  @Override
  public Story story(CaseFile file) {
    return new Story(headline, headline, remedies);
  }

  private Trace error(CaseFile file) {
    return file.error() != null && file.error().symptom() == symptom
        ? Trace.telling(Source.ERROR, says)
        : Trace.SILENT;
  }

  /** An error outweighs settings that may have been changed since. */
  private Trace setting(CaseFile file) {
    if (setting.text().isEmpty() || file.evidence().settings().value().isEmpty()) {
      return Trace.SILENT;
    }
    return setting.holds().test(file.evidence().settings().value().get())
        ? Trace.supporting(Source.SETTINGS, setting.text())
        : new Trace.Unknown(
            "The function as it was when the error occurred: as it is now, this isn't so: "
                + setting.text());
  }

  /** What is refused elsewhere leaves nothing in the function's metrics. */
  static Trace notInTheMetrics(CaseFile file) {
    return file.sawNoThrottle()
        ? Trace.supporting(
            Source.METRICS, "The function's own metrics know of no refused attempt in the window.")
        : Trace.SILENT;
  }
}
