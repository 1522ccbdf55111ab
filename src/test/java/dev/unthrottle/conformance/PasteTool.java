package dev.unthrottle.conformance;

import dev.unthrottle.client.ClientCatalog;
import dev.unthrottle.client.ClientVariant;
import java.util.List;

/**
 * What runs the snippets of some variants.
 *
 * @param name the real client's
 * @param variants the variants that it is, or can be told to be, as a regular expression
 * @param additions what its snippets lack
 * @param paster how they are run
 */
record PasteTool(String name, String variants, List<Addition> additions, Paster paster) {

  /** The variants whose snippets it runs. */
  List<ClientVariant> itsVariants() {
    return ClientCatalog.bundled().variants().stream()
        .filter(variant -> variant.id().matches(variants))
        .toList();
  }
}
