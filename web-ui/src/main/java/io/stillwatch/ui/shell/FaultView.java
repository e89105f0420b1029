// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.ui.shell;

import com.vaadin.flow.component.HtmlContainer;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.ErrorParameter;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.HasErrorParameter;
import com.vaadin.flow.router.ParentLayout;
import io.stillwatch.ui.page.ErrorId;
import io.stillwatch.ui.page.Html;
import io.stillwatch.ui.page.Note;
import jakarta.servlet.http.HttpServletResponse;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What a view shows that could not be made: that the fault is ours, and the id of it in the log.
@ParentLayout(MainLayout.class)
public final class FaultView extends HtmlContainer
    implements HasErrorParameter<Exception>, HasDynamicTitle {
  private static final Logger log = LoggerFactory.getLogger(FaultView.class);

  public FaultView() {
    super("main");
    addClassName("sw-page");
    setId("content");
  }

  @Override
  public int setErrorParameter(BeforeEnterEvent event, ErrorParameter<Exception> error) {
    var path = "/" + event.getLocation().getPathWithQueryParameters();
    var id = ErrorId.of(error.getException());
    log.atError()
        .addKeyValue("error", id)
        .addKeyValue("address", path)
        .setCause(error.getException())
        .log("A view could not be shown.");
    removeAll();
    var note =
        Note.empty(
            "This page could not be shown",
            "The fault is in Stillwatch, not in what you did. Its log has it under " + id + ".",
            Html.link(path.substring(1), "Try again"),
            Html.link("", "Overview"));
    note.getElement().setAttribute("role", "alert");
    add(Html.element("h1", "", "Something went wrong"), Html.div("sw-panel sw-error", note));
    return HttpServletResponse.SC_INTERNAL_SERVER_ERROR;
  }

  @Override
  public String getPageTitle() {
    return "Error · Stillwatch";
  }
}
