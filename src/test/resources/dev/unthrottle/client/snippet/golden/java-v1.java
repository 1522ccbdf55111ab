import com.amazonaws.ClientConfiguration;
import com.amazonaws.retry.RetryMode;
import com.amazonaws.services.lambda.AWSLambda;
import com.amazonaws.services.lambda.AWSLambdaClientBuilder;
import com.amazonaws.services.lambda.model.InvokeRequest;

AWSLambda lambda =
    AWSLambdaClientBuilder.standard()
        .withClientConfiguration(
            new ClientConfiguration()
                .withConnectionTimeout(3100)
                .withSocketTimeout(905000)
                .withTcpKeepAlive(true)
                .withRetryMode(RetryMode.STANDARD)
                .withMaxErrorRetry(0))
        .build();
lambda.invoke(new InvokeRequest().withFunctionName("Orders"));
