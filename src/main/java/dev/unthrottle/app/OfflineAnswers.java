package dev.unthrottle.app;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.unthrottle.client.ClientCatalog;
import dev.unthrottle.client.ResolvedClient;
import dev.unthrottle.client.error.ErrorReading;
import dev.unthrottle.report.Explanation;
import dev.unthrottle.report.SimulationReport;
import dev.unthrottle.report.TimelineSvg;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** What the HTTP API answers without AWS: explanations, simulations, and what clients do. */
final class OfflineAnswers {

  static final List<String> EXPLANATION_FIELDS = List.of("error");

  /** How wide a picture is if nobody says, in CSS pixels. */
  private static final int USUAL_WIDTH = 720;

  private final ClientCatalog catalog;

  OfflineAnswers(ClientCatalog catalog) {
    this.catalog = catalog;
  }

  /** What a pasted error means. */
  ApiResponse explain(ApiRequest request) {
    Findings findings = new Findings();
    String error =
        new Fields(request.json(), "", findings, EXPLANATION_FIELDS)
            .require("error", "Which error? Paste what the client printed.")
            .text("error", "This is the text that the client printed.");
    findings.refuseIfAny();
    return ApiResponse.json(
        Explanation.json(ErrorReading.read(Objects.requireNonNull(error), catalog)));
  }

  /** What would happen: as JSON, as a page, or as a picture of {@code ?width=} pixels. */
  ApiResponse simulate(ApiRequest request) {
    Findings findings = new Findings();
    int width = width(request, findings);
    SimulationReport report = WhatIf.run(request.json(), catalog, findings);
    if (request.accepts("text/html")) {
      return ApiResponse.html(report.html());
    }
    return request.accepts("image/svg+xml")
        ? ApiResponse.of(200, "image/svg+xml", report.svg(width))
        : ApiResponse.json(report.json());
  }

  private static int width(ApiRequest request, Findings findings) {
    String width = request.query().getOrDefault("width", Integer.toString(USUAL_WIDTH));
    if (width.matches("\\d{3,4}")) {
      int pixels = Integer.parseInt(width);
      if (pixels >= TimelineSvg.NARROWEST && pixels <= TimelineSvg.WIDEST) {
        return pixels;
      }
    }
    findings.add(
        "",
        "?width= is a whole number of pixels from %d to %d."
            .formatted(TimelineSvg.NARROWEST, TimelineSvg.WIDEST),
        width);
    return USUAL_WIDTH;
  }

  /** Every row of the catalogue. */
  ApiResponse clients(ApiRequest request) {
    return ApiResponse.json(new Catalogue(catalog).all());
  }

  /**
   * A client's effective settings: its defaults, or with the settings of the query, by the names
   * that a request's client has for them or by those that the client itself gives them.
   */
  ApiResponse client(ApiRequest request) {
    Catalogue catalogue = new Catalogue(catalog);
    String name = request.path().substring("/clients/".length());
    ResolvedClient defaults = catalogue.find(name);
    return ApiResponse.json(
        catalogue.one(
            request.query().isEmpty()
                ? defaults
                : catalogue.read(document(name, request.query()), new Findings())));
  }

  private static JsonNode document(String name, Map<String, String> settings) {
    ObjectNode document = JsonNodeFactory.instance.objectNode();
    ObjectNode client = document.putObject("client");
    VariationReader.client(client, name);
    settings.forEach((setting, value) -> VariationReader.put(client, setting, value));
    return document;
  }
}
