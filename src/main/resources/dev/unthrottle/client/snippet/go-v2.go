package main

import (
	"context"
	"log"
	"net"
	"net/http"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	awshttp "github.com/aws/aws-sdk-go-v2/aws/transport/http"
	"github.com/aws/aws-sdk-go-v2/config"
	"github.com/aws/aws-sdk-go-v2/service/lambda"
	"github.com/aws/aws-sdk-go-v2/service/lambda/types"{{ifAsynchronous}}
)

func main() {
	ctx := context.Background()
	httpClient := awshttp.NewBuildableClient().
		WithDialerOptions(func(dialer *net.Dialer) {
			dialer.Timeout = {{connect}}
		}).
		WithTransportOptions(func(transport *http.Transport) {
			transport.ResponseHeaderTimeout = {{read}}
		})
	httpClient = httpClient.WithTimeout({{attempt}})
	cfg, err := config.LoadDefaultConfig(ctx,
		config.WithRetryMode(aws.RetryMode{{RetryMode}}),
		config.WithRetryMaxAttempts({{maxAttempts}}),
		config.WithHTTPClient(httpClient),
	)
	if err != nil {
		log.Fatal(err)
	}
	response, err := lambda.NewFromConfig(cfg).Invoke(ctx, &lambda.InvokeInput{
		FunctionName: aws.String("{{function}}"),{{ifSynchronous}}
		FunctionName:   aws.String("{{function}}"),{{ifAsynchronous}}
		InvocationType: types.InvocationTypeEvent,{{ifAsynchronous}}
	})
	if err != nil {
		log.Fatal(err)
	}
	log.Println(string(response.Payload))
}
