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
import io.stillwatch.ui.ports.UiPorts;
import java.lang.reflect.Constructor;
import java.util.Arrays;

/// Vaadin's servlet, whose views are given the ports by their constructor.
final class ViewServlet extends VaadinServlet {
  private final transient UiPorts ports;

  ViewServlet(UiPorts ports) {
    this.ports = ports;
  }

  @Override
  protected VaadinServletService createServletService(DeploymentConfiguration configuration)
      throws ServiceException {
    var service =
        new VaadinServletService(this, configuration) {
          @Override
          protected Instantiator createInstantiator() {
            return new WithPorts(this, ports);
          }
        };
    service.init();
    return service;
  }

  /// Gives the ports to every view that asks for them, and leaves the rest to Vaadin.
  private static final class WithPorts extends DefaultInstantiator {
    private final transient UiPorts ports;

    WithPorts(VaadinService service, UiPorts ports) {
      super(service);
      this.ports = ports;
    }

    @Override
    public <T> T getOrCreate(Class<T> type) {
      var wanting =
          Arrays.stream(type.getDeclaredConstructors())
              .filter(
                  each -> Arrays.equals(each.getParameterTypes(), new Class<?>[] {UiPorts.class}))
              .findFirst();
      return wanting.isPresent() ? create(type, wanting.get()) : super.getOrCreate(type);
    }

    private <T> T create(Class<T> type, Constructor<?> constructor) {
      try {
        constructor.setAccessible(true);
        return type.cast(constructor.newInstance(ports));
      } catch (ReflectiveOperationException e) {
        throw new IllegalStateException("The view " + type.getName() + " cannot be made", e);
      }
    }
  }
}
