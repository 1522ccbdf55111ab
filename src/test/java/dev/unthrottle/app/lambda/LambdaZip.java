package dev.unthrottle.app.lambda;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Enumeration;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** What {@code mvn package} makes for Lambda. */
final class LambdaZip {

  static final Path FILE = Path.of("target", "unthrottle-lambda.zip");

  private LambdaZip() {}

  /** Unzips it, as Lambda does. */
  static void unzip(Path folder) throws IOException {
    if (!Files.exists(FILE)) {
      throw new AssertionError("mvn package makes " + FILE);
    }
    try (var zip = new ZipFile(FILE.toFile())) {
      for (Enumeration<? extends ZipEntry> all = zip.entries(); all.hasMoreElements(); ) {
        ZipEntry entry = all.nextElement();
        Path target = folder.resolve(entry.getName());
        if (entry.isDirectory()) {
          Files.createDirectories(target);
        } else {
          Files.createDirectories(target.getParent());
          Files.copy(zip.getInputStream(entry), target);
        }
      }
    }
  }
}
