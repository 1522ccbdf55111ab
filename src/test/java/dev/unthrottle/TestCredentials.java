package dev.unthrottle;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Credentials that open nothing, where the SDK looks first; and none of the profiles of whoever
 * runs the tests. They are there as long as a test class needs them; several may at once.
 */
public final class TestCredentials implements BeforeAllCallback, AfterAllCallback {

  /** No file at all. */
  public static final String NOWHERE = Path.of("src/test/no-such-file").toAbsolutePath().toString();

  private static final Map<String, String> SETTINGS =
      Map.of(
          "aws.accessKeyId", "AKIDEXAMPLE",
          "aws.secretAccessKey", "a-secret-that-opens-nothing",
          "aws.configFile", NOWHERE,
          "aws.sharedCredentialsFile", NOWHERE,
          "aws.disableEc2Metadata", "true");

  private static final Map<String, @Nullable String> BEFORE = new LinkedHashMap<>();

  private static int users;

  @Override
  public void beforeAll(ExtensionContext context) {
    synchronized (BEFORE) {
      if (users++ == 0) {
        SETTINGS.forEach((name, value) -> BEFORE.put(name, System.setProperty(name, value)));
      }
    }
  }

  @Override
  public void afterAll(ExtensionContext context) {
    synchronized (BEFORE) {
      if (--users == 0) {
        BEFORE.forEach(TestCredentials::restore);
        BEFORE.clear();
      }
    }
  }

  private static void restore(String name, @Nullable String value) {
    if (value == null) {
      System.clearProperty(name);
    } else {
      System.setProperty(name, value);
    }
  }
}
