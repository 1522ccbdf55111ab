package dev.unthrottle.app;

import dev.unthrottle.app.Problem.Finding;
import java.util.ArrayList;
import java.util.List;

/** Collects what is wrong with a request, so that all of it can be told at once. */
public final class Findings {

  private final List<Finding> found = new ArrayList<>();

  /** Something is wrong at {@code pointer}, where nothing stands, or nothing that tells more. */
  public void add(String pointer, String rule) {
    found.add(new Finding(pointer, rule, null));
  }

  /** Something is wrong at {@code pointer}, where {@code value} stands. */
  public void add(String pointer, String rule, String value) {
    found.add(new Finding(pointer, rule, value));
  }

  /** Whether nothing is wrong so far. */
  public boolean isEmpty() {
    return found.isEmpty();
  }

  /** Whether nothing is wrong at {@code pointer} or inside it. */
  boolean nothingIn(String pointer) {
    return found.stream()
        .noneMatch(it -> it.pointer().equals(pointer) || it.pointer().startsWith(pointer + "/"));
  }

  /**
   * Refuses the request if anything is wrong.
   *
   * @throws ProblemException with everything that was found
   */
  public void refuseIfAny() {
    if (!found.isEmpty()) {
      String detail =
          found.size() == 1
              ? found.getFirst().pointer() + ": " + found.getFirst().rule()
              : found.size() + " things are wrong; each is listed with what would be right.";
      throw new ProblemException(new Problem(Problem.Kind.INVALID_REQUEST, detail, found));
    }
  }
}
