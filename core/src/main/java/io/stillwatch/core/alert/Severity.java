// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.alert;

/// The bands of a score, as Kibana's anomaly explorer has them: 3, 25, 50, 75.
public enum Severity {
  LOW,
  WARNING,
  MINOR,
  MAJOR,
  CRITICAL;

  public static Severity ofScore(double score) {
    if (score >= 75) return CRITICAL;
    if (score >= 50) return MAJOR;
    if (score >= 25) return MINOR;
    if (score >= 3) return WARNING;
    return LOW;
  }

  public Severity graver() {
    return switch (this) {
      case LOW -> WARNING;
      case WARNING -> MINOR;
      case MINOR -> MAJOR;
      case MAJOR, CRITICAL -> CRITICAL;
    };
  }

  public Severity lesser() {
    return switch (this) {
      case LOW, WARNING -> LOW;
      case MINOR -> WARNING;
      case MAJOR -> MINOR;
      case CRITICAL -> MAJOR;
    };
  }

  /// The lowest score of the band.
  public double score() {
    return switch (this) {
      case LOW -> 0;
      case WARNING -> 3;
      case MINOR -> 25;
      case MAJOR -> 50;
      case CRITICAL -> 75;
    };
  }
}
