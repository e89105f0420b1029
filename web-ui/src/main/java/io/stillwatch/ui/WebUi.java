// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.ui;

import com.vaadin.flow.di.LookupInitializer;
import com.vaadin.flow.server.startup.ErrorNavigationTargetInitializer;
import com.vaadin.flow.server.startup.LookupServletContainerInitializer;
import com.vaadin.flow.server.startup.RouteRegistryInitializer;
import com.vaadin.flow.server.startup.VaadinAppShellInitializer;
import io.stillwatch.ui.ports.UiPorts;
import jakarta.servlet.Servlet;
import jakarta.servlet.ServletContainerInitializer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The web UI, ready to be mounted at the root of a servlet container.
///
/// An embedded container does not scan classes, so the four initializers of Vaadin come with the
/// classes that a scan would have found. Without the app shell's there is no theme at all, and
/// nothing says so.
public final class WebUi {
  /// Paths below which the UI keeps style sheets and scripts on the class path, its own and that of
  /// Vaadin's push.
  public static final List<String> ASSETS =
      List.of("aura", "sw", "_static/echarts", "VAADIN/static/push");

  private final UiPorts ports;

  public WebUi(UiPorts ports) {
    this.ports = ports;
  }

  public Servlet servlet() {
    return new ViewServlet(ports);
  }

  public static Map<ServletContainerInitializer, Class<?>[]> initializers() {
    var all = new LinkedHashMap<ServletContainerInitializer, Class<?>[]>();
    all.put(new LookupServletContainerInitializer(), new Class<?>[] {LookupInitializer.class});
    all.put(new RouteRegistryInitializer(), Views.ROUTES.toArray(Class<?>[]::new));
    all.put(new VaadinAppShellInitializer(), new Class<?>[] {AppShell.class});
    all.put(new ErrorNavigationTargetInitializer(), Views.ERRORS.toArray(Class<?>[]::new));
    return all;
  }
}
