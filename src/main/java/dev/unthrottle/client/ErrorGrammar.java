package dev.unthrottle.client;

import java.util.List;

/** How one client words its errors. */
interface ErrorGrammar {

  /** All grammars; the one whose marks no other client's text bears comes first. */
  List<ErrorGrammar> ALL =
      List.of(
          JavaErrorGrammar.V2,
          KotlinErrorGrammar.GRAMMAR,
          JavaErrorGrammar.V1,
          NodeErrorGrammar.V3,
          NodeErrorGrammar.V2,
          DotnetErrorGrammar.POWERSHELL,
          DotnetErrorGrammar.DOTNET,
          PhpErrorGrammar.GRAMMAR,
          RubyErrorGrammar.GRAMMAR,
          RustErrorGrammar.GRAMMAR,
          GoErrorGrammar.V2,
          GoErrorGrammar.V1,
          new BotocoreErrorGrammar(),
          SwiftErrorGrammar.GRAMMAR,
          CppErrorGrammar.GRAMMAR,
          AnyErrorGrammar.GRAMMAR);

  /** Whether {@code text} bears the marks of this grammar. */
  boolean marks(String text);

  /** What the error in {@code text} says. */
  ToldError read(String text);

  /** Whether {@code variant} words its errors like {@code text}. */
  boolean couldPrint(String text, ClientVariant variant);

  /** The first grammar whose marks {@code text} bears. */
  static ErrorGrammar of(String text) {
    return ALL.stream().filter(grammar -> grammar.marks(text)).findFirst().orElseThrow();
  }
}
