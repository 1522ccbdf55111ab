Import-Module AWS.Tools.Lambda

# Timeout covers one attempt, connecting included: there is no limit for connecting
# or for reading alone.
# There is no setting for TCP keep-alive; in Windows PowerShell it is on.{{ifKeepAlive}}
$config = New-Object Amazon.Lambda.AmazonLambdaConfig -Property @{
    Timeout       = {{attempt}}
    RetryMode     = '{{RetryMode}}'
    MaxErrorRetry = {{maxRetries}}
}
Invoke-LMFunction -FunctionName '{{function}}' -ClientConfig $config{{ifSynchronous}}
Invoke-LMFunction -FunctionName '{{function}}' -InvocationType Event -ClientConfig $config{{ifAsynchronous}}
