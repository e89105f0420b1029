// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.core.finding;

/// How sure a finding is.
public enum Confidence {
  POSSIBLE,
  LIKELY,
  CERTAIN;

  /// The word that people read.
  public String word() {
    return name().toLowerCase(java.util.Locale.ROOT);
  }
}
