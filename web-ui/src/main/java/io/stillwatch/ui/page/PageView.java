// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.ui.page;

import com.vaadin.flow.component.HtmlContainer;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.HasDynamicTitle;
import io.stillwatch.core.store.StoreException;
import io.stillwatch.ui.ports.UiPorts;
import io.stillwatch.ui.time.Times;
import org.jspecify.annotations.Nullable;

/// A view that is drawn anew from its address each time it is entered.
public abstract class PageView extends HtmlContainer
    implements BeforeEnterObserver, HasDynamicTitle {
  private final UiPorts ports;
  private @Nullable Visit visit;

  @SuppressWarnings("this-escape") // of the element only, which needs nothing of a subclass
  protected PageView(UiPorts ports) {
    super("main");
    this.ports = ports;
    addClassName("sw-page");
    setId("content");
  }

  /// Draws what the address asks for into this empty view.
  protected abstract void show(Visit visit) throws StoreException;

  /// What the view is called, for the title of the page.
  protected abstract String name();

  /// Takes what stands in the path of the address, before it is shown.
  protected void enter(BeforeEnterEvent event) throws StoreException {}

  protected final UiPorts ports() {
    return ports;
  }

  @Override
  public final void beforeEnter(BeforeEnterEvent event) {
    var times = new Times(ports.clock().instant(), ports.settings().zone());
    visit = Visit.of(event.getLocation().getQueryParameters().getParameters(), times);
    try {
      enter(event);
    } catch (StoreException e) {
      removeAll();
      add(Note.failure(name(), e, this::refresh));
      return;
    }
    draw(visit);
  }

  /// Draws the same address again, at the present time.
  protected final void refresh() {
    if (visit == null) return;
    var now = new Times(ports.clock().instant(), ports.settings().zone());
    visit = new Visit(visit.parameters(), visit.range(), now);
    draw(visit);
  }

  /// Whether something else should be on the page by now; views that do not follow the clock say
  /// no.
  protected boolean outdated(Visit now) throws StoreException {
    return false;
  }

  /// Called every few seconds. What has not changed is not drawn again: it would close what is open
  /// and move what is read.
  public final void follow() {
    if (visit == null) return;
    var times = new Times(ports.clock().instant(), ports.settings().zone());
    var now = new Visit(visit.parameters(), visit.range(), times);
    try {
      if (!outdated(now)) return;
    } catch (StoreException e) {
      return; // the strip of the shell says that the store cannot be read
    }
    visit = now;
    draw(now);
  }

  /// Makes room for another drawing; a view may keep a field in which somebody types.
  protected void clear() {
    removeAll();
  }

  private void draw(Visit current) {
    clear();
    try {
      show(current);
    } catch (StoreException e) {
      removeAll();
      add(Note.failure(name(), e, this::refresh));
    }
  }

  @Override
  public final String getPageTitle() {
    return name() + " · Stillwatch";
  }
}
