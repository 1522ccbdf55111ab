# frozen_string_literal: true

# Debian packages the SDK's core (retries, HTTP, signatures), but not its Lambda client, which is generated from the
# service's model. The Invoke operation is described here with the core's own classes, as a generated client does it.

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

# So that Aws.config may have settings for it.
Aws::Plugins::GlobalConfiguration.add_identifier(:lambda)

module Aws
  # The service.
  module Lambda
    # The service's errors, made when they come.
    module Errors
      extend Aws::Errors::DynamicErrors
    end

    include Seahorse::Model

    REQUEST = Shapes::StructureShape.new(name: "InvocationRequest")
    {
      function_name: ["uri", "FunctionName"],
      invocation_type: ["header", "X-Amz-Invocation-Type"]
    }.each do |member, (location, name)|
      shape = Shapes::StringShape.new
      REQUEST.add_member(member, Shapes::ShapeRef.new(shape: shape, location: location, location_name: name))
    end
    REQUEST.struct_class = Struct.new(:function_name, :invocation_type, keyword_init: true)
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
end
