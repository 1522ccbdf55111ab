package dev.unthrottle.conformance;

import java.util.concurrent.CompletableFuture;

/** Makes a real client call. Thread-safe. */
interface Driver extends AutoCloseable {

  /** The client's version, as it tells it. */
  String version();

  /** The client and what runs it, with their versions. */
  String tool();

  /** Makes a call; completes with what its caller gets. */
  CompletableFuture<Surfaced> call(RealCall call);

  @Override
  void close();
}
