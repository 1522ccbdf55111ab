package dev.unthrottle.evidence;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The event source mappings that invoke a function.
 *
 * @param mappings each of them
 * @param complete whether these are all
 */
public record EventSources(List<Mapping> mappings, boolean complete) {

  /** No mapping at all. */
  public static final EventSources NONE = new EventSources(List.of(), true);

  /** Copies the list. */
  public EventSources {
    mappings = List.copyOf(mappings);
  }

  /** Those that invoke now: neither disabled nor being deleted. */
  public List<Mapping> active() {
    return mappings.stream().filter(Mapping::active).toList();
  }

  /**
   * One mapping.
   *
   * @param uuid its id
   * @param source the ARN of the queue, stream or cluster; {@code self-managed} for a Kafka of
   *     one's own
   * @param state {@code Enabled}, {@code Disabled} or a state in between
   * @param batchSize the most records of one invocation, {@code null} where AWS doesn't say
   * @param maximumConcurrency the most batches of an SQS queue at once, {@code null} for no limit
   *     but Lambda's own
   * @param parallelizationFactor batches of one shard at once, {@code null} where that doesn't
   *     apply
   * @param maximumPollers the most pollers of the provisioned mode, {@code null} without it
   * @see <a href=
   *     "https://docs.aws.amazon.com/lambda/latest/api/API_EventSourceMappingConfiguration.html">
   *     EventSourceMappingConfiguration</a>, checked 2026-11-22
   */
  public record Mapping(
      String uuid,
      String source,
      String state,
      @Nullable Integer batchSize,
      @Nullable Integer maximumConcurrency,
      @Nullable Integer parallelizationFactor,
      @Nullable Integer maximumPollers) {

    /** Refuses limits that are none. */
    public Mapping {
      requirePositive("batch size", batchSize);
      requirePositive("maximum concurrency", maximumConcurrency);
      requirePositive("parallelization factor", parallelizationFactor);
      requirePositive("number of pollers", maximumPollers);
    }

    private static void requirePositive(String what, @Nullable Integer number) {
      if (number != null && number < 1) {
        throw new IllegalArgumentException(
            "The %s of an event source mapping is 1 or more. Found: %d".formatted(what, number));
      }
    }

    /** The service that the events come from, as ARNs name it: {@code sqs}, {@code kinesis}. */
    public String service() {
      String[] parts = source.split(":", 4);
      return parts.length == 4 && parts[0].equals("arn") ? parts[2] : source;
    }

    /** Whether it invokes now. */
    public boolean active() {
      return !state.equals("Disabled") && !state.equals("Deleting");
    }
  }
}
