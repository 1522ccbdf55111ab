package dev.unthrottle.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The catalogue's file: complete, and refused with the place where it is nonsense. */
class CatalogReaderTest {

  @Test
  void everyRow_saysWhereItIsFrom() {
    assertThat(ClientCatalog.bundled().variants())
        .isNotEmpty()
        .allSatisfy(variant -> assertThat(variant.sources()).isNotEmpty())
        .allSatisfy(variant -> assertThat(variant.versionChecked()).isNotBlank());
  }

  @Test
  void aNoteOrASourceThatSeveralRowsShare_standsInEachOfThem() {
    ClientVariant netty =
        ClientCatalog.bundled().variants().stream()
            .filter(variant -> variant.id().equals("java-v2-legacy-netty"))
            .findFirst()
            .orElseThrow();
    assertThat(netty.notes())
        .contains(
            "Retries after a 429 cost no retry quota.", "The HTTP client of asynchronous clients.");
    assertThat(netty.sources()).hasSize(2);
    assertThat(netty.versions()).isEqualTo("2.0.0 and later");
    assertThat(netty.defaultMode()).isFalse();
  }

  @Test
  void aSettingThatAVariantIgnores_isNoneOfItsSettings() {
    ClientCatalog catalog = ClientCatalog.bundled();
    ClientVariant cli2 =
        catalog.variants().stream()
            .filter(variant -> variant.id().equals("aws-cli-v2-2026"))
            .findFirst()
            .orElseThrow();
    assertThat(catalog.settings(cli2))
        .filteredOn(setting -> !setting.means().equals("nothing"))
        .extracting(KnownSetting::name)
        .containsExactly(
            "--cli-connect-timeout",
            "--cli-read-timeout",
            "AWS_MAX_ATTEMPTS",
            "max_attempts",
            "AWS_RETRY_MODE",
            "retry_mode",
            "tcp_keepalive",
            "AWS_NEW_RETRIES_2026")
        .doesNotContain("AWS_DEFAULTS_MODE");
  }

  @Test
  void theBundledCatalogue_isReadOnce() {
    assertThat(ClientCatalog.bundled()).isSameAs(ClientCatalog.bundled());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        // the object | its field | nonsense | what is said
        "/rows/0 | confidence | \"certain\" | file.rows[aws-cli-v1] is wrong in confidence: it takes"
            + " one of measured, source, documented, inferred. Found: certain",
        "/rows/0 | transport | \"pigeon\" | file.rows[aws-cli-v1] is wrong in transport: names"
            + " nothing in the catalogue. Found: pigeon",
        "/rows/0 | notes | null | file.rows[aws-cli-v1] is wrong in notes: must be there",
        "/rows/1 | id | \"aws-cli-v1\" | file.rows[aws-cli-v1] is there twice",
        "/rows/0/versions | before | \"0.1.0\" | file.rows[aws-cli-v1].versions is wrong: A range of"
            + " versions must not be empty. Found: from 1.0.0 before 0.1.0",
        "/transports/apache | readTimeout | \"30\" | file.transports.apache is wrong in readTimeout:"
            + " A duration carries its unit, because nobody can know it: write 30s or 30ms. Found: 30",
        "/transports/apache | readTimeout | \"0s\" | file.transports.apache is wrong: A timeout must"
            + " be longer than zero. Found: PT0S for read",
        "/transports/apache | tcpKeepAlive | 1 | file.transports.apache is wrong in tcpKeepAlive: it"
            + " takes true or false. Found: 1",
        "/retries/java-legacy | maxAttempts | 0 | file.retries.java-legacy is wrong: maxAttempts"
            + " counts the first attempt, so it is at least 1. Found: 0",
        "/retries/java-legacy/throttlingBackoff | base | 500 |"
            + " file.retries.java-legacy.throttlingBackoff is wrong in base: it takes a text. Found:"
            + " 500",
        "/retries/js-adaptive/sendRate | filling | \"never\" | file.retries.js-adaptive.sendRate is wrong"
            + " in filling: it takes one of from-the-start, from-the-first-end. Found: never",
        "/retries/js-adaptive | mode | \"standard\" | file.retries.js-adaptive is wrong: Adaptive mode,"
            + " and no other, limits the send rate. Found: standard with"
            + " SendRate[asking=AFTER_BACKOFF, learning=FROM_EVERY_ATTEMPT,"
            + " filling=FROM_THE_FIRST_END]",
        "/clients/boto3 | newest | \"latest\" | file.clients.boto3 is wrong: A version has two to"
            + " four numbers, such as 2.31.0. Found: latest",
      })
  void nonsense_isRefusedWithItsPlace(String object, String field, String value, String said)
      throws IOException {
    ObjectMapper mapper = new ObjectMapper();
    JsonNode json = bundled(mapper);
    ((ObjectNode) json.at(object)).set(field, mapper.readTree(value));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> BundledCatalog.of(json))
        .withMessage("The catalogue's " + said);
  }

  private static JsonNode bundled(ObjectMapper mapper) throws IOException {
    try (InputStream in = ClientCatalog.class.getResourceAsStream("catalog.json")) {
      return mapper.readTree(Objects.requireNonNull(in));
    }
  }
}
