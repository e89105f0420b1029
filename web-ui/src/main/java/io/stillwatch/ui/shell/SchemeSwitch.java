// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.ui.shell;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.HtmlContainer;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.html.NativeButton;
import com.vaadin.flow.component.page.ColorScheme;
import com.vaadin.flow.server.VaadinRequest;
import com.vaadin.flow.server.VaadinResponse;
import jakarta.servlet.http.Cookie;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/// Light, dark, or as the system has it; kept in a cookie of this browser.
final class SchemeSwitch extends HtmlContainer {
  private static final String COOKIE = "sw-scheme";
  private static final Map<String, String> LABELS = new LinkedHashMap<>();

  static {
    LABELS.put("system", "System");
    LABELS.put("light", "Light");
    LABELS.put("dark", "Dark");
  }

  SchemeSwitch() {
    super("div");
    addClassName("sw-scheme");
    getElement().setAttribute("role", "group").setAttribute("aria-label", "Colour scheme");
    LABELS.forEach((token, label) -> add(button(token, label)));
    show(chosen());
  }

  private Component button(String token, String label) {
    var button = new NativeButton(label, _ -> choose(token));
    button.getElement().setProperty("scheme", token);
    return button;
  }

  private void choose(String token) {
    var cookie = new Cookie(COOKIE, token);
    cookie.setPath("/");
    cookie.setMaxAge((int) Duration.ofDays(365).toSeconds());
    VaadinResponse.getCurrent().addCookie(cookie);
    show(token);
  }

  private void show(String token) {
    getChildren()
        .forEach(each -> {
          var pressed = token.equals(each.getElement().getProperty("scheme"));
          each.getElement().setAttribute("aria-pressed", Boolean.toString(pressed));
        });
    UI.getCurrent().getPage().setColorScheme(scheme(token));
  }

  private static ColorScheme.Value scheme(String token) {
    return switch (token) {
      case "light" -> ColorScheme.Value.LIGHT;
      case "dark" -> ColorScheme.Value.DARK;
      default -> ColorScheme.Value.LIGHT_DARK;
    };
  }

  private static String chosen() {
    var cookies = VaadinRequest.getCurrent().getCookies();
    if (cookies == null) return "system";
    for (var cookie : cookies) {
      if (cookie.getName().equals(COOKIE) && LABELS.containsKey(cookie.getValue())) {
        return cookie.getValue();
      }
    }
    return "system";
  }
}
