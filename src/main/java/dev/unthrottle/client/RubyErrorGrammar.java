package dev.unthrottle.client;

/**
 * The exceptions of the AWS SDK for Ruby, which say nothing about attempts. Ruby prints an uncaught
 * one as <i>message (class)</i>, and an inspected one as <i>#&lt;class: message&gt;</i>.
 */
final class RubyErrorGrammar {

  private static final String CLASS = "\\bAws::(?<service>\\w{1,60})::Errors::(?<code>\\w{1,80})";

  static final ErrorGrammar GRAMMAR =
      PatternGrammar.of(
          ClientId.RUBY,
          "\\bAws::\\w{1,60}::Errors::|\\bSeahorse::Client\\b|\\bNet::(?:Read|Open)Timeout\\b|\\baws-sdk-core-\\d"
              + "|\\bseahorse/client/",
          CLASS + ": " + PatternGrammar.MESSAGE,
          ":in [`'][^'\\n]{1,80}': (?<message>[^\\n(]{1,500}) \\(Aws::(?<service>\\w{1,60})::Errors::(?<code>\\w{1,80})\\)",
          CLASS + " \\((?<message>[^\\n)]{1,500})\\)",
          CLASS + "\\b",
          "\\baws-sdk-(?!core)(?<service>[a-z0-9]{1,60})[-/][^\\n]{1,200}?/client\\.rb:\\d{1,6}:in [`']"
              + "(?:Aws::\\w{1,60}::Client#)?(?<operation>[a-z]\\w{1,60})'",
          "\"errorMessage\"\\s{0,5}:\\s{0,5}\"(?<message>[^\"\\n]{1,500})\"",
          "\\bNetworkingError: " + PatternGrammar.MESSAGE,
          "(?<message>Net::(?:Read|Open)Timeout[^\\n]{0,300})");

  private RubyErrorGrammar() {}
}
