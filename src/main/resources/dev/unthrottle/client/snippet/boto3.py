import boto3
from botocore.config import Config

client = boto3.client(
    "lambda",
    config=Config(
        connect_timeout={{connect}},
        read_timeout={{read}},
        tcp_keepalive=True,{{ifKeepAlive}}
        retries={"mode": "{{retryMode}}", "total_max_attempts": {{maxAttempts}}},
    ),
)
response = client.invoke(FunctionName="{{function}}"){{ifSynchronous}}
response = client.invoke(FunctionName="{{function}}", InvocationType="Event"){{ifAsynchronous}}
