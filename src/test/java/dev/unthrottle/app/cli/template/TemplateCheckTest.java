package dev.unthrottle.app.cli.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.unthrottle.client.ClientCatalog;
import dev.unthrottle.report.CheckReport.Checked;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a template sets up, in the ways that people write it; each time beside a near miss. */
class TemplateCheckTest {

  private static final String HANGS_UP = "read-timeout-below-function-timeout";
  private static final String GATEWAY = "gateway-timeout-below-function-timeout";
  private static final String TASK = "task-timeout-below-function-timeout";
  private static final String UNKNOWN = "value-not-resolved";

  /** A caller of 900 s with boto3, which waits 60 s, and a function of 120 s. */
  private static final String CALL =
      """
      Resources:
        Caller:
          Type: AWS::Serverless::Function
          %s
          Properties:
            Runtime: python3.13
            Timeout: 900
            Environment: {Variables: {WORKER: %s}}
            %s
        Worker:
          Type: AWS::Serverless::Function
          Properties: {Timeout: 120, FunctionName: orders-worker, AutoPublishAlias: live}
        Live:
          Type: AWS::Lambda::Alias
          Properties: {FunctionName: !Ref Worker, Name: live}
      """;

  private static final String MAY_INVOKE =
      "Policies: [{LambdaInvokePolicy: {FunctionName: !Ref Worker}}]";

  @TempDir private Path folder = Path.of("");

  // Calls.

