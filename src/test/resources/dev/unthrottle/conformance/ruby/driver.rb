# frozen_string_literal: true

# Makes one Lambda call with the AWS SDK for Ruby for each line of JSON on stdin, and prints what surfaced, a line of
# JSON each.

require "json"
require_relative "aws-sdk-lambda"

$stdout.sync = true

def client(test)
  options = { endpoint: test["endpoint"], http_read_timeout: test["readTimeoutMs"] / 1000.0 }
  options[:retry_mode] = test["mode"] if test["mode"]
  if test["maxAttempts"]
    legacy = test["mode"].nil? || test["mode"] == "legacy"
    options[legacy ? :retry_limit : :max_attempts] = test["maxAttempts"] - (legacy ? 1 : 0)
  end
  Aws::Lambda::Client.new(options)
end

def surfaced(error)
  return "refused" if error.is_a?(Aws::Lambda::Errors::TooManyRequestsException)

  error.is_a?(Seahorse::Client::NetworkingError) && error.original_error.is_a?(Timeout::Error) ? "timeout" : "other"
end

def invoke(lambda, test)
  lambda.invoke(function_name: test["function"])
  { id: test["id"], surfaced: "answered", error: nil }
rescue StandardError => e
  { id: test["id"], surfaced: surfaced(e), error: "#{e.class}: #{e.message}" }
end

puts JSON.generate(
  version: Aws::CORE_GEM_VERSION, tool: "aws-sdk-core #{Aws::CORE_GEM_VERSION} (no Lambda gem), Ruby #{RUBY_VERSION}"
)
running = $stdin.each_line.map do |line|
  test = JSON.parse(line)
  lambda = client(test)
  Thread.new { puts JSON.generate(invoke(lambda, test)) }
end
running.each(&:join)
