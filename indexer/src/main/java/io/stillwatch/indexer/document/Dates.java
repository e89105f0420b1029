// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.indexer.document;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;

/// Instants in date fields: Elasticsearch accepts years up to 9999, and core uses [Instant#MAX] for
/// "never".
public final class Dates {
  private static final Instant FIRST = Instant.parse("0001-01-01T00:00:00Z");
  private static final Instant LAST = Instant.parse("9999-12-31T23:59:59Z");

  private Dates() {}

  public static boolean storable(Instant at) {
    return !at.isBefore(FIRST) && !at.isAfter(LAST);
  }

  public static void put(ObjectNode object, String field, Instant at) {
    if (storable(at)) object.put(field, at.toString());
  }
}
