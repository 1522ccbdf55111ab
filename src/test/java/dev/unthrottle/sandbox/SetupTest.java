package dev.unthrottle.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a scenario says about a function beside how it runs, and how AWS would tell it. */
class SetupTest {

  private static final String SETUP =
      "duration: 5ms, versions: 2, aliases: {live: \"2, 1: 0.25\"}, provisioned: {live: 3}";

  @Test
  void anAlias_saysWhereItLeads() throws IOException {
    try (Play play = Play.function(SETUP)) {
      HttpResponse<String> found = play.get(Play.DELAY_FUNCTION + "/aliases/live");
      assertThat(found.body())
          .contains("\"FunctionVersion\":\"2\"")
          .contains("\"RoutingConfig\":{\"AdditionalVersionWeights\":{\"1\":0.25}}");

      HttpResponse<String> missing = play.get(Play.DELAY_FUNCTION + "/aliases/dead");
      assertThat(missing.statusCode()).isEqualTo(404);
      assertThat(missing.headers().firstValue("x-amzn-ErrorType"))
          .contains("ResourceNotFoundException");
    }
  }

  @Test
  void provisionedConcurrency_canBeListedAndRead() throws IOException {
    String path = "/2019-09-30/functions/DelayFunction/provisioned-concurrency?";
    try (Play play = Play.function(SETUP)) {
      assertThat(play.get(path + "List=ALL").body())
          .contains(
              "function:DelayFunction:live", "\"RequestedProvisionedConcurrentExecutions\":3");
      assertThat(play.get(path + "Qualifier=live").body()).contains("\"Status\":\"READY\"");

      HttpResponse<String> none = play.get(path + "Qualifier=1");
      assertThat(none.statusCode()).isEqualTo(404);
      assertThat(none.headers().firstValue("x-amzn-ErrorType"))
          .contains("ProvisionedConcurrencyConfigNotFoundException");
    }
  }

  @Test
  void mappings_comeInPages() throws IOException {
    String sources =
        "duration: 5ms, eventSources: [{source: \"arn:aws:sqs:us-east-1:123456789012:a\"},"
            + " {source: \"arn:aws:sqs:us-east-1:123456789012:b\", enabled: false}]";
    String path = "/2015-03-31/event-source-mappings?FunctionName=DelayFunction&MaxItems=1";
    try (Play play = Play.function(sources)) {
      assertThat(play.get(path).body()).contains(":a\"", "\"NextMarker\":\"1\"");
      assertThat(play.get(path + "&Marker=1").body())
          .contains(":b\"", "\"State\":\"Disabled\"")
          .doesNotContain("NextMarker");
    }
  }

  @Test
  void aFunctionWithoutAsyncConfiguration_isAnsweredWithAnError() throws IOException {
    String path = "/2019-09-25/functions/DelayFunction/event-invoke-config";
    try (Play play = Play.function("duration: 5ms")) {
      HttpResponse<String> answer = play.get(path);
      assertThat(answer.statusCode()).isEqualTo(404);
      assertThat(answer.body())
          .contains(
              "The function arn:aws:lambda:us-east-1:123456789012:function:DelayFunction:$LATEST"
                  + " doesn't have an EventInvokeConfig");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "aliases: {live: 1} | must lead to published versions",
        "versions: 2, aliases: {live: \"2, 1: 5\"} | must lead to published versions",
        "provisioned: {live: 1} | there is no live",
        "systemLogLevel: WARN | needs logFormat: json",
        "async: {retries: 3} | must be a whole number from 0 to 2",
        "async: {maximumAge: 7h} | must be from 60s to 6h",
        "eventSources: [{source: q}] | must be an ARN",
        "vpc: perhaps | must be one of true, false",
      })
  void whatLambdaWouldRefuse_isRefused(String setup, String rule) {
    assertThatThrownBy(() -> Play.function("duration: 5ms, " + setup).close())
        .isInstanceOf(ScenarioException.class)
        .hasMessageContaining(rule);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "parse @message \"x\" as y | parse",
        "filter @type != \"REPORT\" | @type != \"REPORT\"",
        "stats median(@duration) as m | median(@duration)",
        "limit many | many",
      })
  void otherQueries_areRefusedByName(String query, String named) {
    assertThatThrownBy(() -> LogQueryLanguage.parse(query))
        .isInstanceOf(AwsError.class)
        .hasMessageContaining("MalformedQueryException")
        .hasMessageEndingWith("doesn't play: " + named);
  }
}
