import java.time.Duration;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.services.lambda.LambdaClient;

LambdaClient lambda =
    LambdaClient.builder()
        .httpClientBuilder(
            Apache5HttpClient.builder()
                .tcpKeepAlive(true)
                .connectionTimeout(Duration.ofMillis(3100))
                .socketTimeout(Duration.ofSeconds(905)))
        .overrideConfiguration(
            override ->
                override
                    .retryStrategy(retry -> retry.maxAttempts(1)))
        .build();
lambda.invoke(request -> request.functionName("Orders"));
