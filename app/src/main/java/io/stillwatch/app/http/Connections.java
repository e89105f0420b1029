// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.app.http;

import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;

/// The open connections, of which there is always one more: of those that wait for their client,
/// the one of the address with the most connections that has waited longest makes room.
///
/// 1. Up to `most` connections are served.
/// 2. If none of them waits for its client, so many more are taken in `reserve`, and only their
///    requests for `/livez` and `/readyz` are served.
/// 3. Beyond that a new connection is closed.
final class Connections<K> {
  private final int most;
  private final int reserve;
  private final LongSupplier nanos;
  private final Map<K, Client> clients = new LinkedHashMap<>();

  /// `waits` if no request of it is being answered.
  private record Client(String address, Runnable close, boolean waits, long since) {}

  Connections(int most, int reserve, LongSupplier nanos) {
    this.most = most;
    this.reserve = reserve;
    this.nanos = nanos;
  }

  /// `waits` for a connection that carries requests.
  void opened(K connection, String address, boolean waits, Runnable close) {
    var client = new Client(address, close, waits, nanos.getAsLong());
    ending(connection, client).ifPresent(Runnable::run);
  }

  /// What is to be closed for the new one, or the new one itself.
  private synchronized Optional<Runnable> ending(K connection, Client client) {
    var victim = clients.size() < most ? Optional.<K>empty() : longestWaiting();
    if (victim.isEmpty() && clients.size() >= most + reserve) return Optional.of(client.close());
    clients.put(connection, client);
    return victim.map(clients::remove).map(Client::close);
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
  }

  /// A request has come; false if there is only room for the health of the server.
  synchronized boolean began(K connection) {
    clients.computeIfPresent(
        connection, (_, client) -> new Client(client.address(), client.close(), false, 0));
    return clients.size() <= most;
  }

  /// It was answered.
  synchronized void ended(K connection) {
    clients.computeIfPresent(
        connection,
        (_, client) -> new Client(client.address(), client.close(), true, nanos.getAsLong()));
  }
}
