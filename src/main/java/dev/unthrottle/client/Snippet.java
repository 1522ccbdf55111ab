package dev.unthrottle.client;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The settings as users of one client paste them: its own names, its own units, and nothing that it
 * ignores.
 *
 * @param language {@code sh}, {@code python}, {@code java}, {@code javascript}, {@code go}, {@code
 *     csharp}, {@code powershell}, {@code ruby}, {@code php}, {@code rust}, {@code cpp}, {@code
 *     kotlin}, {@code swift} or {@code ini}
 * @param text ready to paste
 */
public record Snippet(String language, String text) {

  /** A name, partial ARN or ARN. */
  private static final Pattern FUNCTION = Pattern.compile("[A-Za-z0-9_:$.-]+");

  /** A client has no setting for what it is to be told. The message has a line for each reason. */
  public static final class Impossible extends IllegalArgumentException {

    private static final long serialVersionUID = 1;

    Impossible(String reasons) {
      super(reasons);
    }
  }

  /**
   * What makes a client of {@code client}'s variant behave like {@code client} when it calls {@code
   * function}. Where it takes whole seconds, timeouts are rounded up. Where it has no read timeout,
   * its limit for an attempt stands in: the connect and the read timeout together, unless {@code
   * client}'s own is shorter.
   *
   * @param asynchronous whether Lambda is to queue the event and answer at once
   * @param function name, partial ARN or ARN
   * @throws Impossible if the client can't be told so
   * @throws IllegalArgumentException if {@code function} is none, or the catalogue doesn't have the
   *     variant
   */
  public static Snippet of(Client client, boolean asynchronous, String function) {
    if (!FUNCTION.matcher(function).matches()) {
      throw new IllegalArgumentException(
          "A function is given by its name or ARN. Found: " + Quote.of(function));
    }
    CatalogRow row = row(client);
    SnippetTemplate template = SnippetTemplate.named(row.transport().snippet());
    Map<String, String> values = new HashMap<>(SnippetValues.forCall(client, row, asynchronous));
    values.put("function", template.quoted(function));
    return template.filled(values);
  }

  /**
   * What the shared config file can make of it: attempts and retry mode, for every client that
   * reads the profile. Empty if this variant doesn't take both from there.
   */
  public static Optional<Snippet> configFile(Client client) {
    return SnippetValues.forConfigFile(client, row(client))
        .map(SnippetTemplate.named("config.ini")::filled);
  }

  /**
   * The client that {@link #of} makes: with its timeouts in its own units, an attempt's limit where
   * it has no read timeout, and keep-alive only where it can be turned on. What follows from these
   * settings is what follows from the snippet.
   *
   * @throws Impossible if the client can't be told so
   */
  public static Client obeyed(Client client) {
    return SnippetValues.obeyed(client, row(client));
  }

  private static CatalogRow row(Client client) {
    return BundledCatalog.get().row(client.id(), client.variant());
  }
}
