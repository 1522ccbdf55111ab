import AWSLambda
import ClientRuntime

// This SDK has no setting for TCP keep-alive.{{ifKeepAlive}}
let config = try await LambdaClient.LambdaClientConfiguration(
    awsRetryMode: .{{retryMode}},
    maxAttempts: {{maxAttempts}},
    httpClientConfiguration: HttpClientConfiguration(
        connectTimeout: {{connect}},
        socketTimeout: {{read}}
    )
)
let lambda = LambdaClient(config: config)
let response = try await lambda.invoke(input: InvokeInput(functionName: "{{function}}")){{ifSynchronous}}
let response = try await lambda.invoke({{ifAsynchronous}}
    input: InvokeInput(functionName: "{{function}}", invocationType: .event){{ifAsynchronous}}
){{ifAsynchronous}}
