package dev.unthrottle.sandbox;

import java.time.Instant;
import java.util.List;

/**
 * A line of the sandbox's access log: one HTTP request and its answer.
 *
 * @param arrived when the request had been read
 * @param answered when its answer was ready, whether or not anybody still waited for it
 * @param method {@code POST}
 * @param path the segments of its path, decoded
 * @param status the answer's status
 */
public record Access(
    Instant arrived, Instant answered, String method, List<String> path, int status) {

  /** Copies the path. */
  public Access {
    path = List.copyOf(path);
  }
}
