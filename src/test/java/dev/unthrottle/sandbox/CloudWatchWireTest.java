package dev.unthrottle.sandbox;

import static dev.unthrottle.sandbox.Play.header;
import static dev.unthrottle.sandbox.Play.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Instant;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** GetMetricData in the protocols awsJson1.0 and awsQuery, over a history of two hours. */
class CloudWatchWireTest {

  private static Play play;

  @BeforeAll
  static void remember() throws Exception {
    play =
        Play.of(
            """
            functions: [{name: DelayFunction, duration: [100ms, 200ms, 300ms, 400ms], reserved: 5}]
            history: [{function: DelayFunction, window: 2h, rate: 0.1/s, client: {id: boto3}}]
            """);
  }

  @AfterAll
  static void close() {
    play.close();
  }

  @Test
  void points_areSecondsSince1970_theNewestFirst() {
    HttpResponse<String> response = getMetricData("Invocations", 60, "Sum", "");

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(header(response, "content-type")).isEqualTo("application/x-amz-json-1.0");
    JsonNode result = json(response).path("MetricDataResults").path(0);
    assertThat(result.path("Id").asText()).isEqualTo("m1");
    assertThat(result.path("Label").asText()).isEqualTo("Invocations");
    assertThat(result.path("StatusCode").asText()).isEqualTo("Complete");
    assertThat(result.path("Timestamps").size())
        .isEqualTo(result.path("Values").size())
        .isGreaterThan(60);
    long first = result.path("Timestamps").path(0).asLong();
    assertThat(first % 60).isZero();
    assertThat(first).isGreaterThan(result.path("Timestamps").path(1).asLong());
  }

  @ParameterizedTest
  @CsvSource({"Minimum, 100", "Maximum, 400", "p100, 400", "p1, 100", "p50, 200"})
  void statistics_areComputedOverAPeriod(String statistic, double expected) {
    // 100, 200, 300 and 400 ms in turn, hundreds of times, in one period of a day: half of them
    // are at most 200.
    JsonNode values =
        json(getMetricData("Duration", 86_400, statistic, ""))
            .path("MetricDataResults")
            .path(0)
            .path("Values");

    assertThat(values.valueStream().map(JsonNode::asDouble)).contains(expected);
  }

  @Test
  void theAccount_hasWhatItsFunctionsHave() {
    String query =
        """
        {"StartTime":%d,"EndTime":%d,"MetricDataQueries":[{"Id":"m1","MetricStat":{"Metric":
        {"Namespace":"AWS/Lambda","MetricName":"Invocations"},"Period":60,"Stat":"Sum"}}]}
        """
            .formatted(threeHoursAgo(), soon());

    assertThat(json(jsonProtocol(query)).path("MetricDataResults").path(0).path("Values"))
        .isEqualTo(
            json(getMetricData("Invocations", 60, "Sum", ""))
                .path("MetricDataResults")
                .path(0)
                .path("Values"));
  }

  @Test
  void manyPoints_comeInPages() {
    JsonNode first = json(getMetricData("Invocations", 60, "Sum", "\"MaxDatapoints\":10,"));
    assertThat(first.path("MetricDataResults").path(0).path("Values")).hasSize(10);
    assertThat(first.path("MetricDataResults").path(0).path("StatusCode").asText())
        .isEqualTo("PartialData");

    JsonNode second =
        json(
            getMetricData(
                "Invocations",
                60,
                "Sum",
                "\"MaxDatapoints\":10,\"NextToken\":%s,".formatted(first.path("NextToken"))));
    assertThat(second.path("MetricDataResults").path(0).path("Timestamps").path(0).asLong())
        .isLessThan(first.path("MetricDataResults").path(0).path("Timestamps").path(9).asLong());
  }

  @Test
  void theQueryProtocol_answersInXml() {
    HttpResponse<String> response = query("Sum", 3600);

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(header(response, "content-type")).isEqualTo("text/xml");
    assertThat(response.body())
        .startsWith(
            "<GetMetricDataResponse xmlns=\"http://monitoring.amazonaws.com/doc/2010-08-01/\">"
                + "<GetMetricDataResult><MetricDataResults><member><Id>m1</Id>"
                + "<Label>Invocations</Label><Timestamps><member>")
        .containsPattern("<member>\\d{4}-\\d\\d-\\d\\dT\\d\\d:00:00Z</member>")
        .containsPattern("<Values><member>\\d+\\.0</member>")
        .contains("<StatusCode>Complete</StatusCode>")
        .containsPattern("<ResponseMetadata><RequestId>[0-9a-f-]{36}</RequestId>")
        .endsWith("</GetMetricDataResponse>");
  }

