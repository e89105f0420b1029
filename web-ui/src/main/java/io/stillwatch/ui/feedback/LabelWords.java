// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.ui.feedback;

import io.stillwatch.core.feedback.Label;
import io.stillwatch.ui.time.Times;

/// A label in words.
public final class LabelWords {
  private LabelWords() {}

  /// `False alarm`
  public static String says(Label label) {
    return says(label.says());
  }

  static String says(Label.Says says) {
    return switch (says) {
      case RIGHT -> "Right";
      case EXPECTED -> "Expected";
      case WRONG_CAUSE -> "Wrong cause";
      case FALSE_ALARM -> "False alarm";
      case NOTHING -> "No label";
    };
  }

  /// `False alarm, says ana, Nov 22, 16:00: a planned rerun`
  public static String sentence(Label label, Times times) {
    var note = label.note().isEmpty() ? "" : ": " + label.note();
    return says(label) + ", says " + label.by() + ", " + times.brief(label.at()) + note;
  }

  /// A shape of its own beside the word.
  public static String shape(Label label) {
    return switch (label.says()) {
      case RIGHT -> "✓";
      case EXPECTED -> "○";
      case WRONG_CAUSE -> "≠";
      case FALSE_ALARM, NOTHING -> "✗";
    };
  }
}
