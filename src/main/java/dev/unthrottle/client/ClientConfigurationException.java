package dev.unthrottle.client;

import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** No client can be configured like that. The message lists every problem, one a line. */
public final class ClientConfigurationException extends IllegalArgumentException {

  private static final long serialVersionUID = 1;

  private final transient List<Problem> problems;

  /**
   * One thing that is wrong.
   *
   * @param field which part of a {@link ClientConfiguration}, by its name
   * @param setting which of the raw settings, or {@code null} if it is none of them
   * @param sentence what is wrong with it
   */
  public record Problem(String field, @Nullable String setting, String sentence) {

    static Problem field(String name, String sentence) {
      return new Problem(name, null, sentence);
    }

    static Problem setting(String name, String sentence) {
      return new Problem("settings", name, sentence);
    }
  }

  ClientConfigurationException(List<Problem> problems) {
    super(problems.stream().map(Problem::sentence).collect(Collectors.joining("\n")));
    this.problems = List.copyOf(problems);
  }

  /** Everything that is wrong. */
  public List<Problem> problems() {
    return problems;
  }
}
