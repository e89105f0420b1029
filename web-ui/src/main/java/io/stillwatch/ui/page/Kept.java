// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.ui.page;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Tag;

/// Marks where a component of the view stays through every drawing, such as a field in which a user
/// types.
@Tag("sw-kept")
public final class Kept extends Component {
  private final Component component;

  public Kept(Component component) {
    this.component = component;
  }

  Component component() {
    return component;
  }
}
