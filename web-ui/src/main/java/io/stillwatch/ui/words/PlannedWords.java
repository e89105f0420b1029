// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.ui.words;

import io.stillwatch.core.plan.Occurrence;

/// What a time in which a job is not expected is called.
public final class PlannedWords {
  private PlannedWords() {}

  /// `Maintenance: patch day`
  public static String of(Occurrence occurrence) {
    var kind =
        switch (occurrence.window().kind()) {
          case MAINTENANCE -> "Maintenance: ";
          case HOLIDAY -> "Holiday: ";
        };
    return kind + occurrence.window().name();
  }
}
