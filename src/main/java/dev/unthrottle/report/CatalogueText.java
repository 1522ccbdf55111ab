package dev.unthrottle.report;

import dev.unthrottle.client.Client;
import dev.unthrottle.client.ClientVariant;
import dev.unthrottle.client.ResolvedClient;
import java.util.List;
import java.util.Locale;

/** The catalogue of clients as text of 80 columns. */
public final class CatalogueText {

  private static final String ROW = "%-30s%-10s%-10s%-9s%s";

  private CatalogueText() {}

  /** A line for each variant. */
  public static String all(List<ClientVariant> variants) {
    TextPage page = new TextPage(new Ink(false));
    page.line(String.format(Locale.ROOT, ROW, "variant", "connect", "read", "attempts", "mode"));
    for (ClientVariant variant : variants) {
      page.line(
          String.format(
              Locale.ROOT,
              ROW,
              variant.id(),
              Figures.duration(variant.timeouts().connect()),
              Figures.duration(variant.timeouts().read()),
              variant.retries().maxAttempts(),
              variant.retries().mode().id() + (variant.defaultMode() ? "" : " (if asked for)")));
    }
    return page.toString();
  }

  /** One client's effective defaults, and where they come from. */
  public static String one(ResolvedClient resolved) {
    Client client = resolved.client();
    ClientVariant variant = resolved.variant();
    TextPage page = new TextPage(new Ink(false));
    page.line(client.variant() + ", versions " + variant.versions()).blank();
    page.line("connect timeout   " + Figures.duration(client.timeouts().connect()));
    page.line("read timeout      " + Figures.duration(client.timeouts().read()));
    page.line("attempt timeout   " + Figures.duration(client.timeouts().attempt()));
    page.line("call timeout      " + Figures.duration(client.timeouts().call()));
    page.line("attempts          " + client.retries().maxAttempts() + ", the first included");
    page.line("retry mode        " + client.retries().mode().id());
    page.line("TCP keep-alive    " + (client.tcpKeepAlive() ? "on" : "off"));
    page.line(
        "known by          %s, version %s"
            .formatted(
                variant.confidence().name().toLowerCase(Locale.ROOT), variant.versionChecked()));
    resolved.warnings().forEach(warning -> page.paragraph("! ", warning));
    variant.notes().forEach(note -> page.paragraph("• ", note));
    return page.toString();
  }
}
