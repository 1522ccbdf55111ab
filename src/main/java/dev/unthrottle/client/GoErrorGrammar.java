package dev.unthrottle.client;

/** The errors of the AWS SDKs for Go. */
final class GoErrorGrammar {

  /**
   * 2: <i>operation error service: operation, exceeded maximum number of attempts, n, https
   * response error StatusCode: …, RequestID: …, code: message</i>. Only an error that was retried
   * counts.
   */
  static final ErrorGrammar V2 =
      PatternGrammar.of(
          ClientId.GO_V2,
          "\\boperation error [A-Z][\\w .-]{1,60}: [A-Z]|\\bgithub\\.com/aws/(?:aws-sdk-go-v2|smithy-go)\\b",
          "\\boperation error (?<service>[A-Z][\\w .-]{0,60}): (?<operation>[A-Z]\\w{1,60})",
          "\\bexceeded maximum number of attempts, (?<attempts>\\d{1,4})\\b",
          "\\bRequestID: [\\w-]{0,60},\\s{1,5}(?:api error )?(?<code>[A-Z]\\w{1,80}): "
              + PatternGrammar.MESSAGE,
          "\\bapi error (?<code>[A-Z]\\w{1,80}): " + PatternGrammar.MESSAGE,
          "\\b(?:request send failed|canceled), " + PatternGrammar.MESSAGE);

  /** 1, which says nothing about attempts. */
  static final ErrorGrammar V1 =
      PatternGrammar.of(
          ClientId.GO_V1,
          "\\bRespMetadata: ?\\{|\\bMessage_: |\\bstatus code: \\d{3}, request id: |\\bRequestError: send request failed"
              + "|\\bRequestCanceled: request context canceled|\\bgithub\\.com/aws/aws-sdk-go/",
          "\\b(?<code>[A-Z]\\w{1,80}Exception): " + PatternGrammar.MESSAGE,
          "\\b(?<code>Throttling|RequestLimitExceeded|RequestThrottled): " + PatternGrammar.MESSAGE,
          "\\bMessage_: \"(?<message>[^\"\\n]{1,500})\"",
          "\\bRequest(?:Error|Canceled): " + PatternGrammar.MESSAGE,
          "\\bservice/(?<service>[a-z0-9]{1,60})\\.\\(\\*\\w{1,60}\\)\\.(?<operation>[A-Z]\\w{1,60}?)(?:WithContext)?\\(");

  private GoErrorGrammar() {}
}
