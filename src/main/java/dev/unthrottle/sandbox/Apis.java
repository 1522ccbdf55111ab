package dev.unthrottle.sandbox;

import java.util.List;

/** The APIs that the sandbox plays, by the names that scenarios and IAM policies use. */
final class Apis {

  static final List<String> NAMES =
      List.of(
          "lambda:Invoke",
          "lambda:GetFunction",
          "lambda:GetFunctionConfiguration",
          "lambda:GetFunctionConcurrency",
          "lambda:PutFunctionConcurrency",
          "lambda:DeleteFunctionConcurrency",
          "lambda:UpdateFunctionCode",
          "lambda:UpdateFunctionConfiguration",
          "lambda:PublishVersion",
          "lambda:GetAccountSettings",
          "lambda:GetAlias",
          "lambda:ListProvisionedConcurrencyConfigs",
          "lambda:GetProvisionedConcurrencyConfig",
          "lambda:ListEventSourceMappings",
          "lambda:GetFunctionEventInvokeConfig",
          "lambda:ListFunctions",
          "lambda:ListTags",
          "logs:FilterLogEvents",
          "logs:GetLogEvents",
          "logs:DescribeLogGroups",
          "logs:DescribeLogStreams",
          "logs:StartQuery",
          "logs:GetQueryResults",
          "logs:StopQuery",
          "cloudwatch:GetMetricData",
          "sts:GetCallerIdentity");

  private Apis() {}
}
