<?php

require 'vendor/autoload.php';

use Aws\Lambda\LambdaClient;

$lambda = new LambdaClient([
    'version' => 'latest',
    'http' => [
        'connect_timeout' => {{connect}},
        // Covers one attempt, connecting included: there is no limit for reading alone.{{ifAttempt}}
        'timeout' => {{attempt}},
    ],
    'retries' => {{maxRetries}},
    'retries' => ['mode' => '{{retryMode}}', 'max_attempts' => {{maxAttempts}}],
]);
$result = $lambda->invoke(['FunctionName' => '{{function}}']);{{ifSynchronous}}
$result = $lambda->invoke(['FunctionName' => '{{function}}', 'InvocationType' => 'Event']);{{ifAsynchronous}}
