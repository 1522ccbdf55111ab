import com.amazonaws.ClientConfiguration;
import com.amazonaws.client.builder.AwsClientBuilder.EndpointConfiguration;
import com.amazonaws.retry.RetryMode;
import com.amazonaws.services.lambda.AWSLambda;
import com.amazonaws.services.lambda.AWSLambdaClientBuilder;
import com.amazonaws.services.lambda.model.InvokeRequest;
import com.amazonaws.services.lambda.model.TooManyRequestsException;
import com.amazonaws.util.VersionInfoUtils;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.SocketTimeoutException;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * Makes one Lambda call with the AWS SDK for Java 1.x for each line of JSON on stdin, and prints what surfaced, a line
 * of JSON each.
 */
final class Driver {

  private static final ObjectMapper JSON = new ObjectMapper();

  public static void main(String[] args) throws IOException {
    String version = VersionInfoUtils.getVersion();
    tell("version", version, "tool", "aws-java-sdk-lambda " + version + ", Java " + Runtime.version());
    BufferedReader lines = new BufferedReader(new InputStreamReader(System.in));
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      JsonNode test = JSON.readTree(line);
      new Thread(() -> invoke(test)).start();
    }
  }

  private static void invoke(JsonNode test) {
    String id = test.get("id").textValue();
    AWSLambda lambda = client(test);
    try {
      lambda.invoke(new InvokeRequest().withFunctionName(test.get("function").textValue()));
      tell("id", id, "surfaced", "answered", "error", null);
    } catch (RuntimeException e) {
      tell("id", id, "surfaced", surfaced(e), "error", e.toString());
    } finally {
      lambda.shutdown();
    }
  }

  private static AWSLambda client(JsonNode test) {
    ClientConfiguration settings =
        new ClientConfiguration().withSocketTimeout(test.get("readTimeoutMs").intValue());
    if (test.hasNonNull("maxAttempts")) {
      settings.withMaxErrorRetry(test.get("maxAttempts").intValue() - 1);
    }
    if (test.hasNonNull("mode")) {
      settings.withRetryMode(RetryMode.fromName(test.get("mode").textValue().toLowerCase(Locale.ROOT)));
    }
    return AWSLambdaClientBuilder.standard()
        .withEndpointConfiguration(
            new EndpointConfiguration(test.get("endpoint").textValue(), System.getenv("AWS_REGION")))
        .withClientConfiguration(settings)
        .build();
  }

  private static String surfaced(RuntimeException e) {
    if (e instanceof TooManyRequestsException) {
      return "refused";
    }
    return e.getCause() instanceof SocketTimeoutException ? "timeout" : "other";
  }

  private static synchronized void tell(String... pairs) {
    Map<String, String> answer = new LinkedHashMap<>();
    for (int i = 0; i < pairs.length; i += 2) {
      answer.put(pairs[i], pairs[i + 1]);
    }
    try {
      System.out.println(JSON.writeValueAsString(answer));
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
