#include <aws/core/Aws.h>
#include <aws/core/client/AdaptiveRetryStrategy.h>{{ifAdaptive}}
#include <aws/core/client/ClientConfiguration.h>
#include <aws/core/client/DefaultRetryStrategy.h>{{ifLegacy}}
#include <aws/core/client/RetryStrategy.h>{{ifStandard}}
#include <aws/lambda/LambdaClient.h>
#include <aws/lambda/model/InvokeRequest.h>

#include <iostream>

int main() {
  Aws::SDKOptions options;
  Aws::InitAPI(options);
  {
    Aws::Client::ClientConfiguration config;
    config.connectTimeoutMs = {{connect}};
    config.requestTimeoutMs = {{read}};
    config.httpRequestTimeoutMs = {{attempt}};
    config.retryStrategy = Aws::MakeShared<Aws::Client::DefaultRetryStrategy>("lambda", {{maxRetries}});
    config.retryStrategy = Aws::MakeShared<Aws::Client::{{RetryMode}}RetryStrategy>("lambda", {{maxAttempts}});
    const Aws::Lambda::LambdaClient lambda(config);

    Aws::Lambda::Model::InvokeRequest request;
    request.SetFunctionName("{{function}}");
    request.SetInvocationType(Aws::Lambda::Model::InvocationType::Event);{{ifAsynchronous}}
    const auto outcome = lambda.Invoke(request);
    if (!outcome.IsSuccess()) {
      std::cerr << outcome.GetError() << std::endl;
    }
  }
  Aws::ShutdownAPI(options);
}
