package dev.unthrottle.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.unthrottle.TestCredentials;
import dev.unthrottle.evidence.FunctionRef;
import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(TestCredentials.class)
class AwsTargetTest {

  private static final FunctionRef IN_OHIO =
      FunctionRef.parse("arn:aws:lambda:us-east-2:111122223333:function:f");

  @Test
  void theFunctionsArn_givesTheRegionWhereNoneWasChosen() {
    assertThat(AwsTarget.AMBIENT.inRegionOf(IN_OHIO).region()).isEqualTo("us-east-2");
    assertThat(new AwsTarget("eu-west-1", null, null).inRegionOf(IN_OHIO).region())
        .isEqualTo("eu-west-1");
    assertThat(AwsTarget.AMBIENT.inRegionOf(FunctionRef.parse("f"))).isEqualTo(AwsTarget.AMBIENT);
  }

  @Test
  void anEndpointWithoutSchemeOrHost_isRefused() {
    assertThatThrownBy(() -> new AwsTarget(null, null, URI.create("localhost:4566")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "An endpoint is a URL with scheme and host, such as http://127.0.0.1:4566. Found: localhost:4566");
  }

  @Test
  void withoutAnEndpoint_lambdaIsWhereTheRegionSays() {
    try (AwsClients clients = new AwsClients(new AwsTarget("eu-west-1", null, null))) {
      assertThat(clients.lambdaEndpoint())
          .isEqualTo(URI.create("https://lambda.eu-west-1.amazonaws.com"));
    }
  }

  @Test
  void theEndpointOfTheEnvironment_isHonoured() {
    System.setProperty("aws.endpointUrl", "http://127.0.0.1:4566");
    try (AwsClients clients = new AwsClients(new AwsTarget("eu-west-1", null, null))) {
      assertThat(clients.lambdaEndpoint()).isEqualTo(URI.create("http://127.0.0.1:4566"));
    } finally {
      System.clearProperty("aws.endpointUrl");
    }
  }
}
