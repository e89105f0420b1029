// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.indexer.bulk;

import com.fasterxml.jackson.databind.JsonNode;
import io.stillwatch.core.store.BulkItemOutcome;
import java.util.Set;

/// The outcome of one item of a bulk request, from its status and the type of its error.
///
/// The status alone is ambiguous: a closed index returns 400 just as an invalid document does (seen
/// on 9.5.3). Only errors known to be caused by the document itself reject it; all others are
/// retried.
final class BulkItemOutcomes {
  private static final BulkItemOutcome STORED =
      new BulkItemOutcome(BulkItemOutcome.Kind.STORED, "");
  private static final BulkItemOutcome DUPLICATE =
      new BulkItemOutcome(BulkItemOutcome.Kind.DUPLICATE, "");
  private static final Set<String> DOCUMENT_ERRORS =
      Set.of(
          "document_parsing_exception",
          "mapper_parsing_exception",
          "illegal_argument_exception",
          "strict_dynamic_mapping_exception",
          "invalid_index_name_exception",
          "x_content_parse_exception");

  private BulkItemOutcomes() {}

  static BulkItemOutcome stored() {
    return STORED;
  }

  static BulkItemOutcome of(JsonNode item) {
    int status = item.path("status").asInt();
    var error = item.path("error");
    return of(status, error.path("type").asText(), reason(error));
  }

  static BulkItemOutcome of(int status, String type, String reason) {
    if (status == 200 || status == 201) return STORED;
    if (status == 409) return DUPLICATE; // op_type create: the id was stored by an earlier delivery
    boolean rejected = status == 400 && DOCUMENT_ERRORS.contains(type);
    return new BulkItemOutcome(
        rejected ? BulkItemOutcome.Kind.REJECTED : BulkItemOutcome.Kind.RETRY,
        status + " " + type + ": " + reason);
  }

  private static String reason(JsonNode error) {
    var cause = error.path("caused_by").path("reason").asText();
    var reason = error.path("reason").asText();
    return cause.isEmpty() ? reason : reason + " (" + cause + ")";
  }
}
