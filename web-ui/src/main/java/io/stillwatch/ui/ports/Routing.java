// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.ui.ports;

import io.stillwatch.core.store.StoreException;
import java.time.Instant;
import java.util.List;

/// The routes by which people are told, by name, and how to test them.
public record Routing(List<String> routes, Tests tests) {
  /// Nobody is told.
  public static final Routing NONE = new Routing(List.of(), _ -> {});

  public Routing {
    routes = List.copyOf(routes);
  }

  /// Sends a test through each route.
  @FunctionalInterface
  public interface Tests {
    void send(Instant at) throws StoreException;
  }
}
