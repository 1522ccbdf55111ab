package dev.unthrottle.app;

import static com.fasterxml.jackson.databind.node.JsonNodeFactory.instance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.unthrottle.diagnosis.store.Ending;
import dev.unthrottle.diagnosis.store.Packed;
import dev.unthrottle.diagnosis.store.StoredDiagnosis;
import dev.unthrottle.report.JsonProgress;
import dev.unthrottle.report.JsonText;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What is answered about a diagnosis that is kept. */
final class KeptAnswer {

  /** In how many seconds it is worth asking again for an answer that isn't the last word. */
  private static final String LOOK_AGAIN = "15";

  private KeptAnswer() {}

  /** It runs; a browser looks again by itself. */
  static ApiResponse running(
      StoredDiagnosis diagnosis, int status, boolean page, Duration retryAfter) {
    ObjectNode document = JsonProgress.running(diagnosis);
    String seconds = Long.toString(retryAfter.toSeconds());
    String location = "/diagnoses/" + diagnosis.id();
    ApiResponse response =
        page
            ? ApiResponse.of(status, "text/html; charset=utf-8", ProgressPage.of(document))
                .with("refresh", seconds + "; url=" + location)
            : ApiResponse.of(status, "application/json", JsonText.compact(document));
    return response.with("location", location).with("retry-after", seconds);
  }

  /** It has ended, and is looked at. */
  static ApiResponse ofGet(StoredDiagnosis diagnosis, boolean page) {
    Ending ending = Objects.requireNonNull(diagnosis.ending());
    @Nullable Packed html = ending.page();
    ApiResponse response =
        page && html != null
            ? ApiResponse.html(html.text())
            : ApiResponse.of(200, "application/json", ending.document().text());
    return diagnosis.followUp() == null ? response : response.with("retry-after", LOOK_AGAIN);
  }

  /** It has ended before its asker stopped waiting: no answer is a problem. */
  static ApiResponse ofPost(StoredDiagnosis diagnosis, boolean page) {
    Ending ending = Objects.requireNonNull(diagnosis.ending());
    ApiResponse response = ending.completed() ? ofGet(diagnosis, page) : problem(ending);
    return response.with("content-location", "/diagnoses/" + diagnosis.id());
  }

  /** The problem document, and beside it what the diagnosis did until then. */
  private static ApiResponse problem(Ending ending) {
    JsonNode failed = JsonTree.parse(ending.document().text());
    ObjectNode problem = instance.objectNode();
    failed.path("problem").properties().forEach(it -> problem.set(it.getKey(), it.getValue()));
    problem.set("id", failed.path("id"));
    problem.set("sideEffects", failed.path("sideEffects"));
    return ApiResponse.of(
        problem.path("status").intValue(), Problem.MEDIA_TYPE, JsonText.compact(problem));
  }
}
