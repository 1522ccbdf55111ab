// Makes one Lambda call with the AWS SDK for Go v1 for each line of JSON on stdin, and prints what surfaced, a line of
// JSON each.
package main

import (
	"bufio"
	"encoding/json"
	"errors"
	"fmt"
	"net"
	"net/http"
	"os"
	"runtime"
	"sync"
	"time"

	"github.com/aws/aws-sdk-go/aws"
	"github.com/aws/aws-sdk-go/aws/awserr"
	"github.com/aws/aws-sdk-go/aws/session"
	"github.com/aws/aws-sdk-go/service/lambda"
)

type testCase struct {
	Id            string
	Endpoint      string
	Function      string
	ReadTimeoutMs int
	MaxAttempts   int
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

func client(test testCase) *lambda.Lambda {
	transport := http.DefaultTransport.(*http.Transport).Clone()
	transport.ResponseHeaderTimeout = time.Duration(test.ReadTimeoutMs) * time.Millisecond
	settings := aws.NewConfig().WithEndpoint(test.Endpoint).WithHTTPClient(&http.Client{Transport: transport})
	if test.MaxAttempts > 0 {
		settings = settings.WithMaxRetries(test.MaxAttempts - 1)
	}
	return lambda.New(session.Must(session.NewSession(settings)))
}

func surfaced(err error) string {
	var service awserr.Error
	var network net.Error
	if err == nil {
		return "answered"
	}
	if errors.As(err, &service) {
		if service.Code() == lambda.ErrCodeTooManyRequestsException {
			return "refused"
		}
		err = service.OrigErr()
	}
	if errors.As(err, &network) && network.Timeout() {
		return "timeout"
	}
	return "other"
}

func invoke(test testCase) {
	_, err := client(test).Invoke(&lambda.InvokeInput{FunctionName: &test.Function})
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
		"tool":    "aws-sdk-go " + aws.SDKVersion + ", " + runtime.Version(),
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
