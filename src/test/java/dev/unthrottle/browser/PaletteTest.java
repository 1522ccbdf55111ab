package dev.unthrottle.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import org.junit.jupiter.api.Test;

/** A picture with a palette looks like the picture. */
class PaletteTest {

  /**
   * 4,096 mixtures of red and green, each as frequent as the others: 64 of them stand at the edge,
   * and the other 96 colours are spread over the square, 252 / √96 = 26 apart.
   */
  @Test
  void everyColour_isNearOneOfThePalette() {
    var picture = new BufferedImage(64, 64, BufferedImage.TYPE_INT_RGB);
    for (int y = 0; y < 64; y++) {
      for (int x = 0; x < 64; x++) {
        picture.setRGB(x, y, (x << 18) | (y << 10));
      }
    }
    BufferedImage reduced = Palette.reduce(picture);
    assertThat(reduced.getColorModel()).isInstanceOf(IndexColorModel.class);
    for (int y = 0; y < 64; y++) {
      for (int x = 0; x < 64; x++) {
        assertThat(PictureDifference.distance(picture.getRGB(x, y), reduced.getRGB(x, y)))
            .isLessThan(26);
      }
    }
  }

  @Test
  void fewColours_stayAsTheyAre() {
    var picture = new BufferedImage(3, 1, BufferedImage.TYPE_INT_RGB);
    picture.setRGB(0, 0, 0xfa_fa_f8);
    picture.setRGB(1, 0, 0xff_ff_ff);
    picture.setRGB(2, 0, 0x0b_66_ad);
    BufferedImage reduced = Palette.reduce(picture);
    for (int x = 0; x < 3; x++) {
      assertThat(reduced.getRGB(x, 0)).isEqualTo(picture.getRGB(x, 0));
    }
  }
}
