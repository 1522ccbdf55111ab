package dev.unthrottle.app.cli.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.yaml.snakeyaml.nodes.Node;

/** The forms that a template's text can have. */
class TemplateReaderTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "A:\n  B: 5\n",
        "A:\r\n  B: 5\r\n",
        "\uFEFFA:\n  B: 5\n",
        "A: # a comment\n  B: 5\n",
        "{\"A\":\n {\"B\": 5}}",
        "\n{\"A\":{\"B\": 5}}",
        "{\n\t\"A\": {\"\\/\": 1, \"B\": 5}}",
        "{A:\n {B: 5}}"
      })
  void yamlAndJson_areRead_withTheirLines(String text) {
    Node b = Yaml.at(root(text), "A", "B").orElseThrow();
    assertThat(Yaml.text(b)).contains("5");
    assertThat(Yaml.line(b)).isEqualTo(2);
  }

  @Test
  void merged_isWhatTheMappingDoesNotSayItself() {
    Node a =
        Yaml.at(
                root(
                    """
                    base: &base {Timeout: 900, Runtime: python3.13}
                    more: &more {MemorySize: 128}
                    A: {<<: [*base, *more], Timeout: 3}
                    """),
                "A")
            .orElseThrow();
    assertThat(Yaml.entries(a).keySet()).containsExactly("Timeout", "Runtime", "MemorySize");
    assertThat(Yaml.textAt(a, "Timeout")).isEqualTo("3");
  }

  @Test
  void anyNumberOfAliases_isRead() {
    var many = new StringBuilder("a: &a {b: 1}\n");
    for (int i = 0; i < 200; i++) {
      many.append("k").append(i).append(": *a\n");
    }
    assertThat(Yaml.entries(root(many.toString()))).hasSize(201);
  }

  @Test
  void aKeyThatStandsTwice_isNoticed_andTheLastCounts() {
    var document = TemplateReader.parse("A: 1\nB: 2\nA: 3\n", "t.yaml");
    assertThat(Yaml.textAt(document.root(), "A")).isEqualTo("3");
    assertThat(document.repeated())
        .singleElement()
        .satisfies(repeated -> {
          assertThat(repeated.firstLine()).isEqualTo(1);
          assertThat(Yaml.line(repeated.key())).isEqualTo(3);
        });
  }

  @Test
  void brokenJson_isToldAsJson() {
    assertThatThrownBy(() -> root("{\n\t\"A\": [1,\n\t}"))
        .isInstanceOf(TemplateException.class)
        .hasMessageStartingWith("t.yaml:3: not JSON: ");
  }

  private static Node root(String text) {
    return TemplateReader.parse(text, "t.yaml").root();
  }
}
