package dev.unthrottle.client;

/**
 * The exceptions of the AWS SDK for PHP: <i>Error executing "operation" on "URL"; AWS HTTP error: …
 * code (client): message - body</i>. They don't count attempts.
 */
final class PhpErrorGrammar {

  static final ErrorGrammar GRAMMAR =
      PatternGrammar.of(
          ClientId.PHP,
          "\\bAws\\\\{1,4}\\w{1,60}\\\\{1,4}Exception\\b|\\bAws\\\\{1,4}Exception\\b|\\bAWS HTTP error: "
              + "|\\bGuzzleHttp\\\\|\\bError executing \"\\w",
          "\\bError executing \"(?<operation>\\w{1,60})\" on \"https?://(?<service>[\\w-]{1,60})\\.",
          "\\bError executing \"(?<operation>\\w{1,60})\"",
          "\\b(?<code>\\w{1,80}) \\((?:client|server)\\): (?<message>[^\\n]{0,500}?)(?= - \\{| - <|\\n|$)",
          "\\bAws\\\\{1,4}(?<service>\\w{1,60})\\\\{1,4}Exception\\b",
          "\\bAWS HTTP error: " + PatternGrammar.MESSAGE);

  private PhpErrorGrammar() {}
}
