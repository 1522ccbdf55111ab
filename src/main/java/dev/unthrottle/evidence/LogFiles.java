package dev.unthrottle.evidence;

import dev.unthrottle.evidence.BlockSource.Bytestream;
import dev.unthrottle.evidence.LogProblem.Kind;
import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;

/**
 * Reads exported logs: text with or without times in front, the JSON that the AWS CLI prints, rows
 * of Logs Insights, folders exported to S3; each of them packed by gzip or not, and recognised by
 * its content. What can't be read is told, and costs nothing but itself.
 */
public final class LogFiles {

  private static final int GZIP_1 = 0x1f;
  private static final int GZIP_2 = 0x8b;

  private final StreamFilter filter;
  private final LogProgress progress;
  private final List<LogProblem> problems = new ArrayList<>();
  private final long allBytes;
  private final AtomicLong rawBytes = new AtomicLong();
  private long bytes;
  private int files;

  private LogFiles(@Nullable String function, LogProgress progress, long allBytes) {
    this.filter = new StreamFilter(function);
    this.progress = progress;
    this.allBytes = allBytes;
  }

  /**
   * Sums up what files and folders hold.
   *
   * @param function whose streams are read, where they name a function; {@code null} for all
   * @param progress hears how far it has come
   */
  public static LogSummary summarise(
      List<Path> paths, @Nullable String function, LogProgress progress) {
    return summarise(paths, function, progress, true);
  }

  static LogSummary summarise(
      List<Path> paths, @Nullable String function, LogProgress progress, boolean fast) {
    LogFiles reader = new LogFiles(function, progress, lengthOf(paths));
    Summing summing = new Summing(reader.filter, fast);
    paths.forEach(path -> reader.readAll(path, summing));
    return summing.summary(reader);
  }

  /** Sums up what {@code in} holds, the standard input for one. */
  public static LogSummary summarise(
      InputStream in, @Nullable String function, LogProgress progress) {
    LogFiles reader = new LogFiles(function, progress, 0);
    Summing summing = new Summing(reader.filter, true);
    reader.read(in, "-", "-", summing);
    return summing.summary(reader);
  }

  /** Reads all lines of files and folders carefully; returns what could not be read. */
  static List<LogProblem> lines(List<Path> paths, @Nullable String function, LineSink sink) {
    LogFiles reader = new LogFiles(function, LogProgress.NONE, 0);
    Listing listing = new Listing(sink);
    paths.forEach(path -> reader.readAll(path, listing));
    return reader.problems;
  }

  /** What becomes of the lines. */
  private interface Use {

    /** What scans text for it. */
    BlockScanner scanner();

    /** Takes what was found in a block of text. */
    void add(Batch batch);

    /** Takes the lines of a document. */
    LineSink lines();

    /** A document had so many events. */
    default void events(long count) {}
  }

  /** Counts executions. */
  private static final class Summing implements Use {

    private final boolean fast;
    private final Tally tally = new Tally();
    private final RunJoiner joiner;

    Summing(StreamFilter filter, boolean fast) {
      this.fast = fast;
      this.joiner = new RunJoiner(filter, tally);
    }

    @Override
    public BlockScanner scanner() {
      return new BlockScanner(fast);
    }

    @Override
    public void add(Batch batch) {
      joiner.join(batch);
    }

    @Override
    public LineSink lines() {
      return (line, at, stream) -> joiner.join(line, at, RequestKey.number(stream));
    }

    @Override
    public void events(long count) {
      tally.lines += count;
    }

    LogSummary summary(LogFiles reader) {
      joiner.finish();
      return tally.summary(reader.bytes, reader.files, reader.problems);
    }
  }

  /** Hands every line on. */
  private record Listing(LineSink lines) implements Use {

    @Override
    public BlockScanner scanner() {
      return BlockScanner.searching();
    }

    @Override
    public void add(Batch batch) {
      batch.others().forEach(other -> lines.add(other.line(), other.at(), other.stream()));
      batch.printed().forEach(lines::other);
    }
  }

  private static long lengthOf(List<Path> paths) {
    long length = 0;
    for (Path path : paths) {
      try {
        for (LogFile file : LogFile.at(path)) {
          length += Files.size(file.path());
        }
      } catch (IOException unreadable) {
        return 0; // Told when it is read.
      }
    }
    return length;
  }

  private void readAll(Path path, Use use) {
    try {
      List<LogFile> found = LogFile.at(path);
      if (found.isEmpty()) {
        problem(path.toString(), Kind.EMPTY, "This folder holds no file.");
      }
      found.forEach(file -> read(file, use));
    } catch (IOException e) {
      problem(path.toString(), Kind.UNREAD, why(e));
    }
  }

