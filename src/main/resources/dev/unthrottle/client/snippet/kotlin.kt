import aws.sdk.kotlin.services.lambda.LambdaClient
import aws.sdk.kotlin.services.lambda.model.InvocationType{{ifAsynchronous}}
import aws.sdk.kotlin.services.lambda.model.InvokeRequest
import kotlin.time.Duration.Companion.milliseconds
import kotlin.time.Duration.Companion.seconds

// Set in the environment: {{environment}}
// This SDK has no setting for TCP keep-alive.{{ifKeepAlive}}
suspend fun main() {
    val lambda = LambdaClient.fromEnvironment {
        retryStrategy { maxAttempts = {{maxAttempts}} }
        httpClient {
            connectTimeout = {{connect}}
            socketReadTimeout = {{read}}
        }
        attemptTimeout = {{attempt}}
        callTimeout = {{call}}
    }
    val request = InvokeRequest {
        functionName = "{{function}}"
        invocationType = InvocationType.Event{{ifAsynchronous}}
    }
    lambda.use { println(it.invoke(request)) }
}
