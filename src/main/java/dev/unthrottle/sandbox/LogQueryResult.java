package dev.unthrottle.sandbox;

import java.util.List;
import java.util.Map;

/**
 * What a query has found.
 *
 * @param rows each a list of fields and values
 * @param matched how many events passed its filters
 * @param scanned how many it read
 * @param bytes how much it read
 */
record LogQueryResult(
    List<List<Map<String, String>>> rows, long matched, long scanned, long bytes) {}