  private void read(LogFile file, Use use) {
    String name = file.path().toString();
    if (!filter.takes(file.stream())) {
      return;
    }
    try (FileChannel channel = FileChannel.open(file.path())) {
      byte[] head = head(channel);
      LogFormat format = isGzip(head) ? null : LogFormat.of(head);
      if (format == LogFormat.BARE_TEXT || format == LogFormat.STAMPED_TEXT) {
        text(
            (into, from, length) -> counted(channel.read(ByteBuffer.wrap(into, from, length))),
            format,
            name,
            file.stream(),
            use);
      } else {
        try (InputStream in = Files.newInputStream(file.path())) {
          read(in, name, file.stream(), use);
        }
      }
    } catch (IOException e) {
      problem(name, Kind.UNREAD, why(e));
    }
  }

  private static byte[] head(FileChannel channel) throws IOException {
    ByteBuffer head = ByteBuffer.allocate(LogFormat.HEAD);
    while (head.hasRemaining() && channel.read(head) >= 0) {
      // Reads on.
    }
    channel.position(0);
    byte[] read = new byte[head.position()];
    head.flip().get(read);
    return read;
  }

  private void read(InputStream raw, String name, String stream, Use use) {
    long before = rawBytes.get();
    try {
      InputStream counted = new Counted(raw);
      byte[] magic = counted.readNBytes(2);
      InputStream whole = new SequenceInputStream(new ByteArrayInputStream(magic), counted);
      InputStream in = isGzip(magic) ? new GZIPInputStream(whole, 1 << 16) : whole;
      byte[] head = in.readNBytes(LogFormat.HEAD);
      InputStream again = new SequenceInputStream(new ByteArrayInputStream(head), in);
      read(again, LogFormat.of(head), name, stream, use);
    } catch (IOException e) {
      problem(
          name,
          Kind.UNREAD,
          why(e) + (rawBytes.get() > before ? " What came before it was read." : ""));
    }
  }

  private void read(InputStream in, LogFormat format, String name, String stream, Use use)
      throws IOException {
    switch (format) {
      case EMPTY -> {
        files++;
        problem(name, Kind.EMPTY, "It is empty.");
      }
      case BINARY -> problem(name, Kind.OTHER, "It is no text, and not packed by gzip.");
      case OTHER_JSON -> problem(name, Kind.OTHER, "It is JSON without log events.");
      case BARE_TEXT, STAMPED_TEXT -> text(in::read, format, name, stream, use);
      case JSON_EVENTS -> document(EventDocument::read, in, stream, use);
      case CSV -> document(InsightsCsv::read, in, stream, use);
    }
  }

  /** Reads a kind of document. */
  @FunctionalInterface
  private interface Reader {
    long read(InputStream in, String file, StreamFilter filter, LineSink sink) throws IOException;
  }

  private void document(Reader reader, InputStream in, String stream, Use use) throws IOException {
    files++;
    long before = rawBytes.get();
    use.events(reader.read(new BufferedInputStream(in, 1 << 16), stream, filter, use.lines()));
    bytes += rawBytes.get() - before;
    tellProgress();
  }

  private void text(Bytestream in, LogFormat format, String name, String stream, Use use) {
    files++;
    TextStyle style = format == LogFormat.BARE_TEXT ? TextStyle.BARE : TextStyle.STAMPED;
    BlockSource source = new BlockSource(in, style);
    Supplier<BlockScanner> scanners =
        () -> {
          BlockScanner scanner = use.scanner();
          scanner.enter(style, stream, filter);
          return scanner;
        };
    Consumer<Batch> found = use::add;
    new TextPass(source, found, this::tellProgress)
        .run(Math.max(2, Runtime.getRuntime().availableProcessors()), scanners);
    bytes += source.bytes();
    IOException broken = source.broken();
    if (broken != null) {
      problem(name, Kind.UNREAD, why(broken) + " What came before it was read.");
    }
  }

  private int counted(int read) {
    rawBytes.addAndGet(Math.max(0, read));
    return read;
  }

  private void tellProgress() {
    progress.read(rawBytes.get(), allBytes);
  }

  private static boolean isGzip(byte[] head) {
    return head.length > 1 && (head[0] & 0xff) == GZIP_1 && (head[1] & 0xff) == GZIP_2;
  }

  private void problem(String file, Kind kind, String what) {
    problems.add(new LogProblem(file, kind, what));
  }

  private static String why(IOException e) {
    return switch (e) {
      case NoSuchFileException _ -> "There is no such file or folder.";
      case AccessDeniedException _ -> "It may not be read.";
      case EOFException _ -> "It is cut off: the packed data ends before its end.";
      case ZipException _ -> "It is damaged: the packed data makes no sense.";
      default -> "It can't be read on: " + e.getMessage() + ".";
    };
  }

  /** Counts what is read of a file as it is. */
  private final class Counted extends FilterInputStream {

    Counted(InputStream in) {
      super(in);
    }

    @Override
    public int read() throws IOException {
      int one = super.read();
      rawBytes.addAndGet(one < 0 ? 0 : 1);
      return one;
    }

    @Override
    public int read(byte[] into, int from, int length) throws IOException {
      return counted(super.read(into, from, length));
    }
  }
}
