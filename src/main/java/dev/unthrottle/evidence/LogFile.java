package dev.unthrottle.evidence;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * One file of exported logs.
 *
 * @param path where it is
 * @param stream the log stream that its lines are of, where they don't say it themselves
 */
record LogFile(Path path, String stream) {

  /** What CloudWatch Logs leaves in a bucket to see whether it may write there. */
  private static final String WRITE_TEST = "aws-logs-write-test";

  /** Parts of an export to S3, {@code 000000.gz}, lie in a folder named after their stream. */
  private static final String PART = "\\d{6}(?:\\.gz)?";

  /** A file, or all files of a folder in the order of their names. */
  static List<LogFile> at(Path path) throws IOException {
    if (!Files.isDirectory(path)) {
      return List.of(of(path));
    }
    try (Stream<Path> files = Files.walk(path)) {
      return files
          .filter(file -> !Files.isDirectory(file))
          .filter(file -> !file.getFileName().toString().equals(WRITE_TEST))
          .sorted()
          .map(LogFile::of)
          .toList();
    }
  }

  private static LogFile of(Path path) {
    Path folder = path.toAbsolutePath().normalize().getParent();
    boolean part = path.getFileName().toString().matches(PART) && folder != null;
    return new LogFile(path, part ? String.valueOf(folder) : path.toString());
  }
}
