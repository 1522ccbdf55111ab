#include <aws/core/Aws.h>
#include <aws/core/client/ClientConfiguration.h>
#include <aws/core/client/RetryStrategy.h>
#include <aws/lambda/LambdaClient.h>
#include <aws/lambda/model/InvokeRequest.h>

#include <iostream>

int main() {
  Aws::SDKOptions options;
  Aws::InitAPI(options);
  {
    Aws::Client::ClientConfiguration config;
    config.connectTimeoutMs = 3100;
    config.requestTimeoutMs = 905000;
    config.retryStrategy = Aws::MakeShared<Aws::Client::StandardRetryStrategy>("lambda", 1);
    const Aws::Lambda::LambdaClient lambda(config);

    Aws::Lambda::Model::InvokeRequest request;
    request.SetFunctionName("Orders");
    const auto outcome = lambda.Invoke(request);
    if (!outcome.IsSuccess()) {
      std::cerr << outcome.GetError() << std::endl;
    }
  }
  Aws::ShutdownAPI(options);
}
