package dev.unthrottle.app;

import dev.unthrottle.app.Problem.Kind;
import java.util.List;
import java.util.stream.Collectors;

/** Which request is answered by what: methods and paths, of which one segment may vary. */
record Routes(List<Route> all) {

  /**
   * One of them.
   *
   * @param method the method that it answers
   * @param path where, such as {@code /clients/{client}}
   * @param answer what it answers
   */
  record Route(String method, String path, Answer answer) {
    private boolean leadsTo(String asked) {
      int variable = path.indexOf('{');
      return variable < 0
          ? path.equals(asked)
          : asked.startsWith(path.substring(0, variable))
              && asked.length() > variable
              && asked.indexOf('/', variable) < 0;
    }
  }

  /** What answers a request. */
  @FunctionalInterface
  interface Answer {
    ApiResponse to(ApiRequest request);
  }

  /** The routes as {@code GET /clients}. */
  List<String> operations() {
    return all.stream().map(route -> route.method + " " + route.path).toList();
  }

  /**
   * The answer of the route that a request takes. HEAD is answered as GET without its body.
   *
   * @throws ProblemException if its path leads nowhere
   */
  ApiResponse answer(ApiRequest request) {
    List<Route> here = all.stream().filter(route -> route.leadsTo(request.path())).toList();
    if (here.isEmpty()) {
      String known = String.join(", ", operations());
      throw new ProblemException(Problem.of(Kind.NO_SUCH_RESOURCE, "There is: " + known + "."));
    }
    boolean head = request.method().equals("HEAD");
    String method = head ? "GET" : request.method();
    for (Route route : here) {
      if (route.method.equals(method)) {
        ApiResponse response = route.answer.to(request);
        return head ? response.withoutBody() : response;
      }
    }
    return otherMethod(request, allowed(here));
  }

  private static ApiResponse otherMethod(ApiRequest request, String allowed) {
    ApiResponse response =
        request.method().equals("OPTIONS")
            ? ApiResponse.of(204, "application/json", "")
            : ApiResponse.problem(Problem.of(Kind.METHOD_NOT_ALLOWED, "It has " + allowed + "."));
    return response.with("allow", allowed);
  }

  private static String allowed(List<Route> here) {
    String methods = here.stream().map(Route::method).collect(Collectors.joining(", "));
    return (methods.contains("GET") ? methods + ", HEAD" : methods) + ", OPTIONS";
  }
}
