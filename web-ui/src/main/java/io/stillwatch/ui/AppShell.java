// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.ui;

import com.vaadin.flow.component.dependency.StyleSheet;
import com.vaadin.flow.component.page.AppShellConfigurator;
import com.vaadin.flow.component.page.ColorScheme;
import com.vaadin.flow.component.page.Inline;
import com.vaadin.flow.component.page.Push;
import com.vaadin.flow.server.AppShellSettings;
import com.vaadin.flow.theme.aura.Aura;

/// The page around all views: the theme, our style sheet, and the colour scheme of the system.
@StyleSheet(Aura.STYLESHEET)
@StyleSheet("sw/stillwatch.css")
@ColorScheme(ColorScheme.Value.LIGHT_DARK)
@Push
public final class AppShell implements AppShellConfigurator {
  /// Applies the scheme that the visitor chose before anything is drawn; the switch in the shell
  /// wrote the cookie.
  private static final String CHOSEN_SCHEME =
      """
      {
        const chosen = /(?:^|; )sw-scheme=(light|dark)/.exec(document.cookie);
        if (chosen) {
          document.documentElement.style.colorScheme = chosen[1];
          document.documentElement.setAttribute('theme', chosen[1]);
        }
      }
      """;

  @Override
  public void configurePage(AppShellSettings settings) {
    settings.addLink("icon", "sw/mark.svg");
    settings.addInlineWithContents(CHOSEN_SCHEME, Inline.Wrapping.JAVASCRIPT);
    settings.addMetaTag("description", "Notices when scheduled maintenance silently stops.");
  }
}
