package dev.unthrottle.app;

import static com.fasterxml.jackson.databind.node.JsonNodeFactory.instance;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.unthrottle.client.Quote;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Why a request got no answer, as RFC 9457 has it.
 *
 * @param kind which kind of problem
 * @param detail what happened this time, and what to do
 * @param findings what is wrong in the request, place by place; empty if nothing is
 */
public record Problem(Kind kind, String detail, List<Finding> findings) {

  /** The media type of a problem document. */
  public static final String MEDIA_TYPE = "application/problem+json";

  /** The kinds of problems: what its type URI ends in, its status, its title. */
  public enum Kind {
    MALFORMED_JSON(400, "The body is not JSON"),
    INVALID_REQUEST(400, "The request has problems"),
    FORBIDDEN(403, "AWS gave nothing to look at"),
    PROBES_OFF(403, "Probes are switched off here"),
    CROSS_SITE(403, "The request came from another site"),
    NO_SUCH_RESOURCE(404, "There is no such resource"),
    NO_CONSOLE(404, "There is no console here"),
    NO_SUCH_CLIENT(404, "The catalogue has no such client"),
    NO_SUCH_FUNCTION(404, "There is no such function"),
    NO_SUCH_DIAGNOSIS(404, "There is no such diagnosis"),
    METHOD_NOT_ALLOWED(405, "This resource doesn't have that method"),
    PROBE_TOO_LONG(409, "The probe could outlast the time that is left"),
    TOO_LARGE(413, "The body is too large"),
    UNSUPPORTED_MEDIA_TYPE(415, "The body has to be JSON"),
    MISDIRECTED(421, "The request was meant for another host"),
    KEY_REUSED(422, "The key belongs to another request"),
    ANSWER_TOO_LARGE(500, "The answer is larger than can be kept"),
    WORKER_LOST(500, "The diagnosis was begun too often"),
    UNEXPECTED(500, "Something unexpected happened"),
    NOTHING_KEPT(501, "Diagnoses are not kept here"),
    UNREACHABLE(502, "AWS could not be asked"),
    STORE_UNAVAILABLE(503, "The store of diagnoses could not be used"),
    THROTTLED(503, "AWS throttles the tool itself");

    private final int status;
    private final String title;

    Kind(int status, String title) {
      this.status = status;
      this.title = title;
    }

    /** The HTTP status. */
    public int status() {
      return status;
    }

    /** What all problems of this kind have in common. */
    public String title() {
      return title;
    }

    String type() {
      return "urn:problem:unthrottle:" + name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  /**
   * One thing that is wrong.
   *
   * @param pointer where, as a JSON pointer into the request (RFC 6901)
   * @param rule what would be right
   * @param found what stands there, as a message quotes it; {@code null} if nothing does
   */
  public record Finding(String pointer, String rule, @Nullable String found) {

    /** Quotes what was found. */
    public Finding {
      found = found == null ? null : Quote.of(found);
    }
  }

  /** Copies the list. */
  public Problem {
    findings = List.copyOf(findings);
  }

  /** A problem that lies nowhere in particular. */
  public static Problem of(Kind kind, String detail) {
    return new Problem(kind, detail, List.of());
  }

  /** The problem document. */
  public ObjectNode json() {
    ObjectNode node =
        instance
            .objectNode()
            .put("type", kind.type())
            .put("title", kind.title())
            .put("status", kind.status())
            .put("detail", detail);
    var problems = node.putArray("problems");
    for (Finding finding : findings) {
      problems
          .addObject()
          .put("pointer", finding.pointer())
          .put("rule", finding.rule())
          .put("found", finding.found());
    }
    return node;
  }
}
