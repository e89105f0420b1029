// SPDX-License-Identifier: Apache-2.0
// Copyright The Stillwatch Authors
package io.stillwatch.bench.differential;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/// The socket `/dev/log` of a root, and what a daemon writes to it.
///
/// The C library connects to a stream socket where there is no datagram socket, and ends each
/// message with a zero.
final class SyslogSocket implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final Path path;
  private final ServerSocketChannel server;
  private final LinkedBlockingQueue<String> messages = new LinkedBlockingQueue<>();

  SyslogSocket(Path path) throws IOException {
    this.path = path;
    Files.deleteIfExists(path);
    server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
    server.bind(UnixDomainSocketAddress.of(path));
    Thread.ofVirtual().name("syslog").start(this::accept);
  }

  private void accept() {
    try {
      while (true) {
        var client = server.accept();
        Thread.ofVirtual().name("syslog-client").start(() -> read(client));
      }
    } catch (ClosedChannelException e) {
      // the end
    } catch (IOException e) {
      messages.add("unreadable: " + e.getMessage());
    }
  }

  private void read(SocketChannel client) {
    var buffer = ByteBuffer.allocate(1 << 16);
    var rest = "";
    try (client) {
      while (client.read(buffer.clear()) >= 0) {
        rest += new String(buffer.array(), 0, buffer.position(), StandardCharsets.ISO_8859_1);
        int end;
        while ((end = rest.indexOf('\0')) >= 0) {
          messages.add(rest.substring(0, end).strip());
          rest = rest.substring(end + 1);
        }
      }
    } catch (IOException e) {
      messages.add("unreadable: " + e.getMessage());
    }
  }

  /// The messages up to the first that holds the text.
  List<String> until(String text) throws IOException, InterruptedException {
    var read = new ArrayList<String>();
    while (true) {
      var next = messages.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS);
      if (next == null) throw new IOException("The daemon did not report '" + text + "'.");
      read.add(next);
      if (next.contains(text)) return read;
    }
  }

  @Override
  public void close() throws IOException {
    server.close();
    Files.deleteIfExists(path);
  }
}
