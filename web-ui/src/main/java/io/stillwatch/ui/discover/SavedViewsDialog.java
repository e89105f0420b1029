// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.ui.discover;

import com.vaadin.flow.component.HtmlContainer;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.notification.Notification;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.data.value.ValueChangeMode;
import io.stillwatch.core.store.SavedView;
import io.stillwatch.core.store.SavedViews;
import io.stillwatch.core.store.StoreException;
import io.stillwatch.ui.page.BrowserId;
import io.stillwatch.ui.page.Html;
import io.stillwatch.ui.time.TimeRange;
import io.stillwatch.ui.time.Times;
import java.util.UUID;

/// The saved views that this browser sees, and a form that saves the search at hand.
final class SavedViewsDialog extends Dialog {
  private static final int LONGEST_NAME = 100;

  private final transient SavedViews views;
  private final transient DiscoverQuery query;
  private final HtmlContainer list = Html.element("ul", "sw-rows");

  SavedViewsDialog(SavedViews views, DiscoverQuery query) throws StoreException {
    this.views = views;
    this.query = query;
    setHeaderTitle("Saved views");
    setWidth("min(560px, 94vw)");
    add(list, form());
    getFooter().add(new Button("Close", _ -> close()));
    fill();
  }

  private void fill() throws StoreException {
    list.removeAll();
    var person = BrowserId.known();
    var visible = views.visibleTo(person);
    if (visible.isEmpty())
      list.add(Html.element("li", "sw-muted", "None yet. Save the search that is shown below."));
    for (var view : visible) list.add(row(view, view.owner().equals(person)));
  }

  private HtmlContainer row(SavedView view, boolean own) {
    var link = Html.link(address(view), view.name());
    link.getElement().addEventListener("click", _ -> close());
    var note =
        (view.shared() ? "shared" : "private") + ", saved " + times().relative(view.savedAt());
    var row = Html.element("li", "sw-saved", link, Html.span("sw-muted", note));
    if (own) {
      var delete = Html.button("Delete", () -> asked(() -> views.delete(view.id())));
      delete.setAriaLabel("Delete " + view.name());
      row.add(delete);
    }
    return row;
  }

  private Times times() {
    return query.visit().times();
  }

  /// Pinned filters stay, and the range that is shown where a view has none of its own.
  private String address(SavedView view) {
    boolean ranged = view.parameters().startsWith(TimeRange.FROM + "=");
    var visit = ranged ? query.visit().during(TimeRange.DEFAULT) : query.visit();
    var kept = visit.link("").replaceFirst("^\\?", "");
    var both = kept.isEmpty() || view.parameters().isEmpty() ? "" : "&";
    var all = view.parameters() + both + kept;
    return all.isEmpty() ? DiscoverQuery.PATH : DiscoverQuery.PATH + "?" + all;
  }

  private HtmlContainer form() {
    var name = new TextField("Name");
    name.setMaxLength(LONGEST_NAME);
    name.setWidthFull();
    var shared = new Checkbox("Shared: everybody sees it");
    var ranged = new Checkbox("With the time range");
    var save =
        Html.mainButton(
            "Save this search",
            () -> {
              boolean nameless = name.getValue().isBlank();
              name.setInvalid(nameless);
              if (nameless) return;
              asked(() -> {
                views.put(view(name.getValue(), shared.getValue(), ranged.getValue()));
                name.clear();
              });
            });
    name.setManualValidation(true);
    name.setErrorMessage("Enter a name.");
    name.setValueChangeMode(ValueChangeMode.EAGER);
    return Html.div("sw-stack sw-tight", name, shared, ranged, save);
  }

  private SavedView view(String name, boolean shared, boolean ranged) {
    return new SavedView(
        UUID.randomUUID().toString(),
        name,
        query.saved(ranged),
        BrowserId.given(),
        shared,
        times().now());
  }

  private interface Change {
    void make() throws StoreException;
  }

  private void asked(Change change) {
    try {
      change.make();
      fill();
    } catch (StoreException | IllegalArgumentException e) {
      Notification.show("Not saved: " + e.getMessage(), 8_000, Notification.Position.BOTTOM_CENTER);
    }
  }
}
