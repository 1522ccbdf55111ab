package dev.unthrottle.client;

/**
 * The errors of the AWS SDK for Rust, displayed with their context or as {@code Debug} prints them;
 * they don't count attempts.
 */
final class RustErrorGrammar {

  static final ErrorGrammar GRAMMAR =
      PatternGrammar.of(
          ClientId.RUST,
          "\\baws_(?:sdk|smithy|config|runtime)_?\\w{0,60}::|\\bErrorMetadata \\{|\\bHttpTimeoutError\\b"
              + "|(?<![\\w:] )\\bservice error: [A-Z]\\w{1,80}: |\\bdispatch failure: |\\brequest has timed out\\b"
              + "|\\b(?:ServiceError|TimeoutError|DispatchFailure)\\(\\w{1,60} \\{",
          "\\bservice error: (?:unhandled error \\()?(?<code>[A-Z]\\w{1,80})(?:\\))?: "
              + "(?<message>[^\\n]{1,500}?)(?=: \\w{1,80}(?: \\{|: |\\()| \\(\\w{1,80}|\\n|$)",
          "\\bcode: Some\\(\"(?<code>\\w{1,80})\"\\)",
          "\\bmessage: Some\\(\"(?<message>[^\"\\n]{1,500})\"\\)",
          "\\b(?<code>[A-Z]\\w{1,80}Exception): (?<message>[^\\n]{1,500}?)(?= \\(\\w{1,80}|\\n|$)",
          "\\b(?<message>(?:HTTP (?:read|connect)|operation(?: attempt)?) timeout (?:\\([^)\\n]{1,40}\\) )?occurred after [\\d.]{1,12}\\w{0,3})",
          "\\baws_sdk_(?<service>[a-z0-9]{1,60})::operation::(?<operation>[a-z]\\w{1,60})::");

  private RustErrorGrammar() {}
}
