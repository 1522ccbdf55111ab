package dev.unthrottle.conformance;

import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** What runs snippets here, language by language. */
final class PasteTools {

  private static final String ENDPOINT_IN_JS =
      "require(\"aws-sdk\").config.lambda = { endpoint: process.env.AWS_ENDPOINT_URL };\n";

  private static final String ENDPOINT_IN_RUBY =
      """
      require "aws-sdk-core"
      Aws.config[:lambda] = { endpoint: ENV["AWS_ENDPOINT_URL"] }
      """;

  private static final String ENDPOINT_IN_PYTHON =
      """
      import functools, os, boto3
      boto3.client = functools.partial(boto3.client, endpoint_url=os.environ["AWS_ENDPOINT_URL"])
      """;

  private static final String ENDPOINT_IN_JAVA =
      ".withEndpointConfiguration("
          + "new com.amazonaws.client.builder.AwsClientBuilder.EndpointConfiguration("
          + "System.getenv(\"AWS_ENDPOINT_URL\"), System.getenv(\"AWS_REGION\")))";

  private static final Map<String, String> GO_OF_DEBIAN =
      Map.of("GO111MODULE", "off", "GOPATH", "/usr/share/gocode", "GOFLAGS", "");

  private PasteTools() {}

  static List<PasteTool> all() {
    return List.of(
        java("java-v2", "java-v2-.*", Tools.javaV2()),
        java(
            "java-v1",
            "java-v1-.*",
            Tools.javaV1(),
            new Addition(
                "AWSLambdaClientBuilder.standard()",
                ENDPOINT_IN_JAVA,
                "the SDK for Java 1.x doesn't read AWS_ENDPOINT_URL")),
        cli("aws-cli-1", "aws-cli-v1.*", Tools.cli1()),
        cli(
            "aws-cli-2",
            "aws-cli-v2-.*pre2026",
            Tools.cli2(),
            new Addition(
                "",
                "aws() { command aws --endpoint-url \"$AWS_ENDPOINT_URL\" \"$@\"; }\n",
                "the AWS CLI reads AWS_ENDPOINT_URL from 2.13 on")),
        boto3("boto3", "boto3-(legacy|.*-pre2026)", Tools.python(), Map.of()),
        boto3("boto3-2026", "boto3-.*-2026", Tools.python(), Drivers.NEW_RETRIES),
        boto3(
            "boto3-debian",
            "boto3-(legacy|.*-pre2026)",
            Tools.debianPython(),
            Map.of(),
            new Addition("", ENDPOINT_IN_PYTHON, "boto3 reads AWS_ENDPOINT_URL from 1.28 on")),
        node("js-v3", "js-v3-.*-2026", "snippet.mjs"),
        node("js-v3-pre2026", "js-v3-.*-pre2026", "snippet.mjs"),
        node(
            "js-v2",
            "js-v2",
            "snippet.js",
            new Addition(
                "", ENDPOINT_IN_JS, "the SDK for JavaScript v2 doesn't read AWS_ENDPOINT_URL")),
        go(
            "go-v1",
            "go-v1",
            new Addition(
                "&aws.Config{",
                "Endpoint: aws.String(os.Getenv(\"AWS_ENDPOINT_URL\")),",
                "the SDK for Go v1 doesn't read AWS_ENDPOINT_URL")),
        go(
            "go-v2",
            "go-v2-.*-pre2026",
            new Addition(
                "lambda.NewFromConfig(cfg",
                ", func(o *lambda.Options) { o.EndpointResolver = "
                    + "lambda.EndpointResolverFromURL(os.Getenv(\"AWS_ENDPOINT_URL\")) }",
                "the SDK for Go v2 reads AWS_ENDPOINT_URL from 1.23 on")),
        ruby());
  }

  private static PasteTool java(String name, String variants, Path jars, Addition... additions) {
    List<Addition> all = List.of(additions);
    return new PasteTool(name, variants, all, new JavaPaster(folder(name), jars, all));
  }

  private static PasteTool cli(String name, String variants, Path program, Addition... additions) {
    String path = program.getParent() + File.pathSeparator + System.getenv("PATH");
    return script(
        name,
        variants,
        new ScriptPaster(
            folder(name),
            "snippet.sh",
            List.of(additions),
            Map.of("PATH", path),
            List.of("bash", "-e", "snippet.sh")));
  }

  private static PasteTool boto3(
      String name,
      String variants,
      Path python,
      Map<String, String> environment,
      Addition... additions) {
    return script(
        name,
        variants,
        new ScriptPaster(
            folder(name),
            "snippet.py",
            List.of(additions),
            environment,
            List.of(python.toString(), "snippet.py")));
  }

  private static PasteTool node(String name, String variants, String file, Addition... additions) {
    return script(
        name,
        variants,
        new ScriptPaster(
            Tools.nodePackages(name).resolve("pasted"),
            file,
            List.of(additions),
            Map.of(),
            List.of(Tools.node().toString(), file)));
  }

  private static PasteTool go(String name, String variants, Addition endpoint) {
    Addition itsImport = new Addition("import (\n", "\t\"os\"\n", endpoint.why());
    return script(
        name,
        variants,
        new ScriptPaster(
            folder(name),
            "snippet.go",
            List.of(itsImport, endpoint),
            GO_OF_DEBIAN,
            List.of("bash", "-ec", "go build -o snippet snippet.go; ./snippet")));
  }

  private static PasteTool ruby() {
    String gem = Tools.resource("ruby").toString();
    Addition endpoint =
        new Addition("", ENDPOINT_IN_RUBY, "aws-sdk-core reads AWS_ENDPOINT_URL from 3.174 on");
    return script(
        "ruby",
        "ruby-v3-(legacy|.*-pre2026)",
        new ScriptPaster(
            folder("ruby"),
            "snippet.rb",
            List.of(endpoint),
            Map.of(),
            List.of(Tools.ruby().toString(), "-I", gem, "snippet.rb")));
  }

  private static PasteTool script(String name, String variants, ScriptPaster paster) {
    return new PasteTool(name, variants, paster.additions(), paster);
  }

  private static Path folder(String name) {
    return Tools.folder(name).resolve("pasted");
  }
}
