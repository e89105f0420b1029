// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.bench.audit;

import java.util.List;

/// What became of one mutation. `found` is with the host's facts, `foundOffline` without.
public record MutationRow(
    String id, String kind, boolean bad, List<String> expected, Outcome outcome) {
  /// `missed` names expected findings that are not there, suggestions that differ, new findings of
  /// a harmless edit, and a verdict unlike the real program's.
  public record Outcome(
      boolean found,
      boolean countsOffline,
      boolean foundOffline,
      int suggestions,
      int suggestionsRight,
      int compared,
      int equal,
      int newFindings,
      List<String> missed) {}

  public boolean right() {
    return outcome.missed().isEmpty();
  }

  public List<String> missed() {
    return outcome.missed();
  }
}
