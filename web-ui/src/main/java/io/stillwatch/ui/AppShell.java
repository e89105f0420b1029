// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.ui;

import com.vaadin.flow.component.dependency.StyleSheet;
import com.vaadin.flow.component.page.AppShellConfigurator;
import com.vaadin.flow.component.page.ColorScheme;
import com.vaadin.flow.server.AppShellSettings;
import com.vaadin.flow.theme.aura.Aura;

/// The page around all views: the theme, our style sheet, and the colour scheme of the system.
@StyleSheet(Aura.STYLESHEET)
@StyleSheet("sw/stillwatch.css")
@ColorScheme(ColorScheme.Value.LIGHT_DARK)
public final class AppShell implements AppShellConfigurator {
  @Override
  public void configurePage(AppShellSettings settings) {
    settings.addLink("icon", "sw/mark.svg");
    settings.addMetaTag("description", "Notices when scheduled maintenance silently stops.");
  }
}
