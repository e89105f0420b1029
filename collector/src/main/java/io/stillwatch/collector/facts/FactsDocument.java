// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.collector.facts;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stillwatch.core.evidence.Host;
import java.util.Map;

/// One document of facts: of which host, under which path, and figures that change all the time.
///
/// The path begins with `aws:`, by which the auditor knows documents from files.
record FactsDocument(Host host, String path, ObjectNode body, Map<String, String> figures) {
  static final String PATHS = "aws:";

  FactsDocument {
    figures = Map.copyOf(figures);
  }
}
