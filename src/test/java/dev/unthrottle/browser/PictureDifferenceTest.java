package dev.unthrottle.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import org.junit.jupiter.api.Test;

/** Two pictures differ by the pixels that an eye would see, and by nothing else. */
class PictureDifferenceTest {

  private static final int GREY = 0x80_80_80;

  @Test
  void thePictureItself_isAlike() {
    assertThat(PictureDifference.of(picture(10, 10), picture(10, 10)).share()).isZero();
  }

  /** 3 of 100 pixels are unlike: what differs by 48 is alike, by 49 is not, in any channel. */
  @Test
  void aColour_mayDifferALittle_inEveryChannel() {
    BufferedImage found = picture(10, 10);
    found.setRGB(0, 0, GREY + 0x30_30_30);
    found.setRGB(1, 0, GREY - 0x30_00_30);
    found.setRGB(2, 0, GREY + 0x31_00_00);
    found.setRGB(3, 0, GREY - 0x00_31_00);
    found.setRGB(4, 0, GREY + 0x00_00_31);
    assertThat(PictureDifference.of(picture(10, 10), found).share()).isEqualTo(0.03);
  }

  /** A picture of 10 × 12 has 20 pixels that one of 10 × 10 lacks, of 120; so has the reverse. */
  @Test
  void whatOnlyOneOfThemCovers_isUnlike() {
    assertThat(PictureDifference.of(picture(10, 10), picture(10, 12)).share())
        .isEqualTo(20 / 120.0);
    assertThat(PictureDifference.of(picture(10, 12), picture(10, 10)).share())
        .isEqualTo(20 / 120.0);
  }

  /** Grey 128 is 127 below white, a quarter of which is 31: 224, hexadecimal e0. */
  @Test
  void whatIsUnlike_isMarked_andTheRestIsPale() {
    BufferedImage found = picture(2, 1);
    found.setRGB(1, 0, 0);
    BufferedImage marked = PictureDifference.of(picture(2, 1), found).marked();
    assertThat(marked.getRGB(0, 0)).isEqualTo(0xff_e0_e0_e0);
    assertThat(marked.getRGB(1, 0)).isEqualTo(0xff_d5_5e_00);
  }

  private static BufferedImage picture(int width, int height) {
    var picture = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        picture.setRGB(x, y, GREY);
      }
    }
    return picture;
  }
}
