use aws_config::retry::RetryConfig;
use aws_config::timeout::TimeoutConfig;
use aws_config::BehaviorVersion;
use std::time::Duration;

#[tokio::main]
async fn main() -> Result<(), aws_sdk_lambda::Error> {
    // Where your code names an older BehaviorVersion, keep that one: it decides how retries wait.
    // This SDK has no setting for TCP keep-alive.
    let config = aws_config::defaults(BehaviorVersion::latest())
        .timeout_config(
            TimeoutConfig::builder()
                .connect_timeout(Duration::from_millis(3100))
                .read_timeout(Duration::from_secs(905))
                .build(),
        )
        .retry_config(RetryConfig::standard().with_max_attempts(1))
        .load()
        .await;
    let response = aws_sdk_lambda::Client::new(&config)
        .invoke()
        .function_name("Orders")
        .send()
        .await?;
    println!("{response:?}");
    Ok(())
}
