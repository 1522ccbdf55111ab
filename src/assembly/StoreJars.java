import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.util.regex.Pattern;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/**
 * Rewrites every jar of a folder so that its entries are stored, not deflated.
 *
 * <p>The Lambda zip deflates a stored jar as one stream, which finds what its thousands of small
 * classes have in common: the zip shrinks by a third. And a cold start inflates no classes.
 *
 * <p>The SDK's asynchronous clients and what only they use are left out: the HTTP client that they
 * need isn't there.
 *
 * <p>Run by the build: {@code java StoreJars.java FOLDER}.
 */
final class StoreJars {
  /** Equal input gives equal bytes. */
  private static final FileTime TIMESTAMP = FileTime.fromMillis(1_767_225_600_000L); // 2026-01-01

  private static final Pattern ASYNCHRONOUS =
      Pattern.compile(
          "software/amazon/awssdk/services/.+/"
              + "(\\w*AsyncClient|\\w*AsyncClientBuilder|\\w+Publisher|\\w*AsyncWaiter)(\\$.*)?\\.class");

  private StoreJars() {}

  public static void main(String[] args) throws IOException {
    try (var files = Files.list(Path.of(args[0]))) {
      files.filter(file -> file.toString().endsWith(".jar")).forEach(StoreJars::store);
    }
  }

  private static void store(Path jar) {
    Path stored = jar.resolveSibling(jar.getFileName() + ".stored");
    try (var in = new ZipFile(jar.toFile());
        var out = new ZipOutputStream(Files.newOutputStream(stored))) {
      out.setMethod(ZipOutputStream.STORED);
      for (ZipEntry entry : in.stream().toList()) {
        if (!ASYNCHRONOUS.matcher(entry.getName()).matches()) {
          write(entry.getName(), in.getInputStream(entry).readAllBytes(), out);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("Can't rewrite " + jar, e);
    }
    replace(jar, stored);
  }

  private static void write(String name, byte[] content, ZipOutputStream out) throws IOException {
    var crc = new CRC32();
    crc.update(content);
    var entry = new ZipEntry(name);
    entry.setSize(content.length);
    entry.setCrc(crc.getValue());
    entry.setLastModifiedTime(TIMESTAMP);
    out.putNextEntry(entry);
    out.write(content);
    out.closeEntry();
  }

  private static void replace(Path jar, Path stored) {
    try {
      Files.move(stored, jar, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException("Can't replace " + jar, e);
    }
  }
}