  @ParameterizedTest
  @ValueSource(
      strings = {
        "!Ref Worker",
        "!GetAtt Worker.Arn",
        "!GetAtt [Worker, Arn]",
        "{'Fn::GetAtt': [Worker, Arn]}",
        "!Sub '${Worker.Arn}:live'",
        "!Ref Live",
        "!Ref Worker.Alias",
        "!Ref WorkerAliaslive",
        "orders-worker",
        "!Sub 'arn:aws:lambda:${AWS::Region}:${AWS::AccountId}:function:orders-worker'",
        "!If [IsProd, !Ref Worker, none]"
      })
  void aFunctionThatAnotherNames_isCalledByIt(String reference) throws IOException {
    assertThat(rules(CALL.formatted("", reference, MAY_INVOKE))).contains(HANGS_UP);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Policies: [AWSLambda_FullAccess]",
        "Policies: [{Statement: {Effect: Allow, Action: 'lambda:Invoke*', Resource: '*'}}]",
        "Policies: [{Statement: [{Action: [s3:GetObject, '*'], Resource: !GetAtt Worker.Arn}]}]",
        "Policies: !Ref SomePolicies",
        "Role: !Ref SomeRole",
        "Role: arn:aws:iam::123456789012:role/some",
        "Connectors: {}"
      })
  void aFunctionThatMayInvoke_orOfWhichNobodyKnows_isACaller(String permission) throws IOException {
    String metadata =
        permission.startsWith("Connectors")
            ? "Connectors: {W: {Properties: {Destination: {Id: Worker}, Permissions: [Write]}}}"
            : "";
    String policies = metadata.isEmpty() ? permission : "";
    assertThat(rules(CALL.formatted(metadata, "!Ref Worker", policies))).contains(HANGS_UP);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "Policies: [AWSLambdaBasicExecutionRole, {S3ReadPolicy: {BucketName: some}}]",
        "Policies: [{Statement: {Effect: Allow, Action: scheduler:*, Resource: '*'}}]",
        "Policies: [{Statement: {Effect: Deny, Action: lambda:*, Resource: '*'}}]",
        "Policies: [{LambdaInvokePolicy: {FunctionName: !Ref Caller}}]"
      })
  void aFunctionThatMayNotInvoke_onlyHandsTheNameOn(String permission) throws IOException {
    assertThat(rules(CALL.formatted("", "!Ref Worker", permission))).doesNotContain(HANGS_UP);
  }

  @Test
  void cdksRole_isReadWithThePolicyBesideIt() throws IOException {
    String template =
        """
        {"Resources": {
          "Role": {"Type": "AWS::IAM::Role", "Properties": {"ManagedPolicyArns": [{"Fn::Join": ["", [
            "arn:", {"Ref": "AWS::Partition"},
            ":iam::aws:policy/service-role/AWSLambdaBasicExecutionRole"]]}]}},
          "Policy": {"Type": "AWS::IAM::Policy", "Properties": {
            "Roles": [{"Ref": "Role"}],
            "PolicyDocument": {"Statement": [{
              "Effect": "Allow", "Action": "%s",
              "Resource": [{"Fn::GetAtt": ["Worker", "Arn"]},
                           {"Fn::Join": ["", [{"Fn::GetAtt": ["Worker", "Arn"]}, ":*"]]}]}]}}},
          "Caller": {"Type": "AWS::Lambda::Function", "Properties": {
            "Runtime": "python3.13", "Timeout": 900, "Role": {"Fn::GetAtt": ["Role", "Arn"]},
            "Environment": {"Variables": {"WORKER": {"Ref": "Worker"}}}}},
          "Worker": {"Type": "AWS::Lambda::Function", "Properties": {"Timeout": 120}}}}
        """;
    assertThat(rules(template.formatted("lambda:InvokeFunction"))).contains(HANGS_UP);
    assertThat(rules(template.formatted("dynamodb:GetItem"))).doesNotContain(HANGS_UP);
  }

  // Declarations.

  @Test
  void whatIsDeclared_isCheckedInsteadOfTheRuntimesClient() throws IOException {
    String declared =
        """
        Metadata:
              Unthrottle:
                client: {id: boto3, version: 1.43.0, readTimeout: %s, connectTimeout: 4s, maxAttempts: 1}
        """
            .strip();
    // 120 s + 10 s of cold start = 130 s.
    assertThat(rules(CALL.formatted(declared.formatted("130s"), "!Ref Worker", MAY_INVOKE)))
        .containsExactly("function-timeout-near-limit");
    assertThat(rules(CALL.formatted(declared.formatted("119s"), "!Ref Worker", MAY_INVOKE)))
        .contains(HANGS_UP);
  }

  @Test
  void anAsynchronousCall_waitsForNothing() throws IOException {
    String metadata = "Metadata: {Unthrottle: {asynchronous: [Worker]}}";
    assertThat(rules(CALL.formatted(metadata, "!Ref Worker", MAY_INVOKE)))
        .containsExactly("function-timeout-near-limit");
  }

  @Test
  void anAsynchronousCallOfNoFunction_isRefused() {
    String metadata = "Metadata: {Unthrottle: {asynchronous: [Wroker]}}";
    assertThatThrownBy(() -> check(CALL.formatted(metadata, "!Ref Worker", MAY_INVOKE)))
        .isInstanceOf(TemplateException.class)
        .hasMessageEndingWith("The template has no such function. Nearest: Worker. Found: Wroker");
  }

  @Test
  void anIgnoredRule_isCounted_andBreaksNothing() throws IOException {
    String metadata = "Metadata: {Unthrottle: {ignore: [%s]}}".formatted(HANGS_UP);
    List<Checked> checked = check(CALL.formatted(metadata, "!Ref Worker", MAY_INVOKE));
    assertThat(rules(checked)).doesNotContain(HANGS_UP).contains("retry-runs-twice");
    assertThat(checked.stream().flatMap(one -> one.ignored().stream()))
        .singleElement()
        .satisfies(it -> assertThat(it.hazard().rule().id()).isEqualTo(HANGS_UP));
  }

  @Test
  void aDeclarationThatCannotBe_isRefusedWithItsLine() {
    String metadata = "Metadata: {Unthrottle: {ignore: [retry-run-twice], idempotent: often}}";
    assertThatThrownBy(() -> check(CALL.formatted(metadata, "!Ref Worker", MAY_INVOKE)))
        .isInstanceOf(TemplateException.class)
        .hasMessage(
            "%s:4: Metadata.Unthrottle.idempotent: This is true or false. Found: often"
                    .formatted(folder.resolve("t.yaml"))
                + " %s:4: Metadata.Unthrottle.ignore: There is no such rule. Nearest: retry-runs-twice."
                    .formatted(folder.resolve("t.yaml"))
                + " docs/check.md has them all. Found: retry-run-twice");
  }

  // APIs.

  /** A function of 29 s is shorter than the 30 s of an HTTP API, and no shorter than 29 s. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "Api: {Type: AWS::ApiGateway::Method, Properties: {Integration: {Uri: !Sub"
            + " 'arn:aws:apigateway:${AWS::Region}:lambda:path/2015-03-31/functions/${F.Arn}/invocations'%s}}}",
        "Api: {Type: AWS::ApiGatewayV2::Integration, Properties: {IntegrationUri: !GetAtt F.Arn%s}}",
        "Api: {Type: AWS::Serverless::Api, Properties: {DefinitionBody: {paths: {/: {get:"
            + " {x-amazon-apigateway-integration: {uri: !Sub '${F.Arn}'%s}}}}}}}",
        "Api: {Type: AWS::ApiGatewayV2::Api, Properties: {Body: {components:"
            + " {x-amazon-apigateway-integrations: {one: {uri: !GetAtt F.Arn%s}}}}}}"
      })
  void anApi_isFoundWhereverItIsDefined(String api) throws IOException {
    String timeout = api.contains("{uri") ? ", timeoutInMillis: 5000" : ", TimeoutInMillis: 5000";
    assertThat(rules(function(31, api.formatted("")))).contains(GATEWAY);
    assertThat(rules(function(29, api.formatted("")))).isEmpty();
    assertThat(rules(function(6, api.formatted(timeout)))).contains(GATEWAY);
    assertThat(rules(function(5, api.formatted(timeout)))).isEmpty();
  }

  @Test
  void anIncludedFile_isPartOfTheApi() throws IOException {
    Files.writeString(
        folder.resolve("api.yaml"),
        """
        paths:
          /:
            get:
              x-amazon-apigateway-integration:
                uri: {"Fn::Sub": "${F.Arn}"}
                timeoutInMillis: 5000
        """);
    String api =
        "Api: {Type: AWS::Serverless::Api, Properties: {DefinitionBody: {'Fn::Transform': {Name:"
            + " AWS::Include, Parameters: {Location: ./api.yaml}}}}}";
    assertThat(rules(function(6, api))).containsExactly(GATEWAY);
    assertThat(rules(function(5, api))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{Uri: !GetAtt F.Arn, ResponseTransferMode: STREAM}",
        "{Uri: !GetAtt F.Arn, RequestParameters:"
            + " {integration.request.header.X-Amz-Invocation-Type: \"'Event'\"}}",
        "{Uri: 'http://example.com'}"
      })
  void anApiThatDoesNotWait_isNoHazard(String integration) throws IOException {
    String api =
        "Api: {Type: AWS::ApiGateway::Method, Properties: {Integration: %s}}"
            .formatted(integration);
    assertThat(rules(function(300, api))).isEmpty();
  }

  @Test
  void aWebSocketsClient_waitsForNothing() throws IOException {
    String api =
        """
        Api: {Type: AWS::ApiGatewayV2::Api, Properties: {ProtocolType: WEBSOCKET}}
          In: {Type: AWS::ApiGatewayV2::Integration, Properties: {ApiId: !Ref Api, IntegrationUri: !GetAtt F.Arn}}
        """;
    assertThat(rules(function(300, api))).isEmpty();
  }

  @Test
  void aTimeoutThatAnApiCannotHave_isSaid() throws IOException {
    String api =
        "Api: {Type: AWS::ApiGatewayV2::Integration, Properties: {IntegrationUri: !GetAtt F.Arn,"
            + " TimeoutInMillis: 31000}}";
    assertThat(rules(function(3, api))).containsExactly(UNKNOWN);
  }

  // Workflows.

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Definition: {States: {Charge: %s}}",
        "DefinitionString: !Sub '{\"States\": {\"Charge\": %s}}'",
        "DefinitionString: {'Fn::Join': ['', ['{\"States\": {\"Charge\": ', '%s', '}}']]}",
        "Definition: {States: {Each: {Type: Map, ItemProcessor: {States: {Charge: %s}}}}}",
        "Definition: {States: {All: {Type: Parallel, Branches: [{States: {Charge: %s}}]}}}"
      })
  void aTask_isFoundWhereverItsStateIs(String definition) throws IOException {
    String state =
        "{\"Type\": \"Task\", \"TimeoutSeconds\": 60, \"Resource\":"
            + " \"arn:aws:states:::lambda:invoke\", \"Parameters\": {\"FunctionName\": \"${F.Arn}\"}}";
    assertThat(rules(workflow(61, definition.formatted(state)))).contains(TASK);
    assertThat(rules(workflow(60, definition.formatted(state)))).doesNotContain(TASK);
  }

  @Test
  void aStatesOwnFile_isRead_withWhatIsSubstituted() throws IOException {
    Files.writeString(
        folder.resolve("flow.asl.json"),
        """
        {"States": {"Charge": {
          "Type": "Task",
          "Resource": "${ChargeArn}",
          "TimeoutSeconds": 60}}}
        """);
    String properties =
        "DefinitionUri: flow.asl.json, DefinitionSubstitutions: {ChargeArn: !GetAtt F.Arn}";
    List<Checked> checked = check(workflow(61, properties));
    assertThat(checked.stream().flatMap(one -> one.hazards().stream()))
        .filteredOn(it -> it.hazard().rule().id().equals(TASK))
        .singleElement()
        .satisfies(
            it -> assertThat(it.place()).hasToString(folder.resolve("flow.asl.json") + ":4"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{Type: Task, TimeoutSeconds: 5, Resource: 'arn:aws:states:::lambda:invoke.waitForTaskToken',"
            + " Parameters: {FunctionName: !Ref F}}",
        "{Type: Task, TimeoutSeconds: 5, Resource: 'arn:aws:states:::aws-sdk:lambda:invoke',"
            + " Parameters: {FunctionName: !Ref F, InvocationType: Event}}",
        "{Type: Task, TimeoutSeconds: 5, Resource: 'arn:aws:states:::sqs:sendMessage',"
            + " Parameters: {MessageBody: !Ref F}}"
      })
  void aStateThatDoesNotWaitForTheRun_isNoHazard(String state) throws IOException {
    assertThat(rules(workflow(61, "Definition: {States: {Charge: %s}}".formatted(state))))
        .isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "DefinitionString: !Ref Definition",
        "DefinitionString: '{{ no json'",
        "DefinitionUri: nowhere.asl.json",
        "DefinitionUri: {Bucket: some, Key: flow}"
      })
  void aDefinitionThatIsNotHere_isSaid_andTheRestIsChecked(String properties) throws IOException {
    assertThat(rules(workflow(900, properties)))
        .containsExactly("function-timeout-near-limit", UNKNOWN);
  }

  @Test
  void anExpressWorkflow_endsAfterFiveMinutes() throws IOException {
    String definition =
        "%s: EXPRESS, Definition: {States: {S: {Type: Task, Resource: !GetAtt F.Arn}}}";
    assertThat(rules(workflow(301, definition.formatted("Type")))).contains(TASK);
    assertThat(rules(workflow(301, definition.formatted("StateMachineType")))).contains(TASK);
    assertThat(rules(workflow(300, definition.formatted("Type")))).doesNotContain(TASK);
  }

  @ParameterizedTest
  @ValueSource(strings = {"States.ALL", "States.TaskFailed", "Lambda.TooManyRequestsException"})
  void aRetrierOfRefusals_isFound_unlessItNeverRetries(String error) throws IOException {
    String definition =
        "Definition: {States: {S: {Type: Task, Resource: !GetAtt F.Arn, Retry: [{ErrorEquals: [%s]%s}]}}}";
    assertThat(rules(workflow(3, definition.formatted(error, "")))).isEmpty();
    assertThat(rules(workflow(3, definition.formatted(error, ", MaxAttempts: 0"))))
        .containsExactly("task-without-retry-of-refusal");
    assertThat(rules(workflow(3, definition.formatted("States.Timeout", ""))))
        .containsExactly("task-without-retry-of-refusal");
  }

  // Slots.

  @Test
  void provisionedConcurrencyThatTakesAll_refusesWhoeverCallsLatest() throws IOException {
    String template =
        """
        Resources:
          Caller:
            Type: AWS::Serverless::Function
            Properties:
              Runtime: python3.13
              Timeout: 900
              Policies: [AWSLambdaRole]
              Environment: {Variables: {WORKER: !Ref %s}}
          Worker:
            Type: AWS::Serverless::Function
            Properties: {Timeout: 3, ReservedConcurrentExecutions: %d}
          Live:
            Type: AWS::Lambda::Alias
            Properties:
              FunctionName: !Ref Worker
              ProvisionedConcurrencyConfig: {ProvisionedConcurrentExecutions: 5}
        """;
    String takesAll = "provisioned-concurrency-takes-all";
    assertThat(rules(template.formatted("Worker", 5))).contains(takesAll);
    assertThat(rules(template.formatted("Worker", 6))).doesNotContain(takesAll);
    assertThat(rules(template.formatted("Live", 5))).doesNotContain(takesAll);
    assertThat(rules(template.formatted("Live", 4)))
        .contains("provisioned-concurrency-above-reserved");
  }

  @Test
  void severalQueues_shareTheReservation() throws IOException {
    String template =
        """
        Resources:
          F: {Type: AWS::Lambda::Function, Properties: {Timeout: 3, ReservedConcurrentExecutions: 8}}
          A: {Type: AWS::SQS::Queue}
          B: {Type: AWS::SQS::Queue}
          FromA:
            Type: AWS::Lambda::EventSourceMapping
            Properties:
              FunctionName: !Ref F
              EventSourceArn: !GetAtt A.Arn
              ScalingConfig: {MaximumConcurrency: 4}
          FromB:
            Type: AWS::Lambda::EventSourceMapping
            Properties:
              Enabled: %s
              FunctionName: !Ref F
              EventSourceArn: !GetAtt B.Arn
              ScalingConfig: {MaximumConcurrency: %d}
        """;
    // 4 + 5 executions for 8 slots, 4 + 4 for 8.
    String above = "queue-concurrency-above-reserved";
    assertThat(rules(template.formatted(true, 5))).contains(above);
    assertThat(rules(template.formatted(true, 4))).doesNotContain(above);
    assertThat(rules(template.formatted(false, 5))).doesNotContain(above);
  }

  @Test
  void eventsAge_isReadFromBothForms() throws IOException {
    String sam =
        """
        Resources:
          F:
            Type: AWS::Serverless::Function
            Properties: {Timeout: 300, EventInvokeConfig: {MaximumEventAgeInSeconds: %d}}
        """;
    String plain =
        """
        Resources:
          F: {Type: AWS::Lambda::Function, Properties: {Timeout: 300}}
          Config:
            Type: AWS::Lambda::EventInvokeConfig
            Properties: {FunctionName: !Ref F, Qualifier: $LATEST, MaximumEventAgeInSeconds: %d}
        """;
    for (String template : List.of(sam, plain)) {
      assertThat(rules(template.formatted(299))).contains("event-age-below-function-timeout");
      assertThat(rules(template.formatted(300))).isEmpty();
    }
  }

  // What isn't there.

  @Test
  void whatAMacroMakes_andANestedStack_areSaid_unlessItIsCheckedToo() throws IOException {
    String template =
        """
        Resources:
          'Fn::ForEach::Loop': [Name, [A, B], {'F${Name}': {Type: AWS::Lambda::Function}}]
          Nested: {Type: AWS::CloudFormation::Stack, Properties: {TemplateURL: ./nested.yaml}}
          Remote: {Type: AWS::CloudFormation::Stack, Properties: {TemplateURL: "https://example.com/t"}}
        """;
    Path file = Files.writeString(folder.resolve("t.yaml"), template);
    assertThat(rules(template)).containsExactly(UNKNOWN, UNKNOWN);
    var check = new TemplateCheck(Template.read(file, Map.of()), ClientCatalog.bundled());
    assertThat(rules(check.run(Set.of(folder.resolve("nested.yaml"))))).containsExactly(UNKNOWN);
  }

  @Test
  void aCallerWithoutAKnownLimit_isNoFault() throws IOException {
    String managedInstance =
        CALL.formatted("", "!Ref Worker", MAY_INVOKE).replace("Timeout: 900", "Timeout: 5400");
    assertThat(rules(managedInstance)).contains(HANGS_UP);
  }

  private static String function(int timeout, String more) {
    return """
    Resources:
      F: {Type: AWS::Lambda::Function, Properties: {Timeout: %d}}
      %s
    """
        .formatted(timeout, more);
  }

  private static String workflow(int timeout, String properties) {
    return function(
        timeout,
        "Flow: {Type: AWS::Serverless::StateMachine, Properties: {%s}}".formatted(properties));
  }

  private List<String> rules(String template) throws IOException {
    return rules(check(template));
  }

  private static List<String> rules(List<Checked> checked) {
    return checked.stream()
        .flatMap(one -> one.hazards().stream())
        .map(it -> it.hazard().rule().id())
        .toList();
  }

  private List<Checked> check(String template) throws IOException {
    Path file = Files.writeString(folder.resolve("t.yaml"), template);
    return new TemplateCheck(Template.read(file, Map.of()), ClientCatalog.bundled()).run(Set.of());
  }
}
