package dev.unthrottle.report;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The lines between the lanes of calls and of slots: what is admitted, refused, and hung up on. */
final class SvgConnections {

  /** How far the line of a refusal goes where others' lanes are in its way. */
  private static final int STUB = 4;

  private static final int END = 5;

  private final SvgPen pen;
  private final SvgScale scale;
  private final int limit;
  private final Map<Integer, Integer> bottoms = new HashMap<>();

  /**
   * Draws lines.
   *
   * @param limit where the line of the limit is, negative if lanes are in the way to it
   */
  SvgConnections(SvgPen pen, SvgScale scale, int limit) {
    this.pen = pen;
    this.scale = scale;
    this.limit = limit;
  }

  /** The refusals of a call whose bars end at {@code bottom}. */
  void from(SvgCall call, int bottom) {
    bottoms.put(call.number(), bottom);
    int to = limit < 0 ? bottom + STUB : limit;
    for (Ending ending : call.endings()) {
      if (ending.sign() == Sign.REFUSED) {
        pen.line("refused-at", ending.x(), bottom, ending.x(), to);
        pen.line("refused-at", ending.x() - END, to, ending.x() + END, to);
      }
    }
  }

  /** From their calls to the runs of a slot whose bars begin at {@code top}. */
  void to(SvgSlot slot, int top) {
    for (DrawnRun run : slot.runs()) {
      @Nullable Integer from = bottoms.get(run.execution().call());
      if (from != null) {
        double begin = scale.x(run.execution().start());
        pen.line("admitted", begin, from, begin, top);
        if (run.isGhost()) {
          double heard = scale.x(run.heard());
          pen.line("hang-up", heard, from, heard, top + SvgPen.BAR);
        }
      }
    }
  }
}
