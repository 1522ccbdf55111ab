aws configure set tcp_keepalive true{{onlyWithKeepAlive}}
AWS_RETRY_MODE={{retryMode}} AWS_MAX_ATTEMPTS={{maxAttempts}} \
  aws lambda invoke --function-name '{{function}}'{{event}} \
  --cli-connect-timeout {{connect}} --cli-read-timeout {{read}} out.json
