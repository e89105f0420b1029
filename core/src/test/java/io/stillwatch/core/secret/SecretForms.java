// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.secret;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/// Ways in which secrets stand in commands and lines, from `secret-forms.txt`.
final class SecretForms {
  /// Nothing else in any test contains it.
  static final String CANARY = "c4n4ryQ7zXw2";

  private SecretForms() {}

  static String with(String form) {
    return form.replace("%s", CANARY);
  }

  static List<String> all() throws IOException {
    try (InputStream in = SecretForms.class.getResourceAsStream("/secret-forms.txt")) {
      var text = new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
      return text.lines().filter(line -> !line.startsWith("#")).toList();
    }
  }
}
