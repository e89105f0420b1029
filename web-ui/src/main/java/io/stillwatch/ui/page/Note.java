// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.ui.page;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.HtmlContainer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What stands where there is nothing to show: why, and the next step. Never a bare "no results".
public final class Note {
  private static final Logger log = LoggerFactory.getLogger(Note.class);

  private Note() {}

  public static HtmlContainer empty(String what, String why, Component... nextSteps) {
    var note = Html.div("sw-empty", Html.element("strong", "", what), Html.paragraph(why));
    if (nextSteps.length > 0) note.add(Html.div("sw-actions", nextSteps));
    return note;
  }

  /// A panel that could not be filled; the rest of the page stays. The log has the cause under the
  /// id that the page shows.
  public static HtmlContainer failure(String what, Exception cause, Runnable retry) {
    logged(what, cause);
    return unlogged(what, cause, retry);
  }

  static void logged(String what, Exception cause) {
    log.atWarn()
        .addKeyValue("error", ErrorId.of(cause))
        .setCause(cause)
        .log(what + " could not be read.");
  }

  static HtmlContainer unlogged(String what, Exception cause, Runnable retry) {
    var note =
        empty(
            what + " could not be read",
            cause.getMessage() + " (error " + ErrorId.of(cause) + ")",
            Html.button("Try again", retry));
    note.getElement().setAttribute("role", "alert");
    return Html.div("sw-panel sw-error", note);
  }
}
