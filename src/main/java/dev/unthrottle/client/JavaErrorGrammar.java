package dev.unthrottle.client;

/** The exceptions of the AWS SDKs for Java. */
final class JavaErrorGrammar {

  /**
   * 2.x. It counts the attempts, and carries each earlier one as a suppressed exception; its own
   * exceptions (SdkClientException, ApiCall…) are no codes.
   */
  static final ErrorGrammar V2 =
      PatternGrammar.of(
          ClientId.JAVA_V2,
          "software\\.amazon\\.awssdk\\.|\\(SDK Attempt Count: \\d",
          "(?<!Suppressed: )\\bsoftware\\.amazon\\.awssdk\\.services\\.(?<service>\\w{1,60})\\.model\\."
              + "(?:\\w{1,60}\\$)?(?<code>\\w{1,80}Exception): (?<message>[^\\n]{1,500}?)(?= \\(Service: | \\(SDK Attempt|\\n|$)",
          "(?<!failure: )\\b(?:Sdk\\w{1,40}|ApiCall\\w{1,40}|AwsServiceException): "
              + "(?<message>[^\\n]{1,500}?)(?= \\(SDK Attempt|\\n|$)",
          "\\(Service: (?<service>\\w{1,60}),\\s{1,5}Status\\s{1,5}Code:",
          "\\bSDK Attempt Count: (?<attempts>\\d{1,4})",
          "\\bDefault(?<service>[A-Z][A-Za-z]{1,60}?)(?:Async)?Client\\.(?:lambda\\$)?(?<operation>[a-z]\\w{1,60}?)(?:\\$\\d{1,5})?\\(");

  /** 1.x, which says nothing about attempts. */
  static final ErrorGrammar V1 =
      PatternGrammar.of(
          ClientId.JAVA_V1,
          "\\bcom\\.amazonaws\\.(?:http\\.|\\w{1,40}Exception\\b|services\\.\\w{1,60}\\.(?:model\\.|\\w{1,60}Client\\b))",
          "\\(Service: (?<service>\\w{1,60});\\s{1,5}Status Code: \\d{1,3};\\s{1,5}Error Code: (?<code>\\w{1,80})",
          "\\bcom\\.amazonaws\\.services\\.(?<service>\\w{1,60})\\.model\\.(?<code>\\w{1,80}Exception): "
              + "(?<message>[^\\n]{1,500}?)(?= \\(Service: |\\n|$)",
          "\\bcom\\.amazonaws\\.\\w{1,40}Exception: (?<message>[^\\n]{1,500}?)(?= \\(Service: |\\n|$)",
          "\\b(?:AWS|Amazon)(?<service>[A-Z][A-Za-z]{1,60}?)(?:Async)?Client\\."
              + "(?<operation>(?!do[A-Z]|execute[A-Z])[a-z]\\w{1,60})\\(");

  private JavaErrorGrammar() {}
}
