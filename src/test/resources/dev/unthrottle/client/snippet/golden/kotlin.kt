import aws.sdk.kotlin.services.lambda.LambdaClient
import aws.sdk.kotlin.services.lambda.model.InvokeRequest
import kotlin.time.Duration.Companion.milliseconds
import kotlin.time.Duration.Companion.seconds

// This SDK has no setting for TCP keep-alive.
suspend fun main() {
    val lambda = LambdaClient.fromEnvironment {
        retryStrategy { maxAttempts = 1 }
        httpClient {
            connectTimeout = 3100.milliseconds
            socketReadTimeout = 905.seconds
        }
    }
    val request = InvokeRequest {
        functionName = "Orders"
    }
    lambda.use { println(it.invoke(request)) }
}
