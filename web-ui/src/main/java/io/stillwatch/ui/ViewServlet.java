// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.ui;

import com.vaadin.flow.di.DefaultInstantiator;
import com.vaadin.flow.di.Instantiator;
import com.vaadin.flow.function.DeploymentConfiguration;
import com.vaadin.flow.server.ServiceException;
import com.vaadin.flow.server.VaadinService;
import com.vaadin.flow.server.VaadinServlet;
import com.vaadin.flow.server.VaadinServletService;
import io.stillwatch.ui.live.LiveUpdates;
import io.stillwatch.ui.ports.UiPorts;
import jakarta.servlet.ServletConfig;
import jakarta.servlet.ServletException;
import java.lang.reflect.Constructor;
import java.util.List;

/// Vaadin's servlet, whose views get the ports, and the shell the live updates, by their
/// constructor.
final class ViewServlet extends VaadinServlet {
  private final transient UiPorts ports;
  private final transient LiveUpdates updates;

  ViewServlet(UiPorts ports) {
    this.ports = ports;
    updates = new LiveUpdates(ports.present().changes());
  }

  @Override
  public void init(ServletConfig config) throws ServletException {
    super.init(config);
    updates.start();
  }

  @Override
  public void destroy() {
    updates.close();
    super.destroy();
  }

  @Override
  protected VaadinServletService createServletService(DeploymentConfiguration configuration)
      throws ServiceException {
    var service =
        new VaadinServletService(this, configuration) {
          @Override
          protected Instantiator createInstantiator() {
            return new WithPorts(this, ports, updates);
          }
        };
    service.init();
    return service;
  }

  /// Passes what it has to every view that asks for it, in this order, and leaves the rest to
  /// Vaadin.
  private static final class WithPorts extends DefaultInstantiator {
    private final transient List<Object> parts;

    WithPorts(VaadinService service, Object... parts) {
      super(service);
      this.parts = List.of(parts);
    }

    @Override
    public <T> T getOrCreate(Class<T> type) {
      for (var constructor : type.getDeclaredConstructors()) {
        var wanted = List.of(constructor.getParameterTypes());
        var given = parts.stream().filter(part -> wanted.contains(part.getClass())).toList();
        if (!wanted.isEmpty() && given.size() == wanted.size())
          return create(type, constructor, given);
      }
      return super.getOrCreate(type);
    }

    private <T> T create(Class<T> type, Constructor<?> constructor, List<Object> given) {
      try {
        constructor.setAccessible(true);
        return type.cast(constructor.newInstance(given.toArray()));
      } catch (ReflectiveOperationException e) {
        throw new IllegalStateException("The view " + type.getName() + " cannot be made", e);
      }
    }
  }
}
