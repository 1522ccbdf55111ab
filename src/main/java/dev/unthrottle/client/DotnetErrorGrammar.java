package dev.unthrottle.client;

/**
 * The exceptions of the AWS SDK for .NET and of PowerShell's AWS Tools; neither counts attempts.
 */
final class DotnetErrorGrammar {

  private static final String EXCEPTION =
      "\\bAmazon\\.(?!Runtime)(?<service>\\w{1,60})\\.(?:Model\\.)?(?<code>(?!Amazon)\\w{1,80}Exception): "
          + PatternGrammar.MESSAGE;

  static final ErrorGrammar DOTNET =
      PatternGrammar.of(
          ClientId.DOTNET,
          "\\bAmazon\\.(?:Runtime|\\w{1,60}\\.Model)\\.|\\bAmazon\\.\\w{1,60}\\.Amazon\\w{1,60}(?:Client|Exception)\\b"
              + "|\\bSystem\\.Threading\\.Tasks\\.TaskCanceledException|\\bHttpClient\\.Timeout\\b|\\bSystem\\.Net\\.",
          EXCEPTION,
          "\\bAmazon\\.(?!Runtime)(?<service>\\w{1,60})\\.Amazon\\w{1,60}Exception: "
              + PatternGrammar.MESSAGE,
          "\\bAmazon(?<service>[A-Z][A-Za-z]{1,60}?)Client\\.(?<operation>[A-Z]\\w{1,60}?)(?:Async)?\\(",
          "\\bTaskCanceledException: " + PatternGrammar.MESSAGE);

  /** A cmdlet's name stands before the message: {@code Invoke-LMFunction}. LM is Lambda. */
  static final ErrorGrammar POWERSHELL =
      PatternGrammar.of(
          ClientId.POWERSHELL,
          "\\bAmazon\\.PowerShell\\b|\\b[A-Z][a-z]{1,20}-LM[A-Z]",
          "\\b(?<operation>Invoke)-(?<service>LM)Function(?:Async)?\\b",
          "\\bGet-(?<service>LM)(?<operation>[A-Z]\\w{1,60})\\b",
          "\\b[A-Z][a-z]{1,20}-(?<service>LM)[A-Z]",
          "\\bFullyQualifiedErrorId : Amazon\\.(?<service>\\w{1,60})\\.Model\\.(?<code>\\w{1,80}Exception)\\b",
          EXCEPTION,
          "\\b[A-Z][a-z]{1,20}-[A-Z]\\w{1,60} ?: " + PatternGrammar.MESSAGE,
          "^\\s{0,3}\\|\\s{1,10}(?<message>(?!Line|~)[^\\n]{1,500})");

  private DotnetErrorGrammar() {}
}
