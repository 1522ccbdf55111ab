package dev.unthrottle.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

/** A picture as it can be seen: where each text and each mark stands. */
final class DrawnPicture {

  /** Of a font's size, what stands above the baseline, and below it. */
  private static final double ASCENT = 0.8;

  private static final double DESCENT = 0.22;

  private final Element svg;
  private final String name;
  private final List<Box> boxes = new ArrayList<>();

  private DrawnPicture(Element svg, String name) {
    this.svg = svg;
    this.name = name;
    elements("text").forEach(text -> boxes.add(text(text)));
    elements("circle").stream()
        .filter(circle -> circle.getAttribute("class").startsWith("mark"))
        .forEach(mark -> boxes.add(mark(mark)));
  }

  private record Box(String what, int size, double x, double y, double width, double height) {

    boolean overlaps(Box other) {
      return x < other.x + other.width
          && other.x < x + width
          && y < other.y + other.height
          && other.y < y + height;
    }
  }

  static DrawnPicture of(String svg) {
    try {
      return new DrawnPicture(
          DocumentBuilderFactory.newInstance()
              .newDocumentBuilder()
              .parse(new InputSource(new StringReader(svg)))
              .getDocumentElement(),
          "picture");
    } catch (ParserConfigurationException | SAXException | IOException e) {
      throw new AssertionError("No picture: " + svg, e);
    }
  }

  /** The same, called so in failures. */
  DrawnPicture as(String other) {
    return new DrawnPicture(svg, other);
  }

  int width() {
    return Integer.parseInt(svg.getAttribute("width"));
  }

  List<String> texts() {
    return elements("text").stream().map(Element::getTextContent).toList();
  }

  void requireLegible() {
    int height = Integer.parseInt(svg.getAttribute("height"));
    String picture = "%s, %d wide".formatted(name, width());
    assertThat(boxes)
        .as(picture)
        .allSatisfy(box -> {
          assertThat(box.size).isGreaterThanOrEqualTo(11);
          assertThat(box.x).isGreaterThanOrEqualTo(0);
          assertThat(box.x + box.width).isLessThanOrEqualTo(width() + 0.1);
          assertThat(box.y).isGreaterThanOrEqualTo(0);
          assertThat(box.y + box.height).isLessThanOrEqualTo(height);
        });
    for (int i = 0; i < boxes.size(); i++) {
      Box box = boxes.get(i);
      assertThat(boxes.subList(i + 1, boxes.size()))
          .as(picture + ", beside " + box)
          .noneMatch(box::overlaps);
    }
  }

  private List<Element> elements(String tag) {
    NodeList found = svg.getElementsByTagName(tag);
    return IntStream.range(0, found.getLength()).mapToObj(i -> (Element) found.item(i)).toList();
  }

  private static Box text(Element text) {
    String content = text.getTextContent();
    Lettering kind = Lettering.valueOf(text.getAttribute("class").toUpperCase(Locale.ROOT));
    double width = kind.width(content);
    double x =
        switch (text.getAttribute("text-anchor")) {
          case "start" -> number(text, "x");
          case "middle" -> number(text, "x") - width / 2;
          default -> number(text, "x") - width;
        };
    int size = (int) number(text, "font-size");
    return new Box(
        content, size, x, number(text, "y") - size * ASCENT, width, size * (ASCENT + DESCENT));
  }

  private static Box mark(Element circle) {
    double r = number(circle, "r");
    return new Box(
        "mark", 2 * (int) r, number(circle, "cx") - r, number(circle, "cy") - r, 2 * r, 2 * r);
  }

  private static double number(Element element, String attribute) {
    return Double.parseDouble(element.getAttribute(attribute));
  }
}
