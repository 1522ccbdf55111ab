package dev.unthrottle.report;

import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NamedNodeMap;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

/**
 * A page as an XML parser reads it; it refuses whatever isn't well-formed.
 *
 * @param document what it read
 */
record ParsedPage(Document document) {

  static ParsedPage of(String page) throws ParserConfigurationException, SAXException, IOException {
    return new ParsedPage(
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(new InputSource(new StringReader(page))));
  }

  List<Element> elements(String tag) {
    NodeList found = document.getElementsByTagName(tag);
    return IntStream.range(0, found.getLength()).mapToObj(i -> (Element) found.item(i)).toList();
  }

  List<String> texts(String tag) {
    return elements(tag).stream().map(Element::getTextContent).toList();
  }

  List<String> ids() {
    return elements("*").stream()
        .map(element -> element.getAttribute("id"))
        .filter(id -> !id.isEmpty())
        .toList();
  }

  String text() {
    return document.getDocumentElement().getTextContent();
  }

  /** The names of attributes that match a pattern. */
  List<String> attributesNamed(String pattern) {
    var names = new ArrayList<String>();
    for (Element element : elements("*")) {
      NamedNodeMap attributes = element.getAttributes();
      for (int i = 0; i < attributes.getLength(); i++) {
        if (attributes.item(i).getNodeName().matches(pattern)) {
          names.add(attributes.item(i).getNodeName());
        }
      }
    }
    return names;
  }
}
