package dev.unthrottle.client;

/** The errors of the AWS SDKs for JavaScript, as Node prints them. */
final class NodeErrorGrammar {

  /** An exception's name and message; a service's error is an exception, an Error is Node's own. */
  private static final String EXCEPTION =
      "\\b(?<code>[A-Z]\\w{1,80}Exception): " + PatternGrammar.MESSAGE;

  private static final String ERROR = "\\b\\w{1,80}Error: " + PatternGrammar.MESSAGE;

  private static final String FIELD_MESSAGE =
      "[\"']?\\b[mM]essage[\"']?:\\s{0,5}[\"'](?<message>[^\"'\\n]{1,500})";

  /** 3. {@code $metadata} counts the attempts; without it, the stack still names its packages. */
  static final ErrorGrammar V3 =
      PatternGrammar.of(
          ClientId.JS_V3,
          "\\$metadata\\b|@smithy/|@aws-sdk/|\\btotalRetryDelay\\b",
          EXCEPTION,
          "[\"']?\\bname[\"']?: ?[\"'](?<code>\\w{1,80}Exception)[\"']",
          FIELD_MESSAGE,
          ERROR,
          "\\battempts[\"']?: ?(?<attempts>\\d{1,4})\\b",
          "@aws-sdk[/+]client-(?<service>[a-z0-9-]{1,60})",
          "\\b(?<operation>[A-Z]\\w{1,60})Command\\b",
          "\\b(?:de|se)_(?<operation>[A-Z]\\w{1,60})Command(?:Error)?\\b");

  /**
   * 2, which says nothing about attempts. A stack of {@code json.js} without {@code rest_json.js}
   * is one of a service that speaks AWS JSON; Lambda speaks REST JSON.
   */
  static final ErrorGrammar V2 =
      PatternGrammar.of(
          ClientId.JS_V2,
          "[/\\\\]aws-sdk[/\\\\](?:lib|clients)[/\\\\]|\\bretryDelay: \\d|\\bretryable: (?:true|false)"
              + "|\\bConnection timed out after \\d{1,9}ms\\b|\\bMissing credentials in config\\b",
          EXCEPTION,
          "[\"']?\\bcode[\"']?: ?[\"'](?<code>\\w{1,80}Exception)[\"']",
          FIELD_MESSAGE,
          ERROR);

  private NodeErrorGrammar() {}
}
