// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.ui.page;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.HtmlContainer;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.HasDynamicTitle;
import io.stillwatch.core.search.LogSearch;
import io.stillwatch.core.store.StoreException;
import io.stillwatch.core.text.Printable;
import io.stillwatch.ui.ports.UiPorts;
import io.stillwatch.ui.time.Times;
import org.jspecify.annotations.Nullable;

/// A view that is drawn anew from its address each time it is entered, and follows the store and
/// the clock while it is open.
public abstract class PageView extends HtmlContainer
    implements BeforeEnterObserver, HasDynamicTitle {
  private final UiPorts ports;
  private final Redraw redraw;
  private @Nullable Visit visit;
  private final ShownFailure shown = new ShownFailure();

  @SuppressWarnings("this-escape") // of the element only, which needs nothing of a subclass
  protected PageView(UiPorts ports) {
    super("main");
    this.ports = ports;
    redraw = new Redraw(this);
    addClassName("sw-page");
    setId("content");
  }

  /// Draws what the address asks for on an empty sheet.
  protected abstract void show(Visit visit, HtmlContainer sheet) throws StoreException;

  /// What the view is called, for the title of the page.
  protected abstract String name();

  /// Reads the path of the address, before it is shown.
  protected void enter(BeforeEnterEvent event) throws StoreException {}

  protected final UiPorts ports() {
    return ports;
  }

  /// The search as whoever looks at this page may use it.
  protected final LogSearch search() {
    return ports.search(Visitor.id());
  }

  @Override
  public final void beforeEnter(BeforeEnterEvent event) {
    visit = Visit.of(event.getLocation().getQueryParameters().getParameters(), times());
    try {
      enter(event);
    } catch (StoreException e) {
      redraw.replace(sheet(failure(name(), e)));
      return;
    }
    redraw.replace(drawing(visit));
  }

  /// Draws the same address again, at the present time.
  protected final void refresh() {
    if (visit == null) return;
    visit = new Visit(visit.parameters(), visit.range(), times());
    redraw.update(drawing(visit));
  }

  /// Called when the store changed and every few seconds; what has not changed stays as it is.
  /// While the store cannot be read, so does everything, and the strip of the shell says why.
  public void follow() {
    if (visit == null) return;
    var now = new Visit(visit.parameters(), visit.range(), times());
    var sheet = sheet();
    try {
      draw(now, sheet);
    } catch (StoreException e) {
      return;
    }
    visit = now;
    redraw.update(sheet);
  }

  private Times times() {
    return new Times(ports.clock().instant(), ports.settings().zone());
  }

  private HtmlContainer drawing(Visit current) {
    var sheet = sheet();
    try {
      draw(current, sheet);
      return sheet;
    } catch (StoreException e) {
      var failed = sheet(failure(name(), e));
      shown.drawn();
      return failed;
    }
  }

  private void draw(Visit current, HtmlContainer sheet) throws StoreException {
    shown.drawing();
    show(current, sheet);
    shown.drawn();
  }

  /// What is shown instead of a part that could not be read. It is logged when it begins, not at
  /// each drawing.
  protected final HtmlContainer failure(String what, StoreException cause) {
    if (shown.begins(cause)) Note.logged(what, cause);
    return Note.unlogged(what, cause, this::refresh);
  }

  private static HtmlContainer sheet(Component... content) {
    return Html.element("main", "", content);
  }

  @Override
  public final String getPageTitle() {
    return Printable.lines(name()) + " · Stillwatch";
  }
}
