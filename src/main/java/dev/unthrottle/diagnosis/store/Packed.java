package dev.unthrottle.diagnosis.store;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/** A text, compressed by gzip. */
public final class Packed {

  private final byte[] bytes;

  private Packed(byte[] bytes) {
    this.bytes = bytes;
  }

  /** Packs {@code text}. */
  public static Packed of(String text) {
    var packed = new ByteArrayOutputStream();
    try (var gzip = new GZIPOutputStream(packed)) {
      gzip.write(text.getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException("Memory can always be written", e);
    }
    return new Packed(packed.toByteArray());
  }

  /** What {@link #bytes} gave. */
  public static Packed ofBytes(byte[] bytes) {
    return new Packed(bytes.clone());
  }

  /** The packed bytes. */
  public byte[] bytes() {
    return bytes.clone();
  }

  /** How many bytes it takes. */
  public int size() {
    return bytes.length;
  }

  /** The text. */
  public String text() {
    try (var gzip = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
      return new String(gzip.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("A stored text is damaged", e);
    }
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Packed packed && Arrays.equals(bytes, packed.bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }

  /** Its size alone: what it holds may be a secret. */
  @Override
  public String toString() {
    return "%d packed bytes".formatted(bytes.length);
  }
}