  @Test
  void errors_haveTheFormOfEachProtocol() {
    HttpResponse<String> asJson = getMetricData("Invocations", 45, "Sum", "");
    assertThat(asJson.statusCode()).isEqualTo(400);
    assertThat(asJson.body())
        .isEqualTo(
            "{\"__type\":\"ValidationError\",\"message\":\"The parameter"
                + " MetricDataQueries.member.1.MetricStat.Period must be a value in the set"
                + " [ 1, 5, 10, 20, 30 ] or a multiple of 60.\"}");

    HttpResponse<String> asXml = query("Median", 60);
    assertThat(asXml.statusCode()).isEqualTo(400);
    assertThat(asXml.body())
        .contains(
            "<Error><Type>Sender</Type><Code>ValidationError</Code><Message>The value Median for"
                + " parameter MetricDataQueries.member.1.MetricStat.Stat is not supported."
                + "</Message></Error>");
  }

  @Test
  void anExpression_isRefused() {
    HttpResponse<String> response =
        jsonProtocol(
            "{\"StartTime\":%d,\"EndTime\":%d,\"MetricDataQueries\":[{\"Id\":\"e1\",\"Expression\":\"m1/2\"}]}"
                .formatted(threeHoursAgo(), soon()));

    assertThat(response.statusCode()).isEqualTo(400);
    assertThat(json(response).path("message").asText())
        .isEqualTo(
            "Error in expression 'e1': this endpoint answers MetricStat queries alone. Found: m1/2");
  }

  @Test
  void cborWithoutCredentials_isRefusedInItsForm() {
    HttpResponse<String> response =
        play.send(
            java.net.http.HttpRequest.newBuilder(
                    play.sandbox
                        .endpoint()
                        .resolve("/service/GraniteServiceVersion20100801/operation/GetMetricData"))
                .header("smithy-protocol", "rpc-v2-cbor")
                .POST(BodyPublishers.ofString(""))
                .build());

    assertThat(response.statusCode()).isEqualTo(400);
    assertThat(header(response, "smithy-protocol")).isEqualTo("rpc-v2-cbor");
    assertThat(header(response, "content-type")).isEqualTo("application/cbor");
    assertThat(header(response, "x-amzn-query-error"))
        .isEqualTo("MissingAuthenticationToken;Sender");
  }

  private static HttpResponse<String> getMetricData(
      String metric, int period, String statistic, String more) {
    return jsonProtocol(
        """
        {%s"StartTime":%d,"EndTime":%d,"MetricDataQueries":[{"Id":"m1","MetricStat":{"Metric":
        {"Namespace":"AWS/Lambda","MetricName":"%s","Dimensions":[{"Name":"FunctionName",
        "Value":"DelayFunction"}]},"Period":%d,"Stat":"%s"}}]}
        """
            .formatted(more, threeHoursAgo(), soon(), metric, period, statistic));
  }

  private static HttpResponse<String> jsonProtocol(String input) {
    return play.target(
        "GraniteServiceVersion20100801.GetMetricData", "application/x-amz-json-1.0", input);
  }

  private static HttpResponse<String> query(String statistic, int period) {
    String member = "&MetricDataQueries.member.1.";
    return play.form(
        "Action=GetMetricData&Version=2010-08-01"
            + "&StartTime=%s&EndTime=%s"
                .formatted(Instant.ofEpochSecond(threeHoursAgo()), Instant.ofEpochSecond(soon()))
            + member
            + "Id=m1"
            + member
            + "MetricStat.Metric.Namespace=AWS%2FLambda"
            + member
            + "MetricStat.Metric.MetricName=Invocations"
            + member
            + "MetricStat.Metric.Dimensions.member.1.Name=FunctionName"
            + member
            + "MetricStat.Metric.Dimensions.member.1.Value=DelayFunction"
            + member
            + "MetricStat.Period=%d".formatted(period)
            + member
            + "MetricStat.Stat=%s".formatted(statistic));
  }

  private static long threeHoursAgo() {
    return Instant.now().minusSeconds(3 * 3600).getEpochSecond();
  }

  private static long soon() {
    return Instant.now().plusSeconds(60).getEpochSecond();
  }
}
