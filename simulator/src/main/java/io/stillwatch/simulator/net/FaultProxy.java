// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.simulator.net;

import static java.util.concurrent.Executors.newThreadPerTaskExecutor;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;

/// Stands before an HTTP service and plays one fault at a time; without one it passes everything.
public final class FaultProxy implements AutoCloseable {
  private static final int TRIES = 50;
  private static final long PAUSE_NANOS = 50_000_000;

  private final InetSocketAddress address;
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private final AtomicLong requests = new AtomicLong();
  private final AtomicLong struck = new AtomicLong();
  private final ExecutorService threads =
      newThreadPerTaskExecutor(Thread.ofVirtual().name("fault-proxy-", 0).factory());
  private ServerSocket server;
  private Optional<Socket> reserved = Optional.empty();
  private volatile URI target;
  private NetFault fault = new NetFault.None();
  private Predicate<String> where = _ -> true;
  private long times;

  private FaultProxy(URI target) throws IOException {
    this.target = target;
    this.server = bound(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    this.address = (InetSocketAddress) server.getLocalSocketAddress();
    accept(server);
  }

  public static FaultProxy before(URI target) throws IOException {
    return new FaultProxy(target);
  }

  public URI uri() {
    return URI.create("http://127.0.0.1:" + address.getPort());
  }

  /// The service may come back at another port.
  public void target(URI newTarget) {
    target = newTarget;
  }

  /// Plays a fault at every request until told otherwise.
  public void play(NetFault newFault) {
    play(newFault, Long.MAX_VALUE, _ -> true);
  }

  /// Plays a fault at so many requests whose first line fits, for instance `POST /_bulk HTTP/1.1`.
  public void play(NetFault newFault, long strikes, Predicate<String> requestLine) {
    boolean refuses;
    synchronized (this) {
      fault = newFault;
      times = strikes;
      where = requestLine;
      refuses = newFault instanceof NetFault.Refuse;
      listen(!refuses);
    }
    if (!(newFault instanceof NetFault.None)) hangUp();
  }

  public void heal() {
    play(new NetFault.None());
  }

  /// How many requests came, and how many of them were struck.
  public long requests() {
    return requests.get();
  }

  public long struck() {
    return struck.get();
  }

  private void listen(boolean listening) {
    try {
      if (!listening && !server.isClosed()) {
        server.close();
        hangUp();
        reserve();
      } else if (listening && server.isClosed()) {
        release();
        server = patiently(() -> bound(address));
        accept(server);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("The proxy cannot listen again on " + address, e);
    }
  }

  /// Bound and not listening: connections are refused, and no client gets the port as its own.
  private void reserve() throws IOException {
    reserved =
        Optional.of(
            patiently(() -> {
              var holder = new Socket();
              holder.setReuseAddress(true);
              holder.bind(address);
              return holder;
            }));
  }

  private void release() throws IOException {
    if (reserved.isPresent()) reserved.get().close();
    reserved = Optional.empty();
  }

  private interface Binding<T> {
    T bind() throws IOException;
  }

  /// A connection of before, or the thread that accepts, may not be quite gone.
  private static <T> T patiently(Binding<T> binding) throws IOException {
    for (int tries = 1; ; tries++) {
      try {
        return binding.bind();
      } catch (BindException e) {
        if (tries == TRIES) throw e;
        LockSupport.parkNanos(PAUSE_NANOS);
      }
    }
  }

  private void hangUp() {
    for (var socket : open) close(socket);
  }

  private static ServerSocket bound(InetSocketAddress address) throws IOException {
    var server = new ServerSocket();
    server.setReuseAddress(true);
    server.bind(address);
    return server;
  }

  private void accept(ServerSocket listening) {
    threads.execute(() -> {
      while (!listening.isClosed()) {
        try {
          var client = listening.accept();
          open.add(client);
          threads.execute(() -> serve(client));
        } catch (IOException e) {
          // closed, which the loop notices
        }
      }
    });
  }

  private void serve(Socket client) {
    try (client;
        var exchange = new Exchange(client, target)) {
      for (var head = exchange.nextHead(); !head.isEmpty(); head = exchange.nextHead()) {
        requests.incrementAndGet();
        if (!exchange.play(head, next(head.lines().findFirst().orElse("")))) return;
      }
    } catch (IOException e) {
      // either side went away: the other sees it
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      open.remove(client);
    }
  }

  private synchronized NetFault next(String requestLine) {
    if (fault instanceof NetFault.None || times <= 0 || !where.test(requestLine))
      return new NetFault.None();
    times--;
    struck.incrementAndGet();
    return fault;
  }

  private static void close(Socket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    try {
      synchronized (this) {
        server.close();
        release();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    hangUp();
    threads.shutdownNow();
    threads.close();
  }
}
