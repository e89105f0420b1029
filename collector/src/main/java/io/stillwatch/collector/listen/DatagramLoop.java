// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.collector.listen;

import io.stillwatch.collector.push.SyslogIntake;
import io.stillwatch.collector.push.SyslogIntake.Message;
import io.stillwatch.collector.push.SyslogIntake.Origin;
import io.stillwatch.core.LastResort;
import io.stillwatch.core.store.StoreException;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.atomic.LongAdder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Receives datagrams, each a message. Nobody repeats a datagram, so what finds no room is counted.
final class DatagramLoop {
  private static final Logger log = LoggerFactory.getLogger(DatagramLoop.class);
  private static final int ROOM = 10_000;
  private static final int AT_ONCE = 1_000;

  private final SyslogIntake intake;
  private final DatagramSocket socket;
  private final String stream;
  private final BlockingQueue<Received> queue = new ArrayBlockingQueue<>(ROOM);
  private final LongAdder dropped = new LongAdder();

  private record Received(String sender, Message message) {}

  DatagramLoop(SyslogIntake intake, DatagramSocket socket, String stream) {
    this.intake = intake;
    this.socket = socket;
    this.stream = stream;
  }

  long dropped() {
    return dropped.sum();
  }

  @LastResort("one datagram must not end the listener")
  void receive() {
    var packet = new DatagramPacket(new byte[Framing.MAX_BYTES], Framing.MAX_BYTES);
    for (long number = 0; !socket.isClosed(); number++) {
      try {
        packet.setLength(Framing.MAX_BYTES);
        socket.receive(packet);
        var bytes = Arrays.copyOf(packet.getData(), packet.getLength());
        var sender = packet.getAddress().getHostAddress();
        if (!queue.offer(new Received(sender, new Message(number, bytes)))) dropped.increment();
      } catch (IOException e) {
        if (!socket.isClosed()) log.atWarn().setCause(e).log("A datagram was not received.");
      } catch (RuntimeException bug) {
        log.atError().setCause(bug).log("A bug in the UDP listener; it goes on. Please report it.");
      }
    }
  }

  void store() {
    try {
      while (!Thread.currentThread().isInterrupted()) {
        var batch = new ArrayList<>(List.of(queue.take()));
        queue.drainTo(batch, AT_ONCE);
        keep(batch);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // closed
    }
  }

  @LastResort("one datagram must not end the listener")
  private void keep(List<Received> batch) {
    try {
      if (intake.pressed()) {
        dropped.add(batch.size());
        return;
      }
      for (var received : batch) {
        var origin = new Origin(received.sender(), "udp", stream);
        intake.take(origin, List.of(received.message()));
      }
    } catch (StoreException e) {
      dropped.add(batch.size());
      log.atWarn().setCause(e).log("Datagrams are not stored, and nobody repeats them.");
    } catch (RuntimeException bug) {
      log.atError().setCause(bug).log("A bug in the UDP listener; it goes on. Please report it.");
    }
  }
}
