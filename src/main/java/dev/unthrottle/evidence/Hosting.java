package dev.unthrottle.evidence;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What a function runs on, and which of Lambda's special forms it takes. Each of them changes what
 * a throttle can mean.
 *
 * @param compute what its executions run on
 * @param durable how long a durable execution may last; {@code null} for a function that isn't
 *     durable
 * @param snapStart whether published versions start from a snapshot
 * @param vpc whether it is connected to a VPC
 * @param tenantIsolation whether no two tenants share an execution environment, so that fewer of
 *     them are reused and refusals begin below the nominal concurrency
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/api/API_FunctionConfiguration.html">
 *     FunctionConfiguration</a>, checked 2026-11-22
 */
public record Hosting(
    Compute compute,
    @Nullable Duration durable,
    boolean snapStart,
    boolean vpc,
    boolean tenantIsolation) {

  /** On demand, and nothing special about it. */
  public static final Hosting PLAIN = new Hosting(Compute.ON_DEMAND, null, false, false, false);

  /** Refuses a durable execution that may last no time at all. */
  public Hosting {
    if (durable != null && !durable.isPositive()) {
      throw new IllegalArgumentException(
          "A durable execution may last longer than zero. Found: " + durable);
    }
  }

  /** What executions run on. */
  public sealed interface Compute {

    /** Environments that Lambda makes when they are needed, one execution in each at a time. */
    Compute ON_DEMAND = new OnDemand();

    /** Lambda's own capacity. */
    record OnDemand() implements Compute {}

    /**
     * Lambda Managed Instances: EC2 instances of the account, several executions in an environment
     * at a time, scaled before they are needed rather than on the request.
     *
     * @param capacityProvider the ARN of the capacity provider
     * @param concurrencyPerEnvironment how many executions share an environment, {@code null} where
     *     AWS chooses
     */
    record ManagedInstances(String capacityProvider, @Nullable Integer concurrencyPerEnvironment)
        implements Compute {

      /** Refuses environments that can't run anything. */
      public ManagedInstances {
        if (concurrencyPerEnvironment != null && concurrencyPerEnvironment < 1) {
          throw new IllegalArgumentException(
              "An environment runs 1 execution or more at a time. Found: "
                  + concurrencyPerEnvironment);
        }
      }
    }
  }
}
