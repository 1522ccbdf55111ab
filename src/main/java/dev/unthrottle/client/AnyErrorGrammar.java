package dev.unthrottle.client;

/**
 * Errors that no client words unmistakably: a bare <i>code: message</i>, the body of an answer, or
 * what other tools make of it. They tell nothing about which client of the catalogue it was.
 */
final class AnyErrorGrammar {

  static final ErrorGrammar GRAMMAR =
      PatternGrammar.of(
          null,
          "",
          // What Step Functions, CloudFormation and other services make of a Java SDK's exception.
          "\\(Service: (?<service>\\w{1,60});\\s{1,5}Status Code: \\d{1,3};\\s{1,5}Error Code: (?<code>\\w{1,80})",
          "\\(Service: (?<service>\\w{1,60}),\\s{1,5}Status\\s{1,5}Code: \\d",
          "(?<![^\\n\":])\\s{0,5}\"?(?<message>[^\"\\n:(]{1,300}) \\(Service: ",
          "(?i:X-Amzn-Errortype): {0,5}(?<code>\\w{1,80})",
          "[\"']?\\b(?:errorType|errorName|__type|code)[\"']?\\s{0,5}:\\s{0,5}[\"'](?:[\\w.#]{1,60}[.#])?(?<code>\\w{1,80}Exception)",
          "\\b(?!Sdk)(?<code>[A-Z]\\w{1,80}Exception): " + PatternGrammar.MESSAGE,
          "\\bLambda\\.(?<code>\\w{1,80}Exception)\\b",
          "\"(?:errorMessage|message|Message)\"\\s{0,5}:\\s{0,5}\"(?<message>[^\"\\n]{0,500})\"",
          "[\"']?\\b[mM]essage[\"']?\\s{0,5}:\\s{0,5}[\"'](?<message>[^\"'\\n]{0,500})[\"']",
          "(?<message>\\bRate Exceeded\\.|\\bRate exceeded\\b)");

  private AnyErrorGrammar() {}
}
