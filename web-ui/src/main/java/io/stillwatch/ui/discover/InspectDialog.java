// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.ui.discover;

import com.vaadin.flow.component.HtmlContainer;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.NativeButton;
import io.stillwatch.core.search.Inspection;
import io.stillwatch.ui.page.Html;
import io.stillwatch.ui.page.TabBox;

/// What a search sent to Elasticsearch and what came back.
final class InspectDialog extends Dialog {
  InspectDialog(Inspection inspection) {
    setHeaderTitle("Inspect the search");
    setWidth("min(860px, 94vw)");
    add(Html.paragraph(words(inspection)));
    add(
        new TabBox("Parts of the search")
            .with("Request", text(inspection.request()))
            .with("Response", text(inspection.response()))
            .with("cURL", Html.div("", text(curl(inspection)), copy(curl(inspection)))));
    getFooter().add(new Button("Close", _ -> close()));
  }

  static String words(Inspection inspection) {
    var shards = inspection.shards();
    var answered =
        shards.failed() == 0
            ? "all " + shards.total() + " shards answered"
            : shards.failed() + " of " + shards.total() + " shards failed: the result is partial";
    return "Took " + inspection.took().toMillis() + " ms; " + answered + ".";
  }

  /// Address and credentials are for the reader to set.
  static String curl(Inspection inspection) {
    return "curl -u \"$USER_AND_PASSWORD\" -X POST \"$ELASTICSEARCH"
        + inspection.path()
        + "\" \\\n  -H 'Content-Type: application/json' -d '"
        + inspection.request().replace("'", "'\\''")
        + "'";
  }

  private static HtmlContainer text(String text) {
    var pre = Html.element("pre", "sw-message sw-inspected", text);
    pre.getElement().setAttribute("tabindex", "0");
    return pre;
  }

  private static NativeButton copy(String text) {
    var button = new NativeButton("Copy");
    button.getElement().setProperty("text", text);
    button
        .getElement()
        .executeJs(
            "this.addEventListener('click', () => navigator.clipboard?.writeText(this.text))");
    return button;
  }
}
