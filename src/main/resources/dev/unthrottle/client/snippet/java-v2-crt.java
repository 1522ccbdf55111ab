import java.time.Duration;
import software.amazon.awssdk.http.crt.AwsCrtHttpClient;
import software.amazon.awssdk.services.lambda.LambdaClient;

// Set in the environment: {{environment}}
LambdaClient lambda =
    LambdaClient.builder()
        .httpClientBuilder(
            AwsCrtHttpClient.builder()
                .tcpKeepAliveConfiguration({{onlyWithKeepAlive}}
                    idle ->{{onlyWithKeepAlive}}
                        idle.keepAliveInterval(Duration.ofSeconds(30)){{onlyWithKeepAlive}}
                            .keepAliveTimeout(Duration.ofSeconds(30))){{onlyWithKeepAlive}}
                .connectionTimeout({{connect}})
                .connectionHealthConfiguration(
                    health ->
                        health.minimumThroughputInBps(1L).minimumThroughputTimeout({{read}})))
        .overrideConfiguration(
            override ->
                override
                    .apiCallAttemptTimeout({{attempt}})
                    .apiCallTimeout({{call}})
                    .retryStrategy(retry -> retry.maxAttempts({{maxAttempts}})))
        .build();
lambda.invoke(request -> request.functionName("{{function}}"){{event}});
