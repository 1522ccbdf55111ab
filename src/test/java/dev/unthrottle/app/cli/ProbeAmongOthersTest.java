package dev.unthrottle.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.unthrottle.TestCredentials;
import dev.unthrottle.sandbox.Sandbox;
import dev.unthrottle.sandbox.Scenario;
import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A probe from the command line, of a function with one slot that 20 others a second call. */
@ExtendWith(TestCredentials.class)
class ProbeAmongOthersTest {

  private static final String SCENARIO =
      """
      truth: reserved-concurrency-saturated
      functions:
        - {name: DelayFunction, timeout: 3s, reserved: 1, duration: 400ms}
      traffic:
        - {function: DelayFunction, rate: 20/s, invocation: sync, client: {id: boto3, maxAttempts: 1}}
      logs: {delay: 0s}
      metrics: {delay: 0s}
      """;

  private final Played played = new Played();
  private Sandbox sandbox;

  @BeforeEach
  void start() throws Exception {
    sandbox = Sandbox.start(Scenario.parse(SCENARIO, "others.yaml"), 0, Clock.systemUTC(), 1);
    awaitRefusalsOfOthers();
  }

  /** A probe that is refused at once takes less time than the next of the others needs to come. */
  private void awaitRefusalsOfOthers() throws InterruptedException {
    for (int look = 0; sandbox.counts("DelayFunction").refusals() < 10; look++) {
      assertThat(look).as("looks, one every 50 ms").isLessThan(400);
      Thread.sleep(50);
    }
  }

  @AfterEach
  void stop() {
    sandbox.close();
  }

  @Test
  void unlessAllowed_nothingIsInvoked_andTheAnswerSaysWhy() throws IOException {
    JsonNode answer = new ObjectMapper().readTree(diagnose("json"));
    assertThat(answer.at("/probe/refusedBecause/0").textValue()).contains("last free slot");
    assertThat(answer.at("/sideEffects/invocations").intValue()).isZero();
    assertThat(answer.at("/sideEffects/refused").intValue()).isZero();
  }

  @Test
  void ifAllowed_refusalsOfOthersMeanwhile_areCounted() throws IOException {
    JsonNode answer = new ObjectMapper().readTree(diagnose("json", "--allow-exclusive"));
    assertThat(answer.at("/sideEffects/foreignRefusals").intValue()).isPositive();
  }

  @Test
  void ifAllowed_thePersonWhoAsked_isToldOfThem() {
    assertThat(diagnose("text", "--allow-exclusive"))
        .containsPattern("[1-9]\\d* refusals? of\\s+others\\s+meanwhile");
  }

  private String diagnose(String format, String... more) {
    List<String> line =
        new ArrayList<>(
            List.of("diagnose", "DelayFunction", "--client", "boto3", "--probe", "measure"));
    line.addAll(List.of("--region", "us-east-1", "--format", format));
    line.addAll(List.of("--endpoint-url", sandbox.endpoint().toString()));
    line.addAll(List.of(more));
    assertThat(played.run(line.toArray(String[]::new))).as(played.err()).isZero();
    return played.out();
  }
}
