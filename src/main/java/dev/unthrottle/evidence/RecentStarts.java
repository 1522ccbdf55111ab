package dev.unthrottle.evidence;

import java.util.Arrays;

/**
 * The rows of the executions that began in a block and whose REPORT hasn't come yet; the oldest
 * make room for new ones. Not safe for use by several threads.
 */
final class RecentStarts {

  /** How many are remembered; a power of two. */
  private static final int REMEMBERED = 1024;

  private final int[] rows = new int[REMEMBERED];
  private byte[] text = new byte[0];
  private Batch batch = new Batch();
  private int latestRow;
  private int latestId;

  /** Begins with a block whose rows are in {@code ofText}. */
  void enter(byte[] block, Batch ofText) {
    text = block;
    batch = ofText;
    Arrays.fill(rows, -1);
    latestRow = -1;
  }

  /**
   * The row of the START of the request id at {@code id}, or -1. Nearly always it is the latest
   * one, whose text is the same: comparing costs a third of reading a UUID.
   */
  int at(int id, long stream) {
    if (latestRow >= 0 && batch.stream(latestRow) == stream && Uuids.same(text, id, latestId)) {
      return latestRow;
    }
    return Uuids.isUuid(text, id) ? of(Uuids.high(text, id), Uuids.low(text, id), stream) : -1;
  }

  /** The row of that execution's START, or -1. */
  int of(long high, long low, long stream) {
    int row = rows[slot(low)];
    return row >= 0
            && batch.low(row) == low
            && batch.high(row) == high
            && batch.stream(row) == stream
        ? row
        : -1;
  }

  /** Remembers a row, whose request id stands at {@code id}. */
  void remember(int row, int id) {
    rows[slot(batch.low(row))] = row;
    latestRow = row;
    latestId = id;
  }

  /** A start that was replaced or reported isn't waited for any more. */
  void forget(int row) {
    rows[slot(batch.low(row))] = -1;
    latestRow = latestRow == row ? -1 : latestRow;
  }

  private static int slot(long low) {
    return (int) low & (REMEMBERED - 1);
  }
}
