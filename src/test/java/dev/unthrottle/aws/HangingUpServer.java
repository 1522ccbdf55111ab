package dev.unthrottle.aws;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * An HTTP server that answers a number of requests, and from then on reads each request and closes
 * its connection without a word.
 */
final class HangingUpServer implements AutoCloseable {

  private static final byte[] ANSWER =
      "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 2\r\n\r\n{}"
          .getBytes(StandardCharsets.US_ASCII);

  private final ServerSocket socket = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
  private final int answers;
  private final Thread thread = Thread.ofVirtual().unstarted(this::serve);
  private int requests;

  HangingUpServer(int answers) throws IOException {
    this.answers = answers;
    thread.start();
  }

  URI uri() {
    return URI.create("http://127.0.0.1:" + socket.getLocalPort());
  }

  /** Stops listening, and tells how many requests came. */
  int requestsAfterClosing() throws IOException, InterruptedException {
    close();
    thread.join();
    return requests;
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }

  private void serve() {
    while (!socket.isClosed()) {
      try (Socket connection = socket.accept()) {
        serve(connection);
      } catch (SocketException closed) {
        return;
      } catch (IOException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  private void serve(Socket connection) throws IOException {
    BufferedReader in =
        new BufferedReader(
            new InputStreamReader(connection.getInputStream(), StandardCharsets.ISO_8859_1));
    OutputStream out = connection.getOutputStream();
    while (readRequest(in)) {
      requests++;
      if (requests > answers) {
        return;
      }
      out.write(ANSWER);
      out.flush();
    }
  }

  private static boolean readRequest(BufferedReader in) throws IOException {
    @Nullable String line = in.readLine();
    if (line == null) {
      return false;
    }
    int length = 0;
    for (; line != null && !line.isEmpty(); line = in.readLine()) {
      if (line.toLowerCase(Locale.ROOT).startsWith("content-length:")) {
        length = Integer.parseInt(line.substring(line.indexOf(':') + 1).strip());
      }
    }
    for (int i = 0; i < length; i++) {
      if (in.read() < 0) {
        return false;
      }
    }
    return true;
  }
}
