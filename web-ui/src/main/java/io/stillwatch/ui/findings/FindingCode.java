// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.ui.findings;

import com.vaadin.flow.component.HtmlContainer;
import io.stillwatch.core.finding.Finding;
import io.stillwatch.ui.page.Html;

/// The line at fault, with its number and a mark below the column.
public final class FindingCode {
  private FindingCode() {}

  public static HtmlContainer of(Finding finding) {
    var place = finding.place();
    var explanation = finding.explanation();
    var code = Html.element("pre", "sw-code");
    code.getElement().setAttribute("tabindex", "0").setAttribute("aria-label", "The line at fault");
    var gutter = place.line() > 0 ? place.line() + "  " : "";
    code.add(Html.span("sw-number", gutter), Html.span("", explanation.evidence()));
    var caret = caret(place.column(), explanation.evidence(), explanation.suggestion());
    if (!caret.isEmpty() && explanation.evidence().lines().count() == 1) {
      code.add(Html.span("sw-caret", "\n" + " ".repeat(gutter.length()) + caret));
    } else if (!explanation.suggestion().isEmpty()) {
      code.add(Html.span("sw-caret", "\ndid you mean " + explanation.suggestion() + "?"));
    }
    return code;
  }

  /// A mark below the column, and the suggestion; empty if there is no such column.
  static String caret(int column, String evidence, String suggestion) {
    var line = evidence.lines().findFirst().orElse("");
    if (column < 1 || column > line.length() + 1) return "";
    // a tab moves the caret as it moves the text
    var indent = line.substring(0, column - 1).replaceAll("[^\t]", " ");
    return indent + "^" + (suggestion.isEmpty() ? "" : " did you mean " + suggestion + "?");
  }
}
