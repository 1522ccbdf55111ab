package dev.unthrottle.diagnosis.cause;

import dev.unthrottle.client.error.ErrorReading;
import dev.unthrottle.diagnosis.casefile.CaseFile;
import dev.unthrottle.diagnosis.casefile.Phrase;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What the pasted error leaves open: where it doesn't go with what else is known of the case. */
final class PastedError {

  private PastedError() {}

  /** One sentence for each; none where no error was pasted. */
  static Stream<String> missing(CaseFile file) {
    @Nullable ErrorReading error = file.error();
    return error == null
        ? Stream.empty()
        : Stream.of(
                anotherKind(file, error),
                anotherClient(file, error),
                moreAttempts(file, error),
                anotherTime(file))
            .flatMap(sentences -> sentences);
  }

  private static Stream<String> anotherKind(CaseFile file, ErrorReading error) {
    return file.errorIsConcurrencyThrottle()
        ? Stream.empty()
        : Stream.of(
            "The pasted error doesn't read as a concurrency throttle of Invoke"
                + (error.operation() == null || error.operation().equals("Invoke")
                    ? "."
                    : ": it is of %s.".formatted(error.operation())));
  }

  private static Stream<String> anotherClient(CaseFile file, ErrorReading error) {
    return Stream.ofNullable(error.client())
        .filter(printed -> printed != file.client().id())
        .map(printed ->
            "The client: the pasted error reads like one of %s, and %s is looked at here."
                .formatted(printed.id(), file.client().id().id()));
  }

  private static Stream<String> moreAttempts(CaseFile file, ErrorReading error) {
    int most = file.client().retries().maxAttempts();
    return Stream.ofNullable(error.attempts())
        .filter(made -> made > most)
        .map(made ->
            "The client's own settings: the pasted error tells of %s, and the settings taken here allow %d."
                .formatted(Phrase.count(made, "attempt"), most));
  }

  private static Stream<String> anotherTime(CaseFile file) {
    return file.errorIsConcurrencyThrottle() && file.sawNoThrottle() && file.sawTraffic()
        ? Stream.of(
            "The time of the error: no attempt was refused in this window. Look at one in which it"
                + " occurred; what is younger than a few minutes may not be in the metrics yet.")
        : Stream.empty();
  }
}
