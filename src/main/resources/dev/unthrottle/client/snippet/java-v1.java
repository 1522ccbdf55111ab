import com.amazonaws.ClientConfiguration;
import com.amazonaws.retry.RetryMode;{{ifNotLegacy}}
import com.amazonaws.services.lambda.AWSLambda;
import com.amazonaws.services.lambda.AWSLambdaClientBuilder;
import com.amazonaws.services.lambda.model.InvokeRequest;

AWSLambda lambda =
    AWSLambdaClientBuilder.standard()
        .withClientConfiguration(
            new ClientConfiguration()
                .withConnectionTimeout({{connect}})
                .withSocketTimeout({{read}})
                .withRequestTimeout({{attempt}})
                .withClientExecutionTimeout({{call}})
                .withTcpKeepAlive(true){{ifKeepAlive}}
                .withRetryMode(RetryMode.{{RETRY_MODE}}){{ifNotLegacy}}
                .withMaxErrorRetry({{maxRetries}}))
        .build();
lambda.invoke(new InvokeRequest().withFunctionName("{{function}}"));{{ifSynchronous}}
lambda.invoke({{ifAsynchronous}}
    new InvokeRequest().withFunctionName("{{function}}").withInvocationType("Event"));{{ifAsynchronous}}
