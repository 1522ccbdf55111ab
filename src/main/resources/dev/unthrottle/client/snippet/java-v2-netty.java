import java.time.Duration;
import software.amazon.awssdk.http.nio.netty.NettyNioAsyncHttpClient;
import software.amazon.awssdk.services.lambda.LambdaAsyncClient;

// Set in the environment: {{environment}}
LambdaAsyncClient lambda =
    LambdaAsyncClient.builder()
        .httpClientBuilder(
            NettyNioAsyncHttpClient.builder()
                .tcpKeepAlive(true){{ifKeepAlive}}
                .connectionTimeout({{connect}})
                .readTimeout({{read}}))
        .overrideConfiguration(
            override ->
                override
                    .apiCallAttemptTimeout({{attempt}})
                    .apiCallTimeout({{call}})
                    .retryStrategy(retry -> retry.maxAttempts({{maxAttempts}})))
        .build();
lambda.invoke(request -> request.functionName("{{function}}")).join();{{ifSynchronous}}
lambda.invoke(request -> request.functionName("{{function}}").invocationType("Event")).join();{{ifAsynchronous}}
