aws configure set tcp_keepalive true{{ifKeepAlive}}
AWS_RETRY_MODE={{retryMode}} AWS_MAX_ATTEMPTS={{maxAttempts}} \
  aws lambda invoke --function-name '{{function}}' \{{ifSynchronous}}
  aws lambda invoke --function-name '{{function}}' --invocation-type Event \{{ifAsynchronous}}
  --cli-connect-timeout {{connect}} --cli-read-timeout {{read}} out.json
