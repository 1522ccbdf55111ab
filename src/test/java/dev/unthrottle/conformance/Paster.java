package dev.unthrottle.conformance;

import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Map;

/** Runs snippets as their language requires. */
interface Paster {

  /** Which snippets are run by one process. */
  List<List<Pasted>> batches(List<Pasted> snippets);

  /**
   * Runs a batch.
   *
   * @param endpoint where the sandbox is
   */
  Map<Pasted, Surfaced> run(List<Pasted> batch, URI endpoint)
      throws IOException, InterruptedException;
}
