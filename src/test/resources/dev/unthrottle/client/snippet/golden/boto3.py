import boto3
from botocore.config import Config

client = boto3.client(
    "lambda",
    config=Config(
        connect_timeout=4,
        read_timeout=905,
        tcp_keepalive=True,
        retries={"mode": "standard", "total_max_attempts": 1},
    ),
)
response = client.invoke(FunctionName="Orders")
