// Makes one Lambda call with the AWS SDK for Go v2 for each line of JSON on stdin, and prints what surfaced, a line of
// JSON each.
package main

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net"
	"net/http"
	"os"
	"runtime"
	"sync"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	awshttp "github.com/aws/aws-sdk-go-v2/aws/transport/http"
	"github.com/aws/aws-sdk-go-v2/config"
	"github.com/aws/aws-sdk-go-v2/service/lambda"
	"github.com/aws/aws-sdk-go-v2/service/lambda/types"
)

type testCase struct {
	Id            string
	Endpoint      string
	Function      string
	ReadTimeoutMs int
	MaxAttempts   int
	Mode          string
}

type answer struct {
	Id       string  `json:"id"`
	Surfaced string  `json:"surfaced"`
	Error    *string `json:"error"`
}

var printing sync.Mutex

func tell(answer any) {
	printing.Lock()
	defer printing.Unlock()
	line, err := json.Marshal(answer)
	if err != nil {
		panic(err)
	}
	fmt.Println(string(line))
}

func client(test testCase) *lambda.Client {
	httpClient := awshttp.NewBuildableClient().WithTransportOptions(func(transport *http.Transport) {
		transport.ResponseHeaderTimeout = time.Duration(test.ReadTimeoutMs) * time.Millisecond
	})
	options := []func(*config.LoadOptions) error{config.WithHTTPClient(httpClient)}
	if test.MaxAttempts > 0 {
		options = append(options, config.WithRetryMaxAttempts(test.MaxAttempts))
	}
	if test.Mode != "" {
		options = append(options, config.WithRetryMode(aws.RetryMode(test.Mode)))
	}
	settings, err := config.LoadDefaultConfig(context.Background(), options...)
	if err != nil {
		panic(err)
	}
	return lambda.NewFromConfig(settings, func(o *lambda.Options) {
		o.EndpointResolver = lambda.EndpointResolverFromURL(test.Endpoint)
	})
}

func surfaced(err error) string {
	var refused *types.TooManyRequestsException
	var network net.Error
	switch {
	case err == nil:
		return "answered"
	case errors.As(err, &refused):
		return "refused"
	case errors.As(err, &network) && network.Timeout():
		return "timeout"
	default:
		return "other"
	}
}

func invoke(test testCase) {
	_, err := client(test).Invoke(context.Background(), &lambda.InvokeInput{FunctionName: &test.Function})
	result := answer{Id: test.Id, Surfaced: surfaced(err)}
	if err != nil {
		text := err.Error()
		result.Error = &text
	}
	tell(result)
}

func main() {
	tell(map[string]string{
		"version": aws.SDKVersion,
		"tool":    "aws-sdk-go-v2 " + aws.SDKVersion + ", " + runtime.Version(),
	})
	lines := bufio.NewScanner(os.Stdin)
	var running sync.WaitGroup
	for lines.Scan() {
		var test testCase
		if err := json.Unmarshal(lines.Bytes(), &test); err != nil {
			panic(err)
		}
		running.Add(1)
		go func() {
			defer running.Done()
			invoke(test)
		}()
	}
	running.Wait()
}
