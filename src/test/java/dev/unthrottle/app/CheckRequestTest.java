package dev.unthrottle.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.unthrottle.client.ClientCatalog;
import dev.unthrottle.client.ResolvedClient;
import dev.unthrottle.diagnosis.check.Setup;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Where a client's settings come from. */
class CheckRequestTest {

  private static final ClientCatalog CATALOG = ClientCatalog.bundled();

  private final Findings findings = new Findings();

  @Test
  void aClient_readsItsOwnSettingsFromTheEnvironment_andNoOthers() {
    var variables = Map.of("AWS_MAX_ATTEMPTS", "7", "HOME", "/root", "MAX_ATTEMPTS", "9");
    assertThat(attempts("", variables)).isEqualTo(7);
    assertThat(findings.isEmpty()).isTrue();
  }

  @Test
  void whatTheRequestSays_isStrongerThanTheEnvironment() {
    assertThat(attempts(", \"maxAttempts\": 2", Map.of("AWS_MAX_ATTEMPTS", "7"))).isEqualTo(2);
  }

  @Test
  void whatTheClientCannotRead_isAFinding() {
    request("").inEnvironment(Map.of("AWS_MAX_ATTEMPTS", "many"), CATALOG, findings);
    assertThat(findings.isEmpty()).isFalse();
  }

  private int attempts(String more, Map<String, String> variables) {
    CheckRequest there = request(more).inEnvironment(variables, CATALOG, findings);
    Setup.Call call = (Setup.Call) there.around(there.target(), CATALOG).getFirst();
    ResolvedClient client = call.client();
    return client.client().retries().maxAttempts();
  }

  private CheckRequest request(String more) {
    String document =
        "{\"client\": {\"id\": \"boto3\", \"version\": \"1.43.0\"%s}, \"functionTimeout\": \"9s\"}"
            .formatted(more);
    return CheckRequest.read(JsonTree.parse(document), CATALOG, findings);
  }
}
