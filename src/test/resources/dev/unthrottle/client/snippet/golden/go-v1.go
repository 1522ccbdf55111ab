package main

import (
	"log"
	"net"
	"net/http"
	"time"

	"github.com/aws/aws-sdk-go/aws"
	"github.com/aws/aws-sdk-go/aws/session"
	"github.com/aws/aws-sdk-go/service/lambda"
)

func main() {
	transport := http.DefaultTransport.(*http.Transport).Clone()
	transport.DialContext = (&net.Dialer{Timeout: 3100 * time.Millisecond}).DialContext
	transport.ResponseHeaderTimeout = 905 * time.Second
	httpClient := &http.Client{Transport: transport}
	client := lambda.New(session.Must(session.NewSession(&aws.Config{
		HTTPClient: httpClient,
		MaxRetries: aws.Int(0),
	})))
	response, err := client.Invoke(&lambda.InvokeInput{
		FunctionName: aws.String("Orders"),
	})
	if err != nil {
		log.Fatal(err)
	}
	log.Println(string(response.Payload))
}
