package dev.unthrottle.app.cli.template;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;

/**
 * Which functions a function's role allows it to invoke. A function that names another and may not
 * invoke it hands the name on: to a scheduler, or to a log. What a template doesn't say is taken to
 * be allowed.
 */
final class Permissions {

  private static final String INVOKE = "lambda:invokefunction";
  private static final String ROLE = "AWS::IAM::Role";
  private static final String MANAGED = "AWS::IAM::ManagedPolicy";

  /** The policies of AWS that allow to invoke any function. */
  private static final Set<String> INVOKING =
      Set.of(
          "AdministratorAccess",
          "PowerUserAccess",
          "AWSLambda_FullAccess",
          "AWSLambdaFullAccess",
          "AWSLambdaRole",
          "AWSLambdaInvocation-DynamoDB");

  private static final Pattern OF_AWS = Pattern.compile("(?:arn:.*:iam::aws:policy/.*)|[\\w-]+");

  private final Template template;
  private final Functions functions;

  /** The documents that further resources attach to a role, by the role's logical id. */
  private final Map<String, List<Node>> attached = new HashMap<>();

  Permissions(Template template, Functions functions) {
    this.template = template;
    this.functions = functions;
    template
        .resources("AWS::IAM::Policy", MANAGED, "AWS::IAM::RolePolicy")
        .values()
        .forEach(this::attach);
  }

  private void attach(Node policy) {
    Stream.of("Roles", "RoleName")
        .flatMap(name -> Yaml.at(policy, "Properties", name).stream())
        .flatMap(roles -> References.ids(roles).stream())
        .forEach(role ->
            attached
                .computeIfAbsent(role, _ -> new ArrayList<>())
                .addAll(documents(policy, "Properties", "PolicyDocument")));
  }

  private static List<Node> documents(Node node, String... path) {
    return Yaml.at(node, path).stream().toList();
  }

  /** The functions that {@code caller} may invoke. */
  Allowed of(TemplateFunction caller) {
    var allowed = new Allowed();
    Optional<Node> role = caller.node("Role");
    if (role.isPresent()) {
      role(role.get(), allowed);
    } else if (!caller.serverless()) {
      allowed.any = true;
    } else {
      caller.node("Policies").ifPresent(policies -> serverless(policies, allowed));
      attached.getOrDefault(caller.id() + "Role", List.of()).forEach(it -> document(it, allowed));
    }
    connectors(caller, allowed);
    return allowed;
  }

  /** Some functions, or any. */
  static final class Allowed {
    private final Set<String> ids = new HashSet<>();
    private boolean any;

    boolean contains(TemplateFunction function) {
      return any || ids.contains(function.id());
    }
  }

  private void role(Node node, Allowed allowed) {
    Set<String> ids =
        References.ids(node).stream()
            .filter(id -> template.resource(ROLE, id).isPresent())
            .collect(Collectors.toSet());
    allowed.any |= ids.isEmpty();
    for (String id : ids) {
      Node role = template.resource(ROLE, id).orElseThrow();
      Yaml.at(role, "Properties", "Policies").stream()
          .flatMap(policies -> Yaml.items(policies).stream())
          .flatMap(policy -> documents(policy, "PolicyDocument").stream())
          .forEach(document -> document(document, allowed));
      Yaml.at(role, "Properties", "ManagedPolicyArns").stream()
          .flatMap(arns -> Yaml.oneOrMore(arns).stream())
          .forEach(arn -> managed(arn, allowed));
      attached.getOrDefault(id, List.of()).forEach(document -> document(document, allowed));
    }
  }

  /** SAM's {@code Policies}: names, templates and statements. */
  private void serverless(Node policies, Allowed allowed) {
    for (Node policy : Yaml.oneOrMore(policies)) {
      if (!(policy instanceof MappingNode) || Intrinsic.in(policy).isPresent()) {
        managed(policy, allowed);
      } else if (Yaml.at(policy, "Statement").isPresent()) {
        document(policy, allowed);
      } else {
        Yaml.at(policy, "LambdaInvokePolicy").ifPresent(it -> resource(it, allowed));
      }
    }
  }

