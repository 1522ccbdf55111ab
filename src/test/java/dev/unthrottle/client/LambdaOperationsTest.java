package dev.unthrottle.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.LambdaRequest;

/** The operations of Lambda, against those of AWS's own SDK. */
class LambdaOperationsTest {

  @Test
  void everyOperationOfTheSdk_isKnown() {
    List<String> operations =
        Arrays.stream(LambdaClient.class.getMethods())
            .filter(LambdaOperationsTest::sendsARequest)
            .map(method -> LambdaOperations.pascalCase(method.getName()))
            .distinct()
            .toList();
    assertThat(operations).hasSizeGreaterThan(50).allMatch(LambdaOperations::has);
  }

  private static boolean sendsARequest(Method method) {
    return method.getParameterCount() == 1
        && LambdaRequest.class.isAssignableFrom(method.getParameterTypes()[0])
        && !method.getName().endsWith("Paginator");
  }

  @ParameterizedTest
  @CsvSource({"list_tags, ListTags", "listTags, ListTags", "ListTags, ListTags", "_a__b_, AB"})
  void anOperation_isSpelledAsTheApiDoes(String given, String spelled) {
    assertThat(LambdaOperations.pascalCase(given)).isEqualTo(spelled);
  }
}
