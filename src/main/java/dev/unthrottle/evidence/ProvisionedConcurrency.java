package dev.unthrottle.evidence;

import java.util.List;

/**
 * The environments that are kept ready for versions and aliases of a function. They are taken from
 * the function's reserved concurrency, or else from the account's; {@code $LATEST} can have none,
 * and is refused where they are all that the reservation has.
 *
 * @param allocations what is kept ready, one for each version or alias that has any
 */
public record ProvisionedConcurrency(List<Allocation> allocations) {

  /** None for any version or alias. */
  public static final ProvisionedConcurrency NONE = new ProvisionedConcurrency(List.of());

  /** Copies the list. */
  public ProvisionedConcurrency {
    allocations = List.copyOf(allocations);
  }

  /**
   * What is kept ready for one version or alias.
   *
   * @param qualifier the version or alias
   * @param requested how many environments were asked for, 1 or more
   * @param allocated how many there are
   * @param available how many of those are not in use
   * @param status {@code READY}, {@code IN_PROGRESS} or {@code FAILED}
   */
  public record Allocation(
      String qualifier, int requested, int allocated, int available, String status) {

    /** Refuses negative numbers and {@code $LATEST}. */
    public Allocation {
      if (requested < 1 || allocated < 0 || available < 0) {
        throw new IllegalArgumentException(
            "Provisioned concurrency is 1 or more requested, and 0 or more allocated and available."
                + " Found: %d, %d, %d".formatted(requested, allocated, available));
      }
      if (qualifier.equals("$LATEST")) {
        throw new IllegalArgumentException("$LATEST has no provisioned concurrency.");
      }
    }
  }

  /** How many environments were asked for, for all versions and aliases together. */
  public int requested() {
    return allocations.stream().mapToInt(Allocation::requested).sum();
  }

  /** How many there are, for all versions and aliases together. */
  public int allocated() {
    return allocations.stream().mapToInt(Allocation::allocated).sum();
  }
}
