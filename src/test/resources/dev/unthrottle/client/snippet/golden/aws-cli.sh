aws configure set tcp_keepalive true
AWS_RETRY_MODE=standard AWS_MAX_ATTEMPTS=1 \
  aws lambda invoke --function-name 'Orders' \
  --cli-connect-timeout 4 --cli-read-timeout 905 out.json
