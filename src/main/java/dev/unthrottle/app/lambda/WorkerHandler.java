package dev.unthrottle.app.lambda;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.unthrottle.app.JsonTree;
import dev.unthrottle.app.Worker;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/**
 * Makes a diagnosis that outlasts the gateway. Lambda delivers its event at least once, and again
 * when it fails: the diagnosis is made once all the same, and its probe sent at most once.
 */
public final class WorkerHandler implements RequestStreamHandler {

  private final Station station = new Station();
  private final Worker worker = station.worker();

  /** Called by Lambda, once for each execution environment. */
  public WorkerHandler() {}

  /**
   * Fails while another worker has the diagnosis, so that Lambda looks again if that one is lost.
   */
  @Override
  public void handleRequest(InputStream in, OutputStream out, Context context) throws IOException {
    String id = WorkerEvent.read(JsonTree.parse(Station.read(in)));
    Worker.Outcome outcome = worker.run(id, Station.timeLeft(context), station.telling(context));
    if (outcome == Worker.Outcome.TAKEN) {
      throw new IllegalStateException("Another worker has the diagnosis " + id);
    }
  }
}
