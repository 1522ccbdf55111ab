package dev.unthrottle.client;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The AWS clients that the catalogue describes. */
public enum ClientId {
  AWS_CLI,
  BOTO3,
  JAVA_V1,
  JAVA_V2,
  JS_V2,
  JS_V3,
  GO_V1,
  GO_V2,
  DOTNET,
  POWERSHELL,
  RUBY,
  PHP,
  RUST,
  CPP,
  KOTLIN,
  SWIFT;

  /** The name that requests and answers use: {@code aws-cli}. */
  public String id() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Whether every call is a process of its own, which remembers nothing of earlier calls. */
  public boolean isProcessPerCall() {
    return this == AWS_CLI;
  }

  /** The client of that name, if the catalogue has it. */
  public static Optional<ClientId> find(String id) {
    return Arrays.stream(values()).filter(client -> client.id().equals(id)).findFirst();
  }

  /**
   * The client of that name.
   *
   * @throws IllegalArgumentException if the catalogue doesn't have it; the message names the
   *     nearest, if one is near, and all that there are
   */
  public static ClientId parse(String id) {
    return find(id).orElseThrow(() -> new IllegalArgumentException(unknown(id)));
  }

  private static String unknown(String id) {
    List<String> known = Arrays.stream(values()).map(ClientId::id).toList();
    return "The catalogue doesn't know the client %s.%s It knows %s."
        .formatted(Quote.of(id), NearestNames.hint(id, known), String.join(", ", known));
  }
}
