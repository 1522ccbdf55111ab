import java.time.Duration;
import software.amazon.awssdk.http.crt.AwsCrtHttpClient;
import software.amazon.awssdk.services.lambda.LambdaClient;

// Set in the environment: {{environment}}
LambdaClient lambda =
    LambdaClient.builder()
        .httpClientBuilder(
            AwsCrtHttpClient.builder()
                .tcpKeepAliveConfiguration({{ifKeepAlive}}
                    idle ->{{ifKeepAlive}}
                        idle.keepAliveInterval(Duration.ofSeconds(30)){{ifKeepAlive}}
                            .keepAliveTimeout(Duration.ofSeconds(30))){{ifKeepAlive}}
                .connectionHealthConfiguration({{ifRead}}
                    health ->{{ifRead}}
                        health.minimumThroughputInBps(1L).minimumThroughputTimeout({{read}}))
                .connectionTimeout({{connect}}))
        .overrideConfiguration(
            override ->
                override
                    .apiCallAttemptTimeout({{attempt}})
                    .apiCallTimeout({{call}})
                    .retryStrategy(retry -> retry.maxAttempts({{maxAttempts}})))
        .build();
lambda.invoke(request -> request.functionName("{{function}}"));{{ifSynchronous}}
lambda.invoke(request -> request.functionName("{{function}}").invocationType("Event"));{{ifAsynchronous}}
