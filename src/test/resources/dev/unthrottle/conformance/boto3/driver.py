"""Makes one Lambda call with boto3 for each line of JSON on stdin, and prints what surfaced, a line of JSON each."""

import json
import platform
import sys
import threading

import boto3
import botocore
from botocore.config import Config
from botocore.exceptions import ClientError, ReadTimeoutError

printing = threading.Lock()


def tell(answer):
    with printing:
        print(json.dumps(answer), flush=True)


def client(session, case):
    retries = {}
    if case["maxAttempts"] is not None:
        retries["total_max_attempts"] = case["maxAttempts"]
    if case["mode"] is not None:
        retries["mode"] = case["mode"]
    return session.client(
        "lambda",
        endpoint_url=case["endpoint"],
        config=Config(read_timeout=case["readTimeoutMs"] / 1000, retries=retries),
    )


def surfaced(error):
    if isinstance(error, ReadTimeoutError):
        return "timeout"
    if isinstance(error, ClientError) and error.response["Error"]["Code"] == "TooManyRequestsException":
        return "refused"
    return "other"


def invoke(awslambda, case):
    answer = {"id": case["id"], "surfaced": "answered", "error": None}
    try:
        awslambda.invoke(FunctionName=case["function"])
    except Exception as error:  # Whatever surfaces is the result.
        answer["surfaced"] = surfaced(error)
        answer["error"] = f"{type(error).__module__}.{type(error).__qualname__}: {error}"
    tell(answer)


tell(
    {
        "version": boto3.__version__,
        "tool": f"boto3 {boto3.__version__}, botocore {botocore.__version__}, Python {platform.python_version()}",
    }
)
session = boto3.Session()
for line in sys.stdin:
    case = json.loads(line)
    # Sessions aren't thread-safe; clients are.
    threading.Thread(target=invoke, args=(client(session, case), case)).start()
