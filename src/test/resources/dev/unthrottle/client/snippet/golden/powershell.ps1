Import-Module AWS.Tools.Lambda

# Timeout covers one attempt, connecting included: there is no limit for connecting
# or for reading alone.
# There is no setting for TCP keep-alive; in Windows PowerShell it is on.
$config = New-Object Amazon.Lambda.AmazonLambdaConfig -Property @{
    Timeout       = [TimeSpan]::FromMilliseconds(908100)
    RetryMode     = 'Standard'
    MaxErrorRetry = 0
}
Invoke-LMFunction -FunctionName 'Orders' -ClientConfig $config
