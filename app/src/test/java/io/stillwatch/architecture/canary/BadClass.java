// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.architecture.canary;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Instant;

/// Breaks the rules on purpose: if the rules let it pass, they do not look.
class BadClass {
  private final ObjectMapper json = new ObjectMapper();

  String now() throws Exception {
    return json.writeValueAsString(Instant.now().toString());
  }

  void swallow() {
    try {
      now();
    } catch (Exception e) {
      System.out.println(e);
    }
  }
}
