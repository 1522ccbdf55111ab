package dev.unthrottle.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.unthrottle.TestCredentials;
import dev.unthrottle.evidence.FunctionRef;
import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(TestCredentials.class)
class AwsTargetTest {

  private static final FunctionRef IN_OHIO =
      FunctionRef.parse("arn:aws:lambda:us-east-2:111122223333:function:f");

  @Test
  void theFunctionsArn_givesTheRegionWhereNoneWasChosen() {
    assertThat(AwsTarget.AMBIENT.inRegionOf(IN_OHIO).region()).isEqualTo("us-east-2");
    assertThat(new AwsTarget("us-east-2", null, null).inRegionOf(IN_OHIO).region())
        .isEqualTo("us-east-2");
    assertThat(AwsTarget.AMBIENT.inRegionOf(FunctionRef.parse("f"))).isEqualTo(AwsTarget.AMBIENT);
  }

  @Test
  void anArnThatContradictsTheChosenRegion_isRefused() {
    AwsTarget elsewhere = new AwsTarget("eu-west-1", null, null);
    assertThatThrownBy(() -> elsewhere.inRegionOf(IN_OHIO))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "The function's ARN names the Region us-east-2, and eu-west-1 was chosen: leave out one of them."
                + " Found: arn:aws:lambda:us-east-2:111122223333:function:f");
  }

  @ParameterizedTest
  @ValueSource(strings = {"us-gov-west-1", "us-iso-east-1", "eusc-de-east-1", "cn-north-1"})
  void everyPartitionsRegions_areRegions(String region) {
    assertThat(new AwsTarget(region, null, null).region()).isEqualTo(region);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "us east", "eu-west-1 ", "EU-WEST-1", "eu-west", "x.y/#-1"})
  void whatIsNoRegion_isRefused(String region) {
    assertThatThrownBy(() -> new AwsTarget(region, null, null))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("A Region is a name such as eu-west-1. Found: " + region);
  }

  @Test
  void aProfileWithoutAName_isRefused() {
    assertThatThrownBy(() -> new AwsTarget(null, " ", null))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("A profile is a name from ~/.aws/config, such as default. Found:  ");
  }

  @Test
  void whatIsNoUrl_isNoEndpoint() {
    assertThatThrownBy(() -> AwsTarget.endpoint("http://a b"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "An endpoint is a URL with scheme and host, such as http://127.0.0.1:4566. Found: http://a b");
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
