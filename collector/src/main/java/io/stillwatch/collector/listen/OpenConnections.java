// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.collector.listen;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// The connections that are open, in bounds: so many in all, and of one address.
///
/// Senders keep connections open for days and say nothing, so idleness alone ends none. When the
/// limit is reached, the connection that has been idle longest is closed for a new one, if it has
/// been idle for [#IDLE]; senders connect again when they have something to say.
final class OpenConnections {
  static final int MOST = 1_000;
  static final int MOST_OF_ADDRESS = 100;
  static final Duration IDLE = Duration.ofMinutes(1);

  private final InstantSource clock;
  private final int most;
  private final int mostOfAddress;
  private final Map<Socket, Heard> open = new ConcurrentHashMap<>();

  OpenConnections(InstantSource clock) {
    this(clock, MOST, MOST_OF_ADDRESS);
  }

  OpenConnections(InstantSource clock, int most, int mostOfAddress) {
    this.clock = clock;
    this.most = most;
    this.mostOfAddress = mostOfAddress;
  }

  private static final class Heard {
    private final InetAddress address;
    private volatile long atMillis;

    Heard(InetAddress address, long atMillis) {
      this.address = address;
      this.atMillis = atMillis;
    }
  }

  /// False if there is no room; the socket is then the caller's to close.
  synchronized boolean admit(Socket socket) {
    var address = socket.getInetAddress();
    boolean room =
        (ofAddress(address) < mostOfAddress || endIdle(Optional.of(address)))
            && (open.size() < most || endIdle(Optional.empty()));
    if (room) open.put(socket, new Heard(address, clock.millis()));
    return room;
  }

  private long ofAddress(InetAddress address) {
    return open.values().stream().filter(heard -> heard.address.equals(address)).count();
  }

  private boolean endIdle(Optional<InetAddress> of) {
    long before = clock.millis() - IDLE.toMillis();
    var idle =
        open.entrySet().stream()
            .filter(entry -> of.isEmpty() || of.get().equals(entry.getValue().address))
            .filter(entry -> entry.getValue().atMillis <= before)
            .min(Comparator.comparingLong(entry -> entry.getValue().atMillis));
    if (idle.isEmpty()) return false;
    open.remove(idle.get().getKey());
    end(idle.get().getKey());
    return true;
  }

  /// Something came on the connection.
  void heard(Socket socket) {
    var heard = open.get(socket);
    if (heard != null) heard.atMillis = clock.millis();
  }

  void ended(Socket socket) {
    open.remove(socket);
  }

  void endAll() {
    open.keySet().forEach(OpenConnections::end);
  }

  private static void end(Socket socket) {
    try {
      socket.close();
    } catch (IOException _) { // it is closed either way
    }
  }
}
