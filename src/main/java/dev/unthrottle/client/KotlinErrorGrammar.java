package dev.unthrottle.client;

/** The exceptions of the AWS SDK for Kotlin, which say nothing about attempts. */
final class KotlinErrorGrammar {

  static final ErrorGrammar GRAMMAR =
      PatternGrammar.of(
          ClientId.KOTLIN,
          "\\baws\\.sdk\\.kotlin\\.|\\baws\\.smithy\\.kotlin\\.",
          "\\baws\\.sdk\\.kotlin\\.services\\.(?<service>\\w{1,60})\\.model\\.(?<code>\\w{1,80}Exception)(?:\\(|: )"
              + "(?:message=)?(?<message>[^\\n]{1,500}?)(?=, Request ID: |, Reason|\\)|\\n|$)",
          "\\bDefault(?<service>[A-Z][A-Za-z]{1,60}?)Client\\.(?<operation>[a-z]\\w{1,60}?)(?:\\$\\w{1,60})?\\(");

  private KotlinErrorGrammar() {}
}
