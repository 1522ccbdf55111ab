import java.time.Duration;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.lambda.LambdaClient;

// Set in the environment: {{environment}}
// Its HTTP client has no setting for TCP keep-alive; apache5-client has.{{ifKeepAlive}}
LambdaClient lambda =
    LambdaClient.builder()
        .httpClientBuilder(
            UrlConnectionHttpClient.builder()
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
