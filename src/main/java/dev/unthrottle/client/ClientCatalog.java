package dev.unthrottle.client;

import java.util.List;

/** The AWS clients that this product knows. Immutable. */
public interface ClientCatalog {

  /** The catalogue that is part of this product, read once. */
  static ClientCatalog bundled() {
    return BundledCatalog.get();
  }

  /** All rows. */
  List<ClientVariant> variants();

  /**
   * The raw settings that {@code variant} knows, also those without effect; of two that set the
   * same, the stronger comes first.
   */
  List<KnownSetting> settings(ClientVariant variant);

  /**
   * What a configured client will effectively do.
   *
   * @throws ClientConfigurationException if the client has no such mode or setting, with every
   *     problem
   */
  ResolvedClient resolve(ClientConfiguration configuration);

  /**
   * The newest version that the catalogue knows of {@code client}, with its defaults. What it
   * speaks HTTP with stays.
   */
  ResolvedClient newest(Client client);
}
