package dev.unthrottle.browser;

import java.awt.image.BufferedImage;
import java.util.Arrays;

/**
 * What two pictures don't share.
 *
 * @param share of the pixels that are unlike, 0 to 1; what only one of the two covers is unlike
 * @param marked both on top of one another: pale where they are alike, marked where they aren't
 */
record PictureDifference(double share, BufferedImage marked) {

  /** Of 255, in the channel that differs most: letters' edges may be drawn a little otherwise. */
  static final int LIKE = 48;

  private static final int MARK = 0xff_d5_5e_00;
  private static final int WHITE = 0xff_ff_ff_ff;

  static PictureDifference of(BufferedImage kept, BufferedImage found) {
    int width = Math.max(kept.getWidth(), found.getWidth());
    int height = Math.max(kept.getHeight(), found.getHeight());
    int[] before = pixels(kept, width, height);
    int[] after = pixels(found, width, height);
    int[] marks = new int[before.length];
    Arrays.setAll(marks, i -> areAlike(before[i], after[i]) ? pale(after[i]) : MARK);
    var marked = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    marked.setRGB(0, 0, width, height, marks, 0, width);
    long unlike = Arrays.stream(marks).filter(pixel -> pixel == MARK).count();
    return new PictureDifference(unlike / (double) marks.length, marked);
  }

  /** Of a canvas of that size; where the image doesn't reach, it is transparent, 0. */
  private static int[] pixels(BufferedImage image, int width, int height) {
    var pixels = new int[width * height];
    image.getRGB(0, 0, image.getWidth(), image.getHeight(), pixels, 0, width);
    return pixels;
  }

  private static boolean areAlike(int one, int other) {
    return distance(one, other) <= LIKE;
  }

  /** In the channel that differs most, 0 to 255; to be transparent is one of them. */
  static int distance(int one, int other) {
    int distance = 0;
    for (int shift = 0; shift < Integer.SIZE; shift += 8) {
      distance =
          Math.max(distance, Math.abs(((one >>> shift) & 0xff) - ((other >>> shift) & 0xff)));
    }
    return distance;
  }

  /** A quarter of its strength on white. */
  private static int pale(int pixel) {
    return WHITE - ((~pixel >> 2) & 0x3f_3f_3f);
  }
}
