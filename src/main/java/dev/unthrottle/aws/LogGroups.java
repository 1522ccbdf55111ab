package dev.unthrottle.aws;

import dev.unthrottle.evidence.Observation;
import dev.unthrottle.evidence.Source;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.cloudwatchlogs.model.LogGroup;

/** Looks a log group up, which is only needed where its lines can't be read as usual. */
final class LogGroups {

  private final AwsClients clients;
  private final Asker asker;

  LogGroups(AwsClients clients, Asker asker) {
    this.clients = clients;
    this.asker = asker;
  }

  /**
   * A log group.
   *
   * @param name its name
   * @param logClass {@code STANDARD}, {@code INFREQUENT_ACCESS} or {@code DELIVERY}
   * @param storedBytes how much it holds
   * @param retentionDays after how many days lines are deleted, {@code null} for never
   */
  record Group(String name, String logClass, long storedBytes, @Nullable Integer retentionDays) {}

  /** The group of that name; AWS looks for prefixes, so others may come with it. */
  Observation<Group> find(String name) {
    Observation<Optional<Group>> answer = ask(name);
    return switch (answer) {
      case Observation.Missing<Optional<Group>>(var why) -> Observation.missing(why);
      case Observation.Observed<Optional<Group>>(var found, var source, var at) ->
          found
              .map(group -> Observation.of(group, source, at))
              .orElseGet(() -> Observation.missing(LogGaps.noGroup(name, 0)));
    };
  }

  private Observation<Optional<Group>> ask(String name) {
    return asker.ask(
        AwsCall.DESCRIBE_LOG_GROUPS,
        name,
        Source.SETTINGS,
        sent ->
            named(
                name,
                clients
                    .logs()
                    .describeLogGroups(
                        r -> r.logGroupNamePrefix(name).overrideConfiguration(sent::travelWith))
                    .logGroups()));
  }

  private static Optional<Group> named(String name, List<LogGroup> groups) {
    return groups.stream()
        .filter(group -> name.equals(group.logGroupName()))
        .map(group ->
            new Group(
                name,
                group.logGroupClassAsString() == null ? "STANDARD" : group.logGroupClassAsString(),
                group.storedBytes() == null ? 0 : group.storedBytes(),
                group.retentionInDays()))
        .findFirst();
  }
}
