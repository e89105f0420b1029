// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.ui.discover;

import com.vaadin.flow.component.HtmlContainer;
import com.vaadin.flow.component.Tag;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.dependency.JavaScript;
import com.vaadin.flow.component.dialog.Dialog;
import io.stillwatch.ui.page.Html;
import io.stillwatch.ui.page.Links;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/// Says how many lines an export has before it begins, and offers its forms.
final class ExportDialog extends Dialog {
  /// Lines of one export; the API stops there too.
  private static final long MOST = 1_000_000;

  ExportDialog(DiscoverQuery query, long lines) {
    setHeaderTitle(
        "Export " + String.format(Locale.ROOT, "%,d", lines) + (lines == 1 ? " line" : " lines"));
    var columns = query.look().columns();
    add(
        Html.paragraph(
            lines > MOST
                ? "One export has the newest 1,000,000 lines; shorter ranges have the rest."
                : "The newest lines come first. Times are in UTC."));
    var forms = new Forms(Math.min(lines, MOST));
    forms.add(choices("All fields", query, List.of()));
    if (!columns.isEmpty())
      forms.add(choices("Only " + String.join(", ", columns), query, columns));
    add(forms);
    var close = new Button("Close", _ -> close());
    forms.onRunning(running -> {
      close.setText(running ? "Cancel and close" : "Close");
      setCloseOnEsc(!running);
      setCloseOnOutsideClick(!running);
    });
    getFooter().add(close);
  }

  /// The element `<sw-export>`: follows and cancels the download that one of its links begins.
  @Tag("sw-export")
  @JavaScript("context://sw/sw-export.js")
  private static final class Forms extends HtmlContainer {
    Forms(long rows) {
      getElement().setAttribute("total", Long.toString(rows));
    }

    /// Called as an export begins and ends.
    void onRunning(Consumer<Boolean> told) {
      var running = "event.detail.running";
      getElement()
          .addEventListener(
              "sw-exporting", event -> told.accept(event.getEventData().get(running).asBoolean()))
          .addEventData(running);
    }
  }

  private static HtmlContainer choices(String what, DiscoverQuery query, List<String> columns) {
    var row = Html.element("p", "sw-exports", Html.span("", what + ": "));
    row.add(link(query, columns, "CSV", "csv"), link(query, columns, "NDJSON", "ndjson"));
    return row;
  }

  private static HtmlContainer link(
      DiscoverQuery query, List<String> columns, String word, String format) {
    var parameters = new ArrayList<>(query.withColumns(columns).parameters());
    parameters.addAll(List.of("format", format));
    var address =
        Links.to("api/v1/search/export", query.visit().range(), parameters.toArray(String[]::new));
    var link = Html.link(address, word);
    // the router must leave it to the browser
    link.getElement().setAttribute("download", "stillwatch." + format);
    link.getElement().setAttribute("router-ignore", true);
    return link;
  }
}
