package dev.unthrottle.aws;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.unthrottle.TestCredentials;
import dev.unthrottle.diagnosis.store.DiagnosisStore;
import dev.unthrottle.diagnosis.store.DiagnosisStoreContract;
import dev.unthrottle.diagnosis.store.StoreException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(TestCredentials.class)
class DynamoDbStoreTest extends DiagnosisStoreContract {

  private static LocalDynamoDb dynamoDb;

  @BeforeAll
  static void start() throws Exception {
    dynamoDb = LocalDynamoDb.start();
  }

  @AfterAll
  static void stop() {
    dynamoDb.close();
  }

  @Override
  protected DiagnosisStore store() {
    return new DynamoDbStore(dynamoDb.clients(), LocalDynamoDb.TABLE, () -> now);
  }

  @Test
  void aTableThatIsMissing_isNamed() {
    var store = new DynamoDbStore(dynamoDb.clients(), "no-such-table", () -> now);
    assertThatThrownBy(() -> store.find("id"))
        .isInstanceOf(StoreException.class)
        .hasMessageStartingWith(
            "The table no-such-table, where diagnoses are kept, could not be used: ");
  }
}
