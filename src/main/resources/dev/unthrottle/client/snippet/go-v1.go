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
	transport.DialContext = (&net.Dialer{Timeout: {{connect}}}).DialContext
	transport.ResponseHeaderTimeout = {{read}}
	httpClient := &http.Client{Transport: transport}
	httpClient.Timeout = {{attempt}}
	client := lambda.New(session.Must(session.NewSession(&aws.Config{
		HTTPClient: httpClient,
		MaxRetries: aws.Int({{maxRetries}}),
	})))
	response, err := client.Invoke(&lambda.InvokeInput{
		FunctionName: aws.String("{{function}}"),{{ifSynchronous}}
		FunctionName:   aws.String("{{function}}"),{{ifAsynchronous}}
		InvocationType: aws.String(lambda.InvocationTypeEvent),{{ifAsynchronous}}
	})
	if err != nil {
		log.Fatal(err)
	}
	log.Println(string(response.Payload))
}
