package dev.unthrottle.aws;

import com.almworks.sqlite4java.SQLite;
import com.amazonaws.services.dynamodbv2.local.main.ServerRunner;
import com.amazonaws.services.dynamodbv2.local.server.DynamoDBProxyServer;
import dev.unthrottle.diagnosis.store.DiagnosisStore;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;

/** AWS's own DynamoDB for one machine, in this process, with an empty table in its memory. */
public final class LocalDynamoDb implements AutoCloseable {

  /** The table. */
  public static final String TABLE = "diagnoses";

  private final DynamoDBProxyServer server;
  private final AwsClients clients;
  private final URI endpoint;

  private LocalDynamoDb(DynamoDBProxyServer server, URI endpoint) {
    this.server = server;
    this.endpoint = endpoint;
    this.clients = new AwsClients(new AwsTarget("us-east-1", null, endpoint));
  }

  /** Starts one on a free port. */
  public static LocalDynamoDb start() throws Exception {
    System.setProperty("sqlite4java.library.path", nativeLibrary().toString());
    int port = freePort();
    DynamoDBProxyServer server =
        ServerRunner.createServerFromCommandLineArgs(
            new String[] {
              "-inMemory", "-sharedDb", "-port", Integer.toString(port), "-disableTelemetry"
            });
    server.start();
    var local = new LocalDynamoDb(server, URI.create("http://127.0.0.1:" + port));
    local.createTable();
    return local;
  }

  /** Where it is. */
  public URI endpoint() {
    return endpoint;
  }

  /** A store in the table. */
  public DiagnosisStore store(InstantSource clock) {
    return new DynamoDbStore(clients, TABLE, clock);
  }

  AwsClients clients() {
    return clients;
  }

  /** As template.yaml has it. */
  private void createTable() {
    AttributeDefinition attribute =
        AttributeDefinition.builder()
            .attributeName("id")
            .attributeType(ScalarAttributeType.S)
            .build();
    KeySchemaElement key =
        KeySchemaElement.builder().attributeName("id").keyType(KeyType.HASH).build();
    var _ =
        clients
            .dynamoDb()
            .createTable(table ->
                table
                    .tableName(TABLE)
                    .billingMode(BillingMode.PAY_PER_REQUEST)
                    .attributeDefinitions(attribute)
                    .keySchema(key));
  }

  /** Maven keeps the native libraries beside the Java that loads them. */
  private static Path nativeLibrary() throws IOException, URISyntaxException {
    Path jar = Path.of(SQLite.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    Path group = jar.resolve("../../..").normalize(); // of sqlite4java/1.0.392/sqlite4java.jar
    Path together = Files.createTempDirectory("sqlite4java");
    try (Stream<Path> files = Files.walk(group)) {
      for (Path file : files.filter(LocalDynamoDb::isNative).toList()) {
        Files.copy(file, together.resolve(file.getFileName()));
      }
    }
    return together;
  }

  private static boolean isNative(Path file) {
    return file.toString().matches(".*\\.(so|dylib|dll)");
  }

  private static int freePort() throws IOException {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  @Override
  public void close() {
    clients.close();
    try {
      server.stop();
    } catch (Exception e) {
      throw new IllegalStateException("The local DynamoDB doesn't stop", e);
    }
  }
}
