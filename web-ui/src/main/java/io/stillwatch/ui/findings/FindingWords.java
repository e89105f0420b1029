// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.ui.findings;

import com.vaadin.flow.component.HtmlContainer;
import io.stillwatch.core.finding.Finding;
import io.stillwatch.core.finding.FindingLifecycle.Status;
import io.stillwatch.ui.page.Html;
import java.util.Locale;

/// The states and severities of findings in words.
final class FindingWords {
  private FindingWords() {}

  static String status(Status status) {
    return switch (status) {
      case OPEN -> "Open";
      case ACCEPTED -> "Accepted";
      case FIXED -> "Fixed";
      case FALSE_POSITIVE -> "False positive";
    };
  }

  static String token(Status status) {
    return status.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /// Open, unless the token is that of another state.
  static Status status(String token) {
    for (var each : Status.values()) if (token(each).equals(token)) return each;
    return Status.OPEN;
  }

  static HtmlContainer chip(Finding.Severity severity) {
    return switch (severity) {
      case ERROR -> Html.chip("✕", "Error", "critical");
      case WARNING -> Html.chip("!", "Warning", "minor");
      case INFO -> Html.chip("●", "Info", "low");
    };
  }
}
