// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.collector.listen;

import static java.util.concurrent.Executors.newThreadPerTaskExecutor;

import io.stillwatch.collector.push.SyslogIntake;
import io.stillwatch.collector.push.SyslogIntake.Origin;
import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.atomic.AtomicLong;
import javax.net.ssl.SSLServerSocket;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Listens for syslog from its start until it is closed.
public final class SyslogListener implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(SyslogListener.class);

  private final ConnectionLoop connections;
  private final String run;
  private final Optional<ServerSocket> tcp;
  private final Optional<ServerSocket> tls;
  private final Optional<DatagramSocket> udp;
  private final Optional<DatagramLoop> datagrams;
  private final OpenConnections open;
  private final AtomicLong number = new AtomicLong();
  private final AtomicLong refused = new AtomicLong();
  private final AtomicLong saidAt = new AtomicLong();
  private final InstantSource clock;
  private final ExecutorService threads =
      newThreadPerTaskExecutor(Thread.ofVirtual().name("syslog-", 0).factory());

  private SyslogListener(ListenSettings settings, SyslogIntake intake, InstantSource clock)
      throws IOException {
    open = new OpenConnections(clock);
    connections = new ConnectionLoop(intake, open);
    this.clock = clock;
    run = clock.instant().toString();
    var address = InetAddress.getByName(settings.address());
    tcp =
        settings.tcpPort().isPresent()
            ? Optional.of(bound(new ServerSocket(), address, settings.tcpPort().getAsInt()))
            : Optional.empty();
    tls =
        settings.tls().isPresent()
            ? Optional.of(secured(settings.tls().get(), address))
            : Optional.empty();
    udp =
        settings.udpPort().isPresent()
            ? Optional.of(datagram(address, settings.udpPort().getAsInt()))
            : Optional.empty();
    datagrams = udp.map(socket -> new DatagramLoop(intake, socket, "udp|" + run));
  }

  /// Throws with the port and what to do where one cannot be had.
  public static SyslogListener start(
      ListenSettings settings, SyslogIntake intake, InstantSource clock) throws IOException {
    var listener = new SyslogListener(settings, intake, clock);
    listener.tcp.ifPresent(server -> listener.accept(server, "tcp"));
    listener.tls.ifPresent(server -> listener.accept(server, "tls"));
    listener.datagrams.ifPresent(loop -> {
      listener.threads.execute(loop::receive);
      listener.threads.execute(loop::store);
    });
    return listener;
  }

  private static ServerSocket bound(ServerSocket server, InetAddress address, int port)
      throws IOException {
    try {
      server.setReuseAddress(true);
      server.bind(new InetSocketAddress(address, port));
      return server;
    } catch (IOException e) {
      server.close();
      throw taken(address, port, e);
    }
  }

  private static ServerSocket secured(ListenSettings.Tls tls, InetAddress address)
      throws IOException {
    var factory = TlsFiles.context(tls).getServerSocketFactory();
    var server = (SSLServerSocket) factory.createServerSocket();
    server.setEnabledProtocols(new String[] {"TLSv1.3", "TLSv1.2"});
    return bound(server, address, tls.port());
  }

  private static DatagramSocket datagram(InetAddress address, int port) throws IOException {
    try {
      return new DatagramSocket(port, address);
    } catch (IOException e) {
      throw taken(address, port, e);
    }
  }

  private static IOException taken(InetAddress address, int port, IOException e) {
    return new IOException(
        "Cannot listen for syslog on "
            + address.getHostAddress()
            + ":"
            + port
            + ": "
            + e.getMessage()
            + ". Set another port under push.syslog; ports below 1024 need CAP_NET_BIND_SERVICE.",
        e);
  }

  private void accept(ServerSocket server, String transport) {
    threads.execute(() -> {
      while (!server.isClosed()) {
        try {
          admit(server.accept(), transport);
        } catch (IOException e) {
          if (!server.isClosed()) log.atWarn().setCause(e).log("A connection was not accepted.");
        }
      }
    });
  }

  private void admit(Socket socket, String transport) throws IOException {
    if (!open.admit(socket)) {
      refused(socket);
      return;
    }
    var sender = socket.getInetAddress().getHostAddress();
    var stream = transport + "|" + run + "|" + number.incrementAndGet();
    threads.execute(() -> {
      try {
        connections.run(socket, new Origin(sender, transport, stream));
      } finally {
        open.ended(socket);
      }
    });
  }

  /// Said once a minute, however many are refused.
  private void refused(Socket socket) throws IOException {
    var address = socket.getInetAddress().getHostAddress();
    socket.close();
    long refusals = refused.incrementAndGet();
    long now = clock.millis();
    long said = saidAt.get();
    if (now - said < 60_000 || !saidAt.compareAndSet(said, now)) return;
    log.atWarn()
        .addKeyValue("address", address)
        .addKeyValue("limit", OpenConnections.MOST)
        .addKeyValue("limitOfAddress", OpenConnections.MOST_OF_ADDRESS)
        .addKeyValue("refused", refusals)
        .log("Too many syslog connections; new ones are refused until others end.");
  }

  public int tcpPort() {
    return tcp.orElseThrow().getLocalPort();
  }

  public int tlsPort() {
    return tls.orElseThrow().getLocalPort();
  }

  public int udpPort() {
    return udp.orElseThrow().getLocalPort();
  }

  /// Datagrams that found no room.
  public long dropped() {
    return datagrams.map(DatagramLoop::dropped).orElse(0L);
  }

  @Override
  public void close() throws IOException {
    if (tcp.isPresent()) tcp.get().close();
    if (tls.isPresent()) tls.get().close();
    udp.ifPresent(DatagramSocket::close);
    open.endAll();
    threads.shutdownNow();
    threads.close();
  }
}
