// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.indexer.search;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/// The fields that hold a line as it was written, secrets included. What leaves the index leaves
/// without them.
public final class UnredactedFields {
  private static final List<String> NAMES = List.of("event.original", "event.original_b64");

  private UnredactedFields() {}

  /// Completes a search request.
  public static void exclude(ObjectNode request) {
    var excluded = request.putObject("_source").putArray("excludes");
    NAMES.forEach(excluded::add);
  }
}
