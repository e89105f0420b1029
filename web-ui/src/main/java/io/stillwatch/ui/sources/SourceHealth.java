// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.ui.sources;

import java.util.Optional;

/// What can be seen through a source, the worst first.
enum SourceHealth {
  BLIND("blind", "⊘", "blind", "critical"),
  BEHIND("behind", "◐", "behind", "minor"),
  STARTING("starting", "○", "starting", "unknown"),
  UP_TO_DATE("up-to-date", "●", "up to date", "ok");

  private final String token;
  private final String shape;
  private final String word;
  private final String colour;

  SourceHealth(String token, String shape, String word, String colour) {
    this.token = token;
    this.shape = shape;
    this.word = word;
    this.colour = colour;
  }

  static Optional<SourceHealth> ofToken(String token) {
    for (var health : values()) if (health.token.equals(token)) return Optional.of(health);
    return Optional.empty();
  }

  String token() {
    return token;
  }

  String shape() {
    return shape;
  }

  String word() {
    return word;
  }

  String colour() {
    return colour;
  }
}
