// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.ui.discover;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.notification.Notification;
import io.stillwatch.core.search.OriginalLines.Look;
import io.stillwatch.core.search.SearchResult.Hit;
import io.stillwatch.core.store.StoreException;
import io.stillwatch.core.text.Printable;
import io.stillwatch.ui.page.BrowserId;
import io.stillwatch.ui.page.Html;
import io.stillwatch.ui.page.TextDialog;
import io.stillwatch.ui.ports.UiPorts;

/// A line as it was written, secrets included. Whoever opens it says why, which is stored.
final class OriginalDialog extends Dialog {
  private OriginalDialog(String line) {
    setHeaderTitle("The line as it was written");
    setWidth("min(860px, 94vw)");
    var text = Html.element("pre", "sw-message", Printable.lines(line));
    text.getElement().setAttribute("tabindex", "0");
    add(text);
    getFooter().add(new Button("Close", _ -> close()));
  }

  static void ask(UiPorts ports, Hit line) {
    new TextDialog(
            new TextDialog.Words(
                "Show the original line?",
                "Reason",
                "The line may contain secrets. The reason is stored and listed in Admin.",
                "Show the line"),
            reason -> show(ports, line, reason))
        .open();
  }

  private static void show(UiPorts ports, Hit line, String reason) {
    var now = ports.clock().instant();
    var look = new Look(line.index(), line.id(), BrowserId.SOMEBODY, reason, now);
    try {
      ports
          .searching()
          .originals()
          .lines()
          .open(look)
          .ifPresentOrElse(
              text -> new OriginalDialog(text).open(),
              () -> tell("The line is not stored any more."));
    } catch (StoreException e) {
      tell("The line is not shown: " + e.getMessage());
    }
  }

  private static void tell(String problem) {
    Notification.show(problem, 8_000, Notification.Position.BOTTOM_CENTER);
  }
}
