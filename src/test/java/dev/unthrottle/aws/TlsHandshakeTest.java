package dev.unthrottle.aws;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import dev.unthrottle.TestCredentials;
import dev.unthrottle.probe.ConnectTime;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Objects;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** TCP and TLS are timed apart, on a server with a certificate of its own. */
@ExtendWith(TestCredentials.class)
class TlsHandshakeTest {

  private static final String PASSWORD = "changeit";

  @TempDir private Path folder;

  @Test
  void tcpAndTls_areTimedApart() throws Exception {
    SSLContext before = SSLContext.getDefault();
    SSLContext own = context();
    HttpsServer server =
        HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setHttpsConfigurator(new HttpsConfigurator(own));
    server.start();
    SSLContext.setDefault(own);
    URI uri = URI.create("https://127.0.0.1:" + server.getAddress().getPort());
    try (AwsClients clients = new AwsClients(new AwsTarget("eu-west-1", null, uri))) {
      ConnectTime time =
          new AwsInvoker(clients, InstantSource.system()).connect(Duration.ofSeconds(20));

      assertThat(time.tcp()).isPositive();
      Duration tls = Objects.requireNonNull(time.tls());
      assertThat(tls).isPositive();
      assertThat(time.established()).isEqualTo(time.tcp().plus(tls));
    } finally {
      SSLContext.setDefault(before);
      server.stop(0);
    }
  }

  /** One that shows a certificate and trusts it. */
  private SSLContext context() throws Exception {
    Path file = folder.resolve("keys.p12");
    Process keytool =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-keyalg",
                "EC",
                "-alias",
                "server",
                "-dname",
                "CN=127.0.0.1",
                "-storepass",
                PASSWORD,
                "-keystore",
                file.toString())
            .redirectErrorStream(true)
            .start();
    String said = new String(keytool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(keytool.waitFor()).as(said).isZero();
    KeyStore keys = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(file)) {
      keys.load(in, PASSWORD.toCharArray());
    }
    var shown = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    shown.init(keys, PASSWORD.toCharArray());
    KeyStore trust = KeyStore.getInstance(KeyStore.getDefaultType());
    trust.load(null, null);
    trust.setCertificateEntry("server", keys.getCertificate("server"));
    var trusted = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trusted.init(trust);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(shown.getKeyManagers(), trusted.getTrustManagers(), null);
    return context;
  }
}
