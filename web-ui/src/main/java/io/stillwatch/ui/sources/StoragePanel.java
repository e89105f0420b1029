// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.ui.sources;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Composite;
import io.stillwatch.ui.page.Html;
import io.stillwatch.ui.page.Note;
import io.stillwatch.ui.page.Panel;

/// How much the index holds of what, and for how long it is kept.
public final class StoragePanel extends Composite<Panel> {
  private final StorageModel model;

  public StoragePanel(StorageModel model) {
    this.model = model;
  }

  @Override
  protected Panel initContent() {
    var panel = new Panel("Storage", Html.text(model.total() + " in all")).flush();
    if (model.rows().isEmpty())
      return panel.with(
          Note.empty("Nothing is stored yet", "Each family of indices is listed here."));
    var list = Html.element("ul", "sw-rows");
    model.rows().forEach(row -> list.add(Html.element("li", "", row(row))));
    return panel.with(list);
  }

  private static Component row(StorageModel.Row row) {
    return Html.div(
        "sw-loss",
        Html.element("strong", "", row.family()),
        Html.span("sw-age", row.size()),
        Html.element("p", "", words(row)));
  }

  private static String words(StorageModel.Row row) {
    var words =
        row.documents()
            + (row.documents().equals("1") ? " document" : " documents")
            + ", kept "
            + row.kept();
    return row.oldest().isEmpty() ? words : words + ", oldest index from " + row.oldest();
  }
}
