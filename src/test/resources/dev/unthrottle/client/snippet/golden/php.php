<?php

require 'vendor/autoload.php';

use Aws\Lambda\LambdaClient;

$lambda = new LambdaClient([
    'version' => 'latest',
    'http' => [
        'connect_timeout' => 4,
        // Covers one attempt, connecting included: there is no limit for reading alone.
        'timeout' => 909,
    ],
    'retries' => ['mode' => 'standard', 'max_attempts' => 1],
]);
$result = $lambda->invoke(['FunctionName' => 'Orders']);
