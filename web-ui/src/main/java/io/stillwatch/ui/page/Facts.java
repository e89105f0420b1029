// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.ui.page;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.HtmlContainer;

/// A short list of names with values.
public final class Facts extends HtmlContainer {
  public Facts() {
    super("dl");
    addClassName("sw-facts");
  }

  public Facts with(String name, Component value) {
    add(Html.element("dt", "", name), Html.element("dd", "", value));
    return this;
  }

  public Facts with(String name, String value) {
    return with(name, Html.text(value));
  }
}
