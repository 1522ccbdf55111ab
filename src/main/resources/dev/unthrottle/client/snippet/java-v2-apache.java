import java.time.Duration;
import software.amazon.awssdk.http.apache.ApacheHttpClient;
import software.amazon.awssdk.services.lambda.LambdaClient;

// Set in the environment: {{environment}}
LambdaClient lambda =
    LambdaClient.builder()
        .httpClientBuilder(
            ApacheHttpClient.builder()
                .tcpKeepAlive(true){{ifKeepAlive}}
                .connectionTimeout({{connect}})
                .socketTimeout({{read}}))
        .overrideConfiguration(
            override ->
                override
                    .apiCallAttemptTimeout({{attempt}})
                    .apiCallTimeout({{call}})
                    .retryStrategy(retry -> retry.maxAttempts({{maxAttempts}})))
        .build();
lambda.invoke(request -> request.functionName("{{function}}"));{{ifSynchronous}}
lambda.invoke(request -> request.functionName("{{function}}").invocationType("Event"));{{ifAsynchronous}}
