package dev.unthrottle.evidence;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Rows of CloudWatch Logs Insights, which come newest first unless somebody asked otherwise. They
 * are kept until all are there, and handed on oldest first; an execution's START before all else of
 * the same time. Insights gives 100,000 rows at most.
 */
final class EventRows implements LineSink {

  private record Row(PlatformLine line, long at, String stream) {

    int rank() {
      return line instanceof PlatformLine.Start ? 0 : 1;
    }
  }

  private List<Row> rows = new ArrayList<>();
  private final List<LogEvent> others = new ArrayList<>();

  @Override
  public void add(PlatformLine line, long at, String stream) {
    rows.add(new Row(line, at, stream));
  }

  @Override
  public void other(LogEvent event) {
    others.add(event);
  }

  /** Hands all rows on; the order of those that the platform didn't write is of no consequence. */
  void to(LineSink sink) {
    others.forEach(sink::other);
    boolean newestFirst = rows.size() > 1 && rows.getFirst().at() > rows.getLast().at();
    rows = newestFirst ? rows.reversed() : rows;
    rows.stream()
        .sorted(Comparator.comparingLong(Row::at).thenComparingInt(Row::rank))
        .forEach(row -> sink.add(row.line(), row.at(), row.stream()));
  }
}
