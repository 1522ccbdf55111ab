package dev.unthrottle.sweep;

import dev.unthrottle.client.ClientCatalog;
import dev.unthrottle.client.ClientVariant;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Clients at random, as scenario files write them: any row of the catalogue. */
final class DrawnClient {

  private static final Pattern VERSION = Pattern.compile("\\d+(\\.\\d+)+");

  private DrawnClient() {}

  /** A client with timeouts and attempts of its own, or with its defaults. */
  static String suspect(Draw draw, DrawnFunction function) {
    StringBuilder client = new StringBuilder(anyVersion(draw));
    if (draw.chance(0.6)) {
      double wait = Math.max(0.3, function.meanSeconds() * draw.magnitude(0.15, 4));
      client.append(", readTimeout: ").append(Draw.duration(wait));
    }
    if (draw.chance(0.4)) {
      client.append(", maxAttempts: ").append(draw.whole(1, 6));
    }
    return client.append('}').toString();
  }

  /** Somebody else's client. */
  static String stranger(Draw draw, DrawnFunction function) {
    StringBuilder client = new StringBuilder(anyVersion(draw));
    double patience = draw.uniform(0, 1);
    if (patience < 0.65) {
      client.append(", readTimeout: 15m");
    } else if (patience < 0.8) {
      double wait = Math.max(0.3, function.meanSeconds() * draw.magnitude(0.2, 2));
      client.append(", readTimeout: ").append(Draw.duration(wait));
    }
    if (draw.chance(0.5)) {
      client.append(", maxAttempts: 1");
    }
    return client.append('}').toString();
  }

  private static String anyVersion(Draw draw) {
    ClientVariant row = draw.oneOf(ClientCatalog.bundled().variants());
    Matcher from = VERSION.matcher(row.versions());
    String version = draw.chance(0.7) && from.find() ? ", version: " + from.group() : "";
    String mode = row.defaultMode() ? "" : ", retryMode: " + row.retries().mode().id();
    return "{id: " + row.client().id() + version + mode;
  }
}
