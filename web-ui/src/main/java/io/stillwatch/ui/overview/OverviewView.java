// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.ui.overview;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.router.Route;
import io.stillwatch.ui.ports.UiPorts;

@Route("")
public final class OverviewView extends Div {
  OverviewView(UiPorts ports) {
    add(new H1("Hello " + ports.clock().instant()), new Button("x"), new Grid<String>());
  }
}
