import AWSLambda
import ClientRuntime

// This SDK has no setting for TCP keep-alive.
let config = try await LambdaClient.LambdaClientConfiguration(
    awsRetryMode: .standard,
    maxAttempts: 1,
    httpClientConfiguration: HttpClientConfiguration(
        connectTimeout: 4,
        socketTimeout: 905
    )
)
let lambda = LambdaClient(config: config)
let response = try await lambda.invoke(input: InvokeInput(functionName: "Orders"))
