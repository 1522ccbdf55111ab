package dev.unthrottle.evidence;

/** How the lines of an exported text begin. */
enum TextStyle {
  /** With the messages themselves; nobody knows which of two lines belong to one message. */
  BARE,
  /** With a time, and perhaps the stream's name; a line without one goes on with the message. */
  STAMPED
}
