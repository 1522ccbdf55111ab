require "aws-sdk-lambda"

# This SDK has no setting for TCP keep-alive.
lambda_client = Aws::Lambda::Client.new(
  http_open_timeout: 4,
  http_read_timeout: 905,
  retry_mode: "standard",
  max_attempts: 1
)
response = lambda_client.invoke(function_name: "Orders")
