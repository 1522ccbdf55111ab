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
)

func main() {
	ctx := context.Background()
	httpClient := awshttp.NewBuildableClient().
		WithDialerOptions(func(dialer *net.Dialer) {
			dialer.Timeout = 3100 * time.Millisecond
		}).
		WithTransportOptions(func(transport *http.Transport) {
			transport.ResponseHeaderTimeout = 905 * time.Second
		})
	cfg, err := config.LoadDefaultConfig(ctx,
		config.WithRetryMode(aws.RetryModeStandard),
		config.WithRetryMaxAttempts(1),
		config.WithHTTPClient(httpClient),
	)
	if err != nil {
		log.Fatal(err)
	}
	response, err := lambda.NewFromConfig(cfg).Invoke(ctx, &lambda.InvokeInput{
		FunctionName: aws.String("Orders"),
	})
	if err != nil {
		log.Fatal(err)
	}
	log.Println(string(response.Payload))
}
