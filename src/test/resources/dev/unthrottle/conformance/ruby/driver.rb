# frozen_string_literal: true

# Makes one Lambda call with the AWS SDK for Ruby for each line of JSON on stdin, and prints what surfaced, a line of
# JSON each.
#
# Debian packages the SDK's core (retries, HTTP, signatures), but not its Lambda client, which is generated from the
# service's model. The Invoke operation is described here with the core's own classes, as a generated client does it.

require "json"
require "aws-sdk-core"
require "seahorse/client/plugins/content_length"
require "aws-sdk-core/plugins/credentials_configuration"
require "aws-sdk-core/plugins/user_agent"
require "aws-sdk-core/plugins/helpful_socket_errors"
require "aws-sdk-core/plugins/retry_errors"
require "aws-sdk-core/plugins/global_configuration"
require "aws-sdk-core/plugins/regional_endpoint"
require "aws-sdk-core/plugins/stub_responses"
require "aws-sdk-core/plugins/defaults_mode"
require "aws-sdk-core/plugins/signature_v4"
require "aws-sdk-core/plugins/protocols/rest_json"

$stdout.sync = true

module AwsLambda
  # The service's errors, made when they come.
  module Errors
    extend Aws::Errors::DynamicErrors
  end

  include Seahorse::Model

  REQUEST = Shapes::StructureShape.new(name: "InvocationRequest")
  REQUEST.add_member(
    :function_name, Shapes::ShapeRef.new(shape: Shapes::StringShape.new, location: "uri", location_name: "FunctionName")
  )
  REQUEST.struct_class = Struct.new(:function_name, keyword_init: true)
  RESPONSE = Shapes::StructureShape.new(name: "InvocationResponse")
  RESPONSE.struct_class = Struct.new(:nothing, keyword_init: true)

  API = Seahorse::Model::Api.new.tap do |api|
    api.version = "2015-03-31"
    api.metadata = {
      "apiVersion" => "2015-03-31", "endpointPrefix" => "lambda", "protocol" => "rest-json",
      "serviceFullName" => "AWS Lambda", "serviceId" => "Lambda", "signatureVersion" => "v4"
    }
    api.add_operation(:invoke, Seahorse::Model::Operation.new.tap do |o|
      o.name = "Invoke"
      o.http_method = "POST"
      o.http_request_uri = "/2015-03-31/functions/{FunctionName}/invocations"
      o.input = Shapes::ShapeRef.new(shape: REQUEST)
      o.output = Shapes::ShapeRef.new(shape: RESPONSE)
    end)
  end

  # Invokes functions.
  class Client < Seahorse::Client::Base
    @identifier = :lambda
    set_api(API)
    add_plugin(Seahorse::Client::Plugins::ContentLength)
    add_plugin(Aws::Plugins::CredentialsConfiguration)
    add_plugin(Aws::Plugins::UserAgent)
    add_plugin(Aws::Plugins::HelpfulSocketErrors)
    add_plugin(Aws::Plugins::RetryErrors)
    add_plugin(Aws::Plugins::GlobalConfiguration)
    add_plugin(Aws::Plugins::RegionalEndpoint)
    add_plugin(Aws::Plugins::StubResponses)
    add_plugin(Aws::Plugins::DefaultsMode)
    add_plugin(Aws::Plugins::SignatureV4)
    add_plugin(Aws::Plugins::Protocols::RestJson)

    def invoke(params)
      build_request(:invoke, params).send_request
    end

    class << self
      attr_reader :identifier

      def errors_module
        Errors
      end
    end
  end
end

def client(test)
  options = { endpoint: test["endpoint"], http_read_timeout: test["readTimeoutMs"] / 1000.0 }
  options[:retry_mode] = test["mode"] if test["mode"]
  if test["maxAttempts"]
    legacy = test["mode"].nil? || test["mode"] == "legacy"
    options[legacy ? :retry_limit : :max_attempts] = test["maxAttempts"] - (legacy ? 1 : 0)
  end
  AwsLambda::Client.new(options)
end

def surfaced(error)
  return "refused" if error.is_a?(AwsLambda::Errors::TooManyRequestsException)

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
