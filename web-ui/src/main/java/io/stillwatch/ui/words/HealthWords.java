// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.ui.words;

import com.vaadin.flow.component.HtmlContainer;
import io.stillwatch.core.fleet.JobHealth;
import io.stillwatch.ui.page.Html;

/// The state of a job in a word, with its shape and colour.
public final class HealthWords {
  private HealthWords() {}

  public static String word(JobHealth health) {
    return switch (health) {
      case SILENT -> "Silent";
      case FAILED -> "Failed";
      case BLIND -> "Blind";
      case LATE -> "Late";
      case LEARNING -> "Learning";
      case ON_TIME -> "On time";
      case INACTIVE -> "Not expected";
    };
  }

  /// Each state has a shape of its own.
  public static String shape(JobHealth health) {
    return switch (health) {
      case SILENT -> "✕";
      case FAILED -> "!";
      case BLIND -> "░";
      case LATE -> "◐";
      case LEARNING -> "…";
      case ON_TIME -> "●";
      case INACTIVE -> "○";
    };
  }

  /// The name of the colour in the style sheet, without its prefix.
  public static String colour(JobHealth health) {
    return switch (health) {
      case SILENT -> "critical";
      case FAILED -> "major";
      case BLIND -> "unknown";
      case LATE -> "minor";
      case LEARNING, INACTIVE -> "low";
      case ON_TIME -> "ok";
    };
  }

  public static HtmlContainer chip(JobHealth health) {
    return Html.chip(shape(health), word(health), colour(health));
  }
}
