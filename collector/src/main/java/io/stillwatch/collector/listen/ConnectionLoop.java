// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.collector.listen;

import io.stillwatch.collector.push.SyslogIntake;
import io.stillwatch.collector.push.SyslogIntake.Message;
import io.stillwatch.collector.push.SyslogIntake.Origin;
import io.stillwatch.core.LastResort;
import io.stillwatch.core.store.StoreException;
import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import javax.net.ssl.SSLSocket;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Reads one connection to its end. Messages are safe before more is read.
final class ConnectionLoop {
  private static final Logger log = LoggerFactory.getLogger(ConnectionLoop.class);
  private static final Duration PAUSE = Duration.ofMillis(250);
  private static final int HANDSHAKE_MILLIS = 10_000;

  private final SyslogIntake intake;
  private final OpenConnections open;

  ConnectionLoop(SyslogIntake intake, OpenConnections open) {
    this.intake = intake;
    this.open = open;
  }

  @LastResort("one connection must not end the listener")
  void run(Socket socket, Origin origin) {
    try (socket) {
      if (socket instanceof SSLSocket tls) shakeHands(tls);
      read(socket, origin);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (IOException e) {
      if (!Thread.currentThread().isInterrupted())
        log.atWarn()
            .addKeyValue("sender", origin.sender())
            .addKeyValue("transport", origin.transport())
            .addKeyValue("why", e.toString())
            .log("A syslog connection ended early; what had come is kept.");
    } catch (RuntimeException bug) {
      log.atError()
          .addKeyValue("sender", origin.sender())
          .setCause(bug)
          .log("A bug in a syslog connection; it is closed. Please report it.");
    }
  }

  private static void shakeHands(SSLSocket socket) throws IOException {
    socket.setSoTimeout(HANDSHAKE_MILLIS);
    socket.startHandshake();
    socket.setSoTimeout(0);
  }

  private void read(Socket socket, Origin origin) throws IOException, InterruptedException {
    var framing = new Framing();
    var in = socket.getInputStream();
    var buffer = new byte[1 << 16];
    try {
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        open.heard(socket);
        keep(origin, framing.add(buffer, read));
      }
    } finally {
      keep(origin, framing.end());
    }
  }

  /// Until it is safe: the sender cannot be asked to repeat.
  private void keep(Origin origin, List<Message> messages) throws InterruptedException {
    if (messages.isEmpty()) return;
    while (true) {
      try {
        if (!intake.pressed()) {
          intake.take(origin, messages);
          return;
        }
      } catch (StoreException e) {
        log.atWarn().setCause(e).log("Syslog messages are not stored; they are tried again.");
      }
      Thread.sleep(PAUSE);
    }
  }
}
