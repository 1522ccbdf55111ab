package dev.unthrottle.diagnosis.store;

class MemoryStoreTest extends DiagnosisStoreContract {

  private final DiagnosisStore store = DiagnosisStore.inMemory(() -> now);

  @Override
  protected DiagnosisStore store() {
    return store;
  }
}
