package dev.unthrottle.evidence;

import java.io.IOException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Cuts a text into blocks of whole messages. Safe for use by several threads, each with a block of
 * its own: reading is done by one at a time.
 */
final class BlockSource {

  /** Small enough for a processor's own cache, large enough to be read in few calls. */
  static final int LENGTH = 1 << 19;

  /** No message is that long; a text without line ends is cut here. */
  private static final int LONGEST = 1 << 24;

  /** Where the text comes from; like {@link java.io.InputStream#read(byte[], int, int)}. */
  @FunctionalInterface
  interface Bytestream {
    int read(byte[] into, int from, int length) throws IOException;
  }

  /** A block. */
  static final class Block {
    byte[] text = new byte[LENGTH + BlockScanner.SLACK];
    int length;
    long number;
  }

  private final Bytestream in;
  private final TextStyle style;
  private final Stamp stamp = new Stamp();
  private byte[] carried = new byte[0];
  private int carriedLength;
  private long blocks;
  private long bytes;
  private boolean ended;
  private @Nullable IOException broken;

  BlockSource(Bytestream in, TextStyle style) {
    this.in = in;
    this.style = style;
  }

  /** Fills {@code block} with what comes next; {@code false} if nothing does. */
  synchronized boolean next(Block block) {
    if (ended && carriedLength == 0) {
      return false;
    }
    int filled = carriedLength;
    block.text = withRoomFor(block.text, filled + 1);
    System.arraycopy(carried, 0, block.text, 0, filled);
    carriedLength = 0;
    int end = -1;
    while (end < 0) {
      block.text = withRoomFor(block.text, filled + 1);
      filled = fill(block.text, filled);
      end = ended || filled >= LONGEST ? filled : lastWholeMessage(block.text, filled);
      if (end < 0) {
        block.text = Arrays.copyOf(block.text, 2 * block.text.length);
      }
    }
    carry(block.text, end, filled);
    Arrays.fill(
        block.text, end, Math.min(block.text.length, end + BlockScanner.SLACK), (byte) '\n');
    block.length = end;
    block.number = blocks++;
    return end > 0;
  }

  /** Bytes of the text that were read so far. */
  synchronized long bytes() {
    return bytes;
  }

  private static byte[] withRoomFor(byte[] text, int length) {
    return text.length - BlockScanner.SLACK < length
        ? Arrays.copyOf(text, 2 * length + BlockScanner.SLACK)
        : text;
  }

  private int fill(byte[] text, int from) {
    int filled = from;
    int most = text.length - BlockScanner.SLACK;
    try {
      while (filled < most && !ended) {
        int read = in.read(text, filled, most - filled);
        ended = read < 0;
        filled += Math.max(0, read);
        bytes += Math.max(0, read);
      }
    } catch (IOException e) {
      ended = true;
      broken = e;
    }
    return filled;
  }

  /** What ended the text before its end, if anything did. */
  synchronized @Nullable IOException broken() {
    return broken;
  }

  /**
   * Where the last message begins, before which all are whole; -1 if there is none but one. A
   * report may go on in the next line, and in a stamped text every message may.
   */
  private int lastWholeMessage(byte[] text, int filled) {
    int newline = lastNewline(text, filled);
    int line = newline + 1;
    while (newline >= 0) {
      int from = lastNewline(text, newline) + 1;
      if (style == TextStyle.BARE) {
        return text[from] == 'R' ? from > 0 ? from : -1 : line;
      }
      if (stamp.read(text, from) != Run.UNKNOWN) {
        return from > 0 ? from : -1;
      }
      newline = from - 1;
    }
    return -1;
  }

  private static int lastNewline(byte[] text, int before) {
    int at = before - 1;
    while (at >= 0 && text[at] != '\n') {
      at--;
    }
    return at;
  }

  private void carry(byte[] text, int from, int to) {
    carriedLength = to - from;
    if (carried.length < carriedLength) {
      carried = new byte[2 * carriedLength];
    }
    System.arraycopy(text, from, carried, 0, carriedLength);
  }
}
