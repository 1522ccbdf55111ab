package dev.unthrottle.browser;

import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * At most 160 colours that stand for all colours of a picture, which takes half the space then: the
 * most frequent ones, and of the others always the one that is farthest from those chosen before
 * (Gonzalez's algorithm). What is drawn with few colours and soft edges loses nothing visible.
 */
final class Palette {

  private static final int SIZE = 160;

  /** So many are chosen by their frequency: backgrounds, lines and text. */
  private static final int FREQUENT = 64;

  private final List<Integer> colours = new ArrayList<>();

  /** For every colour of the picture the nearest that was chosen. */
  private final Map<Integer, Integer> nearest = new HashMap<>();

  private Palette(List<Integer> byFrequency) {
    Map<Integer, Integer> distances = new HashMap<>();
    byFrequency.forEach(colour -> distances.put(colour, Integer.MAX_VALUE));
    byFrequency.stream().limit(FREQUENT).forEach(colour -> choose(colour, distances));
    while (colours.size() < Math.min(SIZE, byFrequency.size())) {
      choose(
          byFrequency.stream().max(Comparator.comparing(distances::get)).orElseThrow(), distances);
    }
  }

  private void choose(int chosen, Map<Integer, Integer> distances) {
    int index = colours.size();
    colours.add(chosen);
    distances.replaceAll((colour, distance) -> {
      int now = PictureDifference.distance(colour, chosen);
      if (now < distance) {
        nearest.put(colour, index);
      }
      return Math.min(now, distance);
    });
  }

  /** The same picture, drawn with a palette of its own. */
  static BufferedImage reduce(BufferedImage picture) {
    int width = picture.getWidth();
    int[] pixels = picture.getRGB(0, 0, width, picture.getHeight(), null, 0, width);
    return new Palette(byFrequency(pixels)).draw(pixels, width);
  }

  private static List<Integer> byFrequency(int[] pixels) {
    return IntStream.of(pixels)
        .boxed()
        .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()))
        .entrySet()
        .stream()
        .sorted(
            Map.Entry.<Integer, Long>comparingByValue()
                .reversed()
                .thenComparing(Map.Entry.comparingByKey()))
        .map(Map.Entry::getKey)
        .toList();
  }

  private BufferedImage draw(int[] pixels, int width) {
    int[] colourMap = colours.stream().mapToInt(Integer::intValue).toArray();
    var model = new IndexColorModel(8, colourMap.length, colourMap, 0, false, -1, 0);
    int height = pixels.length / width;
    var drawn = new BufferedImage(width, height, BufferedImage.TYPE_BYTE_INDEXED, model);
    int[] indices = IntStream.of(pixels).map(nearest::get).toArray();
    drawn.getRaster().setPixels(0, 0, width, height, indices);
    return drawn;
  }
}
