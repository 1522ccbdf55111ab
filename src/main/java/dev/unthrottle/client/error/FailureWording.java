package dev.unthrottle.client.error;

import dev.unthrottle.client.AttemptOutcome;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * How clients, and the HTTP libraries below them, word the end of an attempt. A line is of the
 * first outcome whose words it has: those for a connection that was never made stand before those
 * for an answer that never came, since many libraries say <i>timed out</i> in both.
 */
final class FailureWording {

  private static final Map<AttemptOutcome, Pattern> WORDS = new LinkedHashMap<>();

  static {
    words(
        AttemptOutcome.CONNECT_TIMEOUT,
        // Python
        "Connect timeout on endpoint URL",
        "\\bConnectTimeout",
        // Java and Kotlin
        "[cC]onnect timed out",
        "Acquire operation took longer than",
        "HttpConnectTimeoutException",
        "HttpErrorCode\\(CONNECT_TIMEOUT\\)",
        // Node
        "connect ETIMEDOUT",
        "Socket timed out without establishing a connection",
        "did not establish a connection (?:with the server )?within",
        "UND_ERR_CONNECT_TIMEOUT",
        // Go
        "dial tcp[^\\n]{0,200}i/o timeout",
        "TLS handshake timeout",
        // Ruby, Rust
        "Net::OpenTimeout",
        "HTTP connect timeout occurred",
        // libcurl
        "(?:cURL error 28: |curl: \\(28\\) )(?:Connection timed out|Failed to connect|Resolving timed out|SSL connection timeout)");
    words(
        AttemptOutcome.CALL_TIMEOUT,
        // Java
        "ApiCallTimeoutException",
        "ClientExecutionTimeoutException",
        "Client execution did not complete before the specified timeout",
        "CallTimeoutException: ",
        // Go
        "context deadline exceeded(?! \\(Client\\.Timeout)",
        "context canceled",
        // Rust
        "operation timeout \\(all attempts",
        // Node, .NET
        "\\bAbortError\\b",
        "TaskCanceledException: (?:A task|The operation) was canceled");
    words(
        AttemptOutcome.ATTEMPT_TIMEOUT,
        "ApiCallAttemptTimeoutException",
        "HTTP request execution did not complete before the specified timeout",
        "operation attempt timeout",
        "AttemptTimeoutException: ",
        "configured HttpClient\\.Timeout",
        "exceeded the configured \\d{1,9} ?ms requestTimeout");
    words(
        AttemptOutcome.READ_TIMEOUT,
        // Python
        "Read timeout on endpoint URL",
        "\\bReadTimeout(?:Error|Exception)?\\b",
        // Java and Kotlin
        "Read timed out",
        "SocketTimeoutException",
        "failure to meet throughput minimum",
        "Read timeout\\b",
        // Node
        "socket timed out after",
        "Connection timed out after \\d{1,9} ?ms\\b",
        "\\bESOCKETTIMEDOUT\\b",
        "\\bread ETIMEDOUT\\b",
        "\\bcode: '(?:TimeoutError|ETIMEDOUT)'",
        "\\bTimeoutError: ",
        "\\btimeout of \\d{1,9} ?ms exceeded",
        // Go
        "exceeded while awaiting headers",
        "timeout awaiting response headers",
        "read tcp[^\\n]{0,200}i/o timeout",
        // .NET and PowerShell
        "WebException[^\\n]{0,80}(?:timed out|Timeout)",
        "The operation has timed out",
        "The request was aborted: The operation has timed",
        // Rust
        "HTTP read timeout occurred",
        "\\brequest has timed out\\b",
        // libcurl, in PHP and C++
        "cURL error 28: |curl: \\(28\\) ",
        "curlCode: 28\\b",
        "Operation timed out after \\d{1,9} milliseconds",
        // Swift
        "NSURLErrorDomain Code=-1001",
        "NSURLErrorTimedOut",
        "HTTP_RESPONSE_FIRST_BYTE_TIMEOUT",
        "AWS_(?:IO_SOCKET_TIMEOUT|ERROR_HTTP_CHANNEL_THROUGHPUT_FAILURE)",
        "HTTPClientError\\.(?:readTimeout|deadlineExceeded)");
    words(
        AttemptOutcome.REFUSED,
        "\\bTooManyRequestsException\\b",
        "\\bToo ?Many ?Requests\\b",
        "\\b[sS]tatus ?[cC]ode:? ?429\\b",
        // an Application Load Balancer's access log, where its target is a function
        "\\bLambdaThrottling\\b",
        "\\bstatus(?:[_.]?code)?[\"']?\\s?[:=]\\s?[\"']?429\\b",
        "\\bRate Exceeded\\.");
    words(
        AttemptOutcome.SERVER_ERROR,
        "\\b[sS]tatus ?[cC]ode: ?5\\d\\d\\b",
        "HTTP/[\\d.]{1,3} 5\\d\\d\\b");
    words(
        AttemptOutcome.CONNECTION_FAILED,
        "\\bECONN(?:REFUSED|RESET)\\b",
        "\\bEPIPE\\b|[Bb]roken pipe",
        "[Cc]onnection (?:refused|reset)",
        "Could not connect to the endpoint URL",
        "Connection was closed before we received a valid response",
        "socket hang up",
        "UnknownHostException|ENOTFOUND|getaddrinfo",
        "failed to respond|no such host",
        "cURL error (?:6|7|35|52|56): ",
        "curlCode: (?:6|7|35|52|56)\\b");
  }

  private FailureWording() {}

  private static void words(AttemptOutcome outcome, String... words) {
    WORDS.put(outcome, Pattern.compile(String.join("|", words)));
  }

  /** How an attempt ended that {@code line} tells of. */
  static Optional<AttemptOutcome> of(String line) {
    return WORDS.entrySet().stream()
        .filter(one -> one.getValue().matcher(line).find())
        .map(Map.Entry::getKey)
        .findFirst();
  }
}
