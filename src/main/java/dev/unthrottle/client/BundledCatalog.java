package dev.unthrottle.client;

import static java.util.stream.Collectors.toMap;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;

/** The catalogue that is part of this product: {@code catalog.json}. */
final class BundledCatalog implements ClientCatalog {

  private final Map<ClientId, ClientFamily> families;
  private final List<ClientVariant> variants;

  /** Read when it is first asked for, once. */
  private static final class Loaded {
    private static final BundledCatalog CATALOG = load("catalog.json");
  }

  private BundledCatalog(Map<ClientId, ClientFamily> families) {
    this.families = families;
    this.variants =
        families.values().stream()
            .flatMap(family -> family.rows().stream())
            .map(CatalogRow::variant)
            .toList();
  }

  static BundledCatalog get() {
    return Loaded.CATALOG;
  }

  /** The catalogue in {@code json}. */
  static BundledCatalog of(JsonNode json) {
    return new BundledCatalog(CatalogReader.read(json));
  }

  private static BundledCatalog load(String resource) {
    try (InputStream in = BundledCatalog.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IllegalStateException("The catalogue is missing from the jar: " + resource);
      }
      return of(json(in));
    } catch (IOException e) {
      throw new UncheckedIOException("The catalogue can't be read: " + resource, e);
    }
  }

  private static JsonNode json(InputStream in) throws IOException {
    try (JsonParser parser = JsonValues.PARSERS.createParser(in)) {
      parser.nextToken();
      return JsonValues.read(parser);
    }
  }

  @Override
  public List<ClientVariant> variants() {
    return variants;
  }

  @Override
  public List<KnownSetting> settings(ClientVariant variant) {
    CatalogRow row = row(variant.client(), variant.id());
    return family(variant.client()).settings(row).stream()
        .map(setting ->
            new KnownSetting(
                setting.name(), setting.from().id(), setting.means().id(), setting.because()))
        .toList();
  }

  @Override
  public ResolvedClient resolve(ClientConfiguration configuration) {
    return new Resolution(family(configuration.id()), configuration).resolve();
  }

  @Override
  public ResolvedClient newest(Client client) {
    CatalogRow now = row(client.id(), client.variant());
    ClientFamily family = family(client.id());
    Map<String, String> sameHttpClient =
        family.settings(now).stream()
            .filter(setting -> setting.means() == Setting.Meaning.HTTP_CLIENT)
            .limit(1)
            .collect(toMap(Setting::name, _ -> now.transport().id()));
    return resolve(
        new ClientConfiguration(
            client.id(), family.newest().toString(), null, null, null, null, sameHttpClient));
  }

  /** The row behind the variant of this name. */
  CatalogRow row(ClientId client, String variant) {
    return family(client).rows().stream()
        .filter(row -> row.variant().id().equals(variant))
        .findFirst()
        .orElseThrow(() ->
            new IllegalArgumentException(
                "The catalogue has no variant of this name. Found: " + variant));
  }

  ClientFamily family(ClientId id) {
    ClientFamily family = families.get(id);
    if (family == null) {
      throw new IllegalStateException("The catalogue has no client " + id.id());
    }
    return family;
  }
}