  private void managed(Node policy, Allowed allowed) {
    Set<String> here =
        References.ids(policy).stream()
            .filter(id -> template.resource(MANAGED, id).isPresent())
            .collect(Collectors.toSet());
    if (here.isEmpty()) {
      allowed.any |= !harmless(policy);
    }
    here.stream()
        .flatMap(id -> template.resource(MANAGED, id).stream())
        .flatMap(resource -> documents(resource, "Properties", "PolicyDocument").stream())
        .forEach(document -> document(document, allowed));
  }

  /** Whether it is a policy of AWS that allows something else. */
  private static boolean harmless(Node policy) {
    String text = written(policy);
    String name = text.substring(text.lastIndexOf('/') + 1);
    return OF_AWS.matcher(text).matches() && !INVOKING.contains(name);
  }

  /** The text of a policy's ARN, whose partition may be a function's, as CDK writes it. */
  private static String written(Node node) {
    Optional<Intrinsic> join = Intrinsic.in(node).filter(it -> it.name().equals("Join"));
    if (join.isPresent() && join.get().items().size() == 2) {
      return Yaml.items(join.get().items().get(1)).stream()
          .map(part -> Yaml.text(part).orElse("aws"))
          .collect(Collectors.joining());
    }
    boolean referring = Intrinsic.in(node).filter(it -> !it.name().equals("Sub")).isPresent();
    return referring
        ? ""
        : Intrinsic.in(node).map(Intrinsic::text).or(() -> Yaml.text(node)).orElse("");
  }

  private void document(Node document, Allowed allowed) {
    Yaml.at(document, "Statement").stream()
        .flatMap(statements -> Yaml.oneOrMore(statements).stream())
        .filter(statement -> !Yaml.textAt(statement, "Effect").equals("Deny"))
        .filter(Permissions::invokes)
        .forEach(statement ->
            Yaml.at(statement, "Resource")
                .ifPresentOrElse(it -> resource(it, allowed), () -> allowed.any = true));
  }

  private static boolean invokes(Node statement) {
    return Yaml.at(statement, "Action")
        .map(actions ->
            Yaml.oneOrMore(actions).stream()
                .anyMatch(action -> Yaml.text(action).map(Permissions::covers).orElse(true)))
        .orElse(true);
  }

  /** Whether an action, which may have wildcards, stands for invoking a function. */
  private static boolean covers(String action) {
    String pattern =
        Stream.of(action.toLowerCase(Locale.ROOT).split("\\*", -1))
            .map(Pattern::quote)
            .collect(Collectors.joining(".*"));
    return Pattern.matches(pattern, INVOKE);
  }

  /** What names no function of the template may stand for all of them. */
  private void resource(Node resource, Allowed allowed) {
    for (Node one : Yaml.oneOrMore(resource)) {
      Set<TemplateFunction> named = functions.in(one).keySet();
      allowed.any |= named.isEmpty();
      named.forEach(function -> allowed.ids.add(function.id()));
    }
  }

  /** SAM's connectors grant what they are told to, inside a function or beside it. */
  private void connectors(TemplateFunction caller, Allowed allowed) {
    Yaml.entriesAt(caller.resource(), "Connectors").values().stream()
        .flatMap(connector -> Yaml.at(connector, "Properties").stream())
        .forEach(it -> connector(it, allowed));
    template.resources("AWS::Serverless::Connector").values().stream()
        .flatMap(connector -> Yaml.at(connector, "Properties").stream())
        .filter(it -> Yaml.textAt(it, "Source", "Id").equals(caller.id()))
        .forEach(it -> connector(it, allowed));
  }

  private static void connector(Node properties, Allowed allowed) {
    boolean writes =
        Yaml.at(properties, "Permissions").stream()
            .flatMap(permissions -> Yaml.oneOrMore(permissions).stream())
            .anyMatch(it -> Yaml.text(it).filter("Write"::equals).isPresent());
    if (writes) {
      Yaml.at(properties, "Destination").stream()
          .flatMap(destinations -> Yaml.oneOrMore(destinations).stream())
          .forEach(destination -> allowed.ids.add(Yaml.textAt(destination, "Id")));
    }
  }
}
