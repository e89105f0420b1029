// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.ui.ports;

import io.stillwatch.core.alert.Notification;
import io.stillwatch.core.alert.Notification.Kind;
import io.stillwatch.core.store.ServiceMessageStore;
import io.stillwatch.core.store.StoreException;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// The routes by which people are told, by name, and how to test them.
public record Routing(List<String> routes, Tests tests) {
  /// Nobody is told.
  public static final Routing NONE = new Routing(List.of(), _ -> {});

  private static final int LATELY = 500;

  public Routing {
    routes = List.copyOf(routes);
  }

  /// A route, and its last test.
  public record Tested(String route, Optional<Notification> last) {}

  /// Each route with its last test among the newest messages.
  public List<Tested> tested(ServiceMessageStore messages) throws StoreException {
    if (routes.isEmpty()) return List.of();
    var newest = messages.newest(LATELY);
    return routes.stream().map(route -> new Tested(route, lastTest(route, newest))).toList();
  }

  private static Optional<Notification> lastTest(String route, List<Notification> messages) {
    return messages.stream()
        .filter(one -> one.kind() == Kind.TEST && one.route().equals(route))
        .max(Comparator.comparing(Notification::madeAt));
  }

  /// Sends a test through each route.
  @FunctionalInterface
  public interface Tests {
    void send(Instant at) throws StoreException;
  }
}
