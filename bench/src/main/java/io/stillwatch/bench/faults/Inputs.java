// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.bench.faults;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/// Documents as hostile or careless senders push them.
final class Inputs {
  private static final int FIELDS = 100;
  private static final int DEPTH = 25;

  private Inputs() {}

  /// A line with a hundred fields of its own, or with objects in objects.
  static ObjectNode document(Stage stage, String line, int number) {
    var document = JsonNodeFactory.instance.objectNode().put("message", line);
    document.putObject("host").put("name", stage.oracle().host());
    if (number % 2 == 0) {
      for (int i = 0; i < FIELDS; i++) document.put("field_" + number + "_" + i, i);
    } else {
      var at = document;
      for (int i = 0; i < DEPTH; i++) at = at.putObject("level");
    }
    return document;
  }
}
