package dev.unthrottle.client;

/** The errors of the AWS SDK for Swift, as Swift prints a structure; they don't count attempts. */
final class SwiftErrorGrammar {

  static final ErrorGrammar GRAMMAR =
      PatternGrammar.of(
          ClientId.SWIFT,
          "\\bAWSLambda\\.[A-Z]|\\b(?:AWSClientRuntime|ClientRuntime|SmithyHTTPAPI|SmithyRetries|AwsCommonRuntimeKit)\\b"
              + "|\\bNSURLErrorDomain\\b|\\bLambdaClientTypes\\.|\\b[A-Z]\\w{1,80}Exception\\((?:[a-z]\\w{1,40}:|\\.\\.\\.)",
          "\\bAWS(?<service>[A-Z]\\w{1,60})\\.(?<code>[A-Z]\\w{1,80}Exception)\\b",
          "\\b(?<code>[A-Z]\\w{1,80}Exception)\\(",
          "\\b_?message: (?:(?:Swift\\.)?Optional(?:<\\w{1,40}>)?\\()?\"(?<message>[^\"\\n]{1,500})\"",
          "\\b(?<service>[A-Z]\\w{1,60})Client\\.(?<operation>[a-z]\\w{1,60})\\(input:",
          "\\bNSURLErrorDomain Code=-?\\d{1,5} \"(?<message>[^\"\\n]{1,300})\"");

  private SwiftErrorGrammar() {}
}
