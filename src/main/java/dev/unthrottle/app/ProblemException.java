package dev.unthrottle.app;

/** A request gets no answer but a {@link Problem}. */
public final class ProblemException extends RuntimeException {

  private static final long serialVersionUID = 1;

  private final transient Problem problem;

  /** With what is to be told. */
  public ProblemException(Problem problem) {
    super(problem.detail());
    this.problem = problem;
  }

  /** What is to be told. */
  public Problem problem() {
    return problem;
  }
}
