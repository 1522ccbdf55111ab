package dev.unthrottle.client;

import java.util.List;
import java.util.Optional;

/** How one family of clients words its errors. */
interface ErrorGrammar {

  /** All grammars, the unmistakable first. */
  List<ErrorGrammar> ALL =
      List.of(
          new JavaErrorGrammar(),
          new NodeErrorGrammar(),
          new BotocoreErrorGrammar(),
          new AnyErrorGrammar());

  /** What {@code text} says, still without {@link ErrorReading#fits}, if it is of this family. */
  Optional<ErrorReading> read(String text);

  /** Whether {@code variant} words its errors like {@code text}. */
  boolean couldPrint(String text, ClientVariant variant);
}
