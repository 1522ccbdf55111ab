package dev.unthrottle.sandbox;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Reads the text of a scenario's file. */
final class ScenarioFile {

  private ScenarioFile() {}

  /**
   * The text in {@code file}, which is UTF-8.
   *
   * @throws ScenarioException if it isn't, or can't be read
   */
  static String read(Path file) throws IOException {
    if (Files.isDirectory(file)) {
      throw ScenarioException.at(file.toString(), 1, "must be a file. Found: a directory");
    }
    try {
      return decoded(ByteBuffer.wrap(Files.readAllBytes(file)), file);
    } catch (AccessDeniedException e) {
      throw ScenarioException.at(file.toString(), 1, "must be readable by whoever runs this");
    }
  }

  private static String decoded(ByteBuffer bytes, Path file) {
    CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
    CharBuffer text = CharBuffer.allocate(bytes.remaining());
    boolean malformed = decoder.decode(bytes, text, true).isError();
    text.flip();
    if (malformed) {
      long line = text.chars().filter(c -> c == '\n').count() + 1;
      throw ScenarioException.at(
          file.toString(),
          line,
          "must be UTF-8. Found: the byte 0x%02x".formatted(bytes.get(bytes.position())));
    }
    return text.toString();
  }
}
