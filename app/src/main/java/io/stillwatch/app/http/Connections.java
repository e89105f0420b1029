// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.app.http;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;

/// The open connections, of which there is always one more: of those that wait for their client,
/// the ones of the address with the most connections that have waited longest make room.
///
/// 1. Up to `most` connections are served.
/// 2. If none of them waits for its client, so many more are taken in `reserve`, and only their
///    requests for `/livez` and `/readyz` are served. A place that frees goes to the one that has
///    been there longest.
/// 3. Beyond that a new connection is closed.
final class Connections<K> {
  private final int most;
  private final int reserve;
  private final LongSupplier nanos;
  private final Map<K, Client> clients = new LinkedHashMap<>();

  /// `waits` if no request of it is being answered.
  private record Client(
      String address, Runnable close, boolean reserved, boolean waits, long since) {
    Client served() {
      return new Client(address, close, false, waits, since);
    }

    Client asking() {
      return new Client(address, close, reserved, false, 0);
    }

    Client waiting(long now) {
      return new Client(address, close, reserved, true, now);
    }
  }

  Connections(int most, int reserve, LongSupplier nanos) {
    this.most = most;
    this.reserve = reserve;
    this.nanos = nanos;
  }

  /// `waits` for a connection that carries requests.
  void opened(K connection, String address, boolean waits, Runnable close) {
    var client = new Client(address, close, true, waits, nanos.getAsLong());
    ending(connection, client).forEach(Runnable::run);
  }

  /// What is to be closed for the new one and for those in reserve, or the new one itself.
  private synchronized List<Runnable> ending(K connection, Client client) {
    var ending = new ArrayList<Runnable>();
    while (clients.size() >= most) {
      var victim = longestWaiting().map(clients::remove);
      if (victim.isEmpty()) break;
      ending.add(victim.get().close());
    }
    if (clients.size() >= most + reserve) return List.of(client.close());
    clients.put(connection, client);
    promote();
    return ending;
  }

  private void promote() {
    long served = clients.values().stream().filter(client -> !client.reserved()).count();
    if (served >= most) return;
    clients.entrySet().stream()
        .filter(each -> each.getValue().reserved())
        .limit(most - served)
        .forEach(each -> each.setValue(each.getValue().served()));
  }

  private Optional<K> longestWaiting() {
    var ofAddress = new HashMap<String, Integer>();
    clients.values().forEach(client -> ofAddress.merge(client.address(), 1, Integer::sum));
    Comparator<Map.Entry<K, Client>> most =
        Comparator.comparingInt(each -> ofAddress.getOrDefault(each.getValue().address(), 0));
    long now = nanos.getAsLong();
    return clients.entrySet().stream()
        .filter(each -> each.getValue().waits())
        .max(most.thenComparingLong(each -> now - each.getValue().since()))
        .map(Map.Entry::getKey);
  }

  synchronized void closed(K connection) {
    clients.remove(connection);
    promote();
  }

  /// A request has come; false if there is only room for the health of the server.
  synchronized boolean began(K connection) {
    var client = clients.computeIfPresent(connection, (_, before) -> before.asking());
    return client != null && !client.reserved();
  }

  /// It was answered.
  synchronized void ended(K connection) {
    clients.computeIfPresent(connection, (_, client) -> client.waiting(nanos.getAsLong()));
  }
}
