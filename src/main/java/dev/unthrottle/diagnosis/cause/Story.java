package dev.unthrottle.diagnosis.cause;

import java.util.List;

/**
 * How a hypothesis tells a case that it fits.
 *
 * @param headline what happened, in one sentence
 * @param hedged the same where it is only possible
 * @param remedies what ends it beside the client's settings, the first thing first
 */
record Story(String headline, String hedged, List<String> remedies) {

  /** A story that the client's settings end. */
  static Story of(String headline, String hedged) {
    return new Story(headline, hedged, List.of());
  }

  /** The same, with what ends it. */
  Story ended(List<String> by) {
    return new Story(headline, hedged, by);
  }
}
