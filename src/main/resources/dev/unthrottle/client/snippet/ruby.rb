require "aws-sdk-lambda"

# This SDK has no setting for TCP keep-alive.{{ifKeepAlive}}
lambda_client = Aws::Lambda::Client.new(
  http_open_timeout: {{connect}},
  http_read_timeout: {{read}},
  retry_mode: "{{retryMode}}",
  retry_limit: {{maxRetries}}
  max_attempts: {{maxAttempts}}
)
response = lambda_client.invoke(function_name: "{{function}}"){{ifSynchronous}}
response = lambda_client.invoke(function_name: "{{function}}", invocation_type: "Event"){{ifAsynchronous}}
