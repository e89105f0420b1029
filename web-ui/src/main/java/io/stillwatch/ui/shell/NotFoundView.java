// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.ui.shell;

import com.vaadin.flow.component.HtmlContainer;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.ErrorParameter;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.HasErrorParameter;
import com.vaadin.flow.router.NotFoundException;
import com.vaadin.flow.router.ParentLayout;
import io.stillwatch.ui.page.Html;
import io.stillwatch.ui.page.Note;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Objects;

/// What an address without a view, an alert or a job shows.
@ParentLayout(MainLayout.class)
public final class NotFoundView extends HtmlContainer
    implements HasErrorParameter<NotFoundException>, HasDynamicTitle {
  public NotFoundView() {
    super("main");
    addClassName("sw-page");
    setId("content");
  }

  @Override
  public int setErrorParameter(BeforeEnterEvent event, ErrorParameter<NotFoundException> error) {
    var why = Objects.toString(error.getCustomMessage(), "");
    removeAll();
    add(
        Html.element("h1", "", "Not found"),
        Html.div(
            "sw-panel",
            Note.empty(
                why.startsWith("There is no ") // ours; the router's own is about routes
                    ? why
                    : "There is no page at /" + event.getLocation().getPath(),
                "The address may be mistyped, or what it named may be older than the retention.",
                Html.link("alerts", "All alerts"),
                Html.link("timelines", "All jobs"),
                Html.link("", "Overview"))));
    return HttpServletResponse.SC_NOT_FOUND;
  }

  @Override
  public String getPageTitle() {
    return "Not found · Stillwatch";
  }
}
