package dev.unthrottle.diagnosis;

import dev.unthrottle.diagnosis.advice.Goal;
import dev.unthrottle.diagnosis.advice.Goal.Purpose;
import dev.unthrottle.diagnosis.advice.Goal.Reserving;
import dev.unthrottle.diagnosis.advice.RefusalTarget;
import dev.unthrottle.diagnosis.casefile.CaseFile;
import dev.unthrottle.diagnosis.cause.Cause;
import dev.unthrottle.diagnosis.cause.Verdict;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What advice can do about a verdict. */
final class Goals {

  /** What the settings of client and function can do about a cause. */
  private enum Reach {
    /** They end it, more slots included where calls were refused for want of them. */
    SETTINGS,
    /** They go with what ends it, but more slots are taken as these are. */
    NOT_SLOTS,
    /** Nothing. */
    NONE
  }

  private Goals() {}

  /** The goal of advice about {@code verdict}. */
  static Goal of(Verdict verdict, CaseFile file, RefusalTarget refusals) {
    Set<Reach> reaches =
        Stream.concat(Stream.of(verdict.cause()), verdict.also().stream().map(Verdict.Also::cause))
            .map(Goals::reach)
            .collect(Collectors.toSet());
    Purpose purpose = reaches.equals(Set.of(Reach.NONE)) ? Purpose.PRECAUTION : Purpose.REMEDY;
    return new Goal(purpose, reserving(reaches, file), refusals);
  }

  private static Reserving reserving(Set<Reach> reaches, CaseFile file) {
    if (file.sawNobodyElseRefused()) {
      return Reserving.AS_IT_IS;
    }
    return reaches.contains(Reach.NOT_SLOTS) ? Reserving.ELSEWHERE : Reserving.BY_LOAD;
  }

  private static Reach reach(Cause cause) {
    return switch (cause) {
      case CLIENT_TIMEOUT_SELF_COLLISION,
          CLIENT_TIMEOUT_DUPLICATES,
          RESERVED_CONCURRENCY_ZERO,
          RESERVED_CONCURRENCY_SATURATED,
          ACCOUNT_CONCURRENCY_EXHAUSTED,
          INVOCATION_RATE_EXCEEDED ->
          Reach.SETTINGS;
      case EVENT_SOURCE_TAKES_ALL,
          FUNCTION_TIMEOUT_HOLDS_SLOT,
          PROVISIONED_TAKES_ALL,
          SCALING_RATE_EXCEEDED ->
          Reach.NOT_SLOTS;
      case CALLER_RATE_EXCEEDED,
          CONTROL_PLANE_RATE_EXCEEDED,
          DOWNSTREAM_THROTTLE,
          GATEWAY_THROTTLE,
          SNAPSTART_SNAPSHOT_LIMIT,
          EC2_THROTTLE,
          NONE_FOUND ->
          Reach.NONE;
    };
  }
}
