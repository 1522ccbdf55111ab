use aws_config::retry::RetryConfig;
use aws_config::timeout::TimeoutConfig;
use aws_config::BehaviorVersion;
use aws_sdk_lambda::types::InvocationType;{{ifAsynchronous}}
use std::time::Duration;

#[tokio::main]
async fn main() -> Result<(), aws_sdk_lambda::Error> {
    // Where your code names an older BehaviorVersion, keep that one: it decides how retries wait.
    // This SDK has no setting for TCP keep-alive.{{ifKeepAlive}}
    let config = aws_config::defaults(BehaviorVersion::latest())
        .timeout_config(
            TimeoutConfig::builder()
                .connect_timeout({{connect}})
                .read_timeout({{read}})
                .operation_attempt_timeout({{attempt}})
                .operation_timeout({{call}})
                .build(),
        )
        .retry_config(RetryConfig::{{retryMode}}().with_max_attempts({{maxAttempts}}))
        .load()
        .await;
    let response = aws_sdk_lambda::Client::new(&config)
        .invoke()
        .function_name("{{function}}")
        .invocation_type(InvocationType::Event){{ifAsynchronous}}
        .send()
        .await?;
    println!("{response:?}");
    Ok(())
}
