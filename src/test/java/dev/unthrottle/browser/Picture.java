package dev.unthrottle.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.options.ColorScheme;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import javax.imageio.ImageIO;

/**
 * A screenshot that is kept in {@code docs/images}, where the documentation shows it, and that
 * every later one must be like.
 *
 * @param name of its file, without the ending
 */
record Picture(String name) {

  private static final Path KEPT = Path.of("docs/images");
  private static final Path FOUND = Path.of("target/browser");

  /**
   * The share of pixels that may be unlike. Two runs on one machine have none; this leaves room for
   * another version of Chromium, and none for a word.
   */
  private static final double TOLERANCE = 0.000_2;

  /** As in {@code report-400-dark}, a whole page. */
  static Picture of(String page, Look look) {
    return new Picture(page + "-" + look);
  }

  /** As in {@code report-dark}, the part of a page that shows what it is about. */
  static Picture of(String page, ColorScheme scheme) {
    return new Picture(page + "-" + scheme.name().toLowerCase(Locale.ROOT));
  }

  /**
   * Fails unless {@code png} is like the picture. With {@code -Dgolden.write=true} it becomes the
   * picture if it isn't.
   */
  void mustBe(byte[] png) {
    try {
      if (Boolean.getBoolean("golden.write") && (!Files.exists(kept()) || isUnlike(png))) {
        Files.createDirectories(KEPT);
        ImageIO.write(Palette.reduce(read(png)), "png", kept().toFile());
      }
      assertThat(kept()).as("-Dgolden.write=true makes it").exists();
      if (isUnlike(png)) {
        throw new AssertionError(shown(png));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Path kept() {
    return KEPT.resolve(name + ".png");
  }

  private boolean isUnlike(byte[] png) throws IOException {
    return difference(png).share() > TOLERANCE;
  }

  private PictureDifference difference(byte[] png) throws IOException {
    return PictureDifference.of(read(Files.readAllBytes(kept())), read(png));
  }

  /** Leaves both where somebody can look at them, and says so. */
  private String shown(byte[] png) throws IOException {
    Path found = Files.createDirectories(FOUND).resolve(name + ".png");
    Path marked = FOUND.resolve(name + "-difference.png");
    PictureDifference difference = difference(png);
    Files.write(found, png);
    ImageIO.write(difference.marked(), "png", marked.toFile());
    return "%.3f %% of the pixels of %s are others. Look at %s and %s; -Dgolden.write=true keeps what was found."
        .formatted(difference.share() * 100, kept(), found, marked);
  }

  private static BufferedImage read(byte[] png) throws IOException {
    return ImageIO.read(new ByteArrayInputStream(png));
  }
}
