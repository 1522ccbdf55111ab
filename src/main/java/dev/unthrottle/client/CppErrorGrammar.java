package dev.unthrottle.client;

/**
 * The errors of the AWS SDK for C++, as its logs and its stream operator word them; they don't
 * count attempts.
 */
final class CppErrorGrammar {

  static final ErrorGrammar GRAMMAR =
      PatternGrammar.of(
          ClientId.CPP,
          "\\b(?:ExceptionName|Exception name): |\\bcurlCode: \\d|\\bAws::\\w{1,60}::\\w{1,60}(?:Errors|Client)\\b"
              + "|\\bAWSClient \\[|\\bCoreErrors::|\\bCurlHttpClient\\b",
          "\\bException ?[nN]ame: (?<code>\\w{1,80})",
          "\\b(?:Message|Error message): (?<message>[^\\n]{1,500}?)(?=,? HTTP response code|\\n|$)",
          "\\bAws::(?<service>\\w{1,60})::\\w{1,60}Client::(?<operation>[A-Z]\\w{1,60})",
          "(?<message>curlCode: \\d{1,3}, [^\\n]{1,300})");

  private CppErrorGrammar() {}
}
