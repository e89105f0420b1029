// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.indexer.bulk;

import com.fasterxml.jackson.databind.JsonNode;
import io.stillwatch.core.store.Fate;
import java.util.Set;

/// What became of one item of a bulk request, from its status and the type of its error.
///
/// The status alone does not tell: a closed index answers 400 as a bad document does (seen on
/// 9.5.3). Only what is known to be the document's own fault is refused; all else is tried again.
final class BulkItemOutcomes {
  private static final Fate STORED = new Fate(Fate.Kind.STORED, "");
  private static final Fate DUPLICATE = new Fate(Fate.Kind.DUPLICATE, "");
  private static final Set<String> FAULT_OF_THE_DOCUMENT =
      Set.of(
          "document_parsing_exception",
          "mapper_parsing_exception",
          "illegal_argument_exception",
          "strict_dynamic_mapping_exception",
          "invalid_index_name_exception",
          "x_content_parse_exception");

  private BulkItemOutcomes() {}

  static Fate stored() {
    return STORED;
  }

  static Fate of(JsonNode item) {
    int status = item.path("status").asInt();
    var error = item.path("error");
    return of(status, error.path("type").asText(), reason(error));
  }

  static Fate of(int status, String type, String reason) {
    if (status == 200 || status == 201) return STORED;
    if (status == 409) return DUPLICATE; // op create: an earlier delivery of the same id won
    boolean rejected = status == 400 && FAULT_OF_THE_DOCUMENT.contains(type);
    return new Fate(
        rejected ? Fate.Kind.REJECTED : Fate.Kind.RETRY, status + " " + type + ": " + reason);
  }

  private static String reason(JsonNode error) {
    var cause = error.path("caused_by").path("reason").asText();
    var reason = error.path("reason").asText();
    return cause.isEmpty() ? reason : reason + " (" + cause + ")";
  }
}
